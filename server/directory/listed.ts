import { shownContact } from '../../content/areas/shown-contact.js';
import type { Service } from '../../content/schema/service.js';

/**
 * Whether a service is in the directory: it runs, may be offered, and has a detail that is confirmed and has its source.
 * What waits for an editor, and what has closed, is not.
 */
export function isListed(service: Service): boolean {
  const shown = shownContact(service);
  return (
    service.signpost && service.status === 'active' && Object.values(shown).some((detail) => detail !== null)
  );
}
