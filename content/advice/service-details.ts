import { contactWords, shownContact } from '../areas/shown-contact.js';
import type { Language } from '../language.js';
import { didYouMean } from '../schema/nearest.js';
import type { Service } from '../schema/service.js';
import { contactKinds } from '../schema/service.js';

const placeholder = /\{\{\s*([^}]*?)\s*\}\}/g;
const reference = /^service:([a-z0-9-]+)\.([a-z]+)$/;

/** Why a placeholder cannot be filled, as what to write instead. */
export class UnfilledPlaceholder extends Error {
  /** @param inside what stands between the braces */
  constructor(
    readonly inside: string,
    instead: string,
  ) {
    super(instead);
  }
}

function detail(inside: string, services: ReadonlyMap<string, Service>, language: Language): string {
  const [, id = '', field = ''] = reference.exec(inside) ?? [];
  const service = services.get(id);
  if (!service)
    throw new UnfilledPlaceholder(
      inside,
      `{{${inside}}} names no service: write {{service:carers-uk.phone}}.${didYouMean(id, services.keys())}`,
    );
  if (!service.signpost)
    throw new UnfilledPlaceholder(inside, `${id} is never offered: name another service.`);
  if (field === 'name') return service.name[language];
  if (field === 'hours' && service.hours && !service.hours.stale) return service.hours.words[language];
  const kind = contactKinds.find((each) => each === field);
  const contact = kind ? shownContact(service)[kind] : null;
  if (!contact)
    throw new UnfilledPlaceholder(
      inside,
      `${id} has no ${field} that may be shown: leave it out, or confirm it first.`,
    );
  return contactWords(contact, language);
}

/**
 * Fills `{{service:carers-uk.phone}}` and its like (phone, text, email, url, hours, name) from the directory, so that no
 * article can hold a detail without a source.
 * @throws UnfilledPlaceholder
 */
export function fillServices(
  text: string,
  services: ReadonlyMap<string, Service>,
  language: Language,
): string {
  return text.replace(placeholder, (_, inside: string) => detail(inside, services, language));
}

/** The text without its placeholders, for reading what an editor wrote. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholder, '');
}
