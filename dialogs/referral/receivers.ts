import { offerOf } from '../booking/offer-of.js';
import { route } from '../pathway/route.js';
import type { Scene } from '../scene.js';

/** A service that would read the story, by the name it has in the person's language. */
export interface Receiver {
  id: string;
  name: string;
}

/** The name of a service in the person's language. */
export function serviceName({ content, story }: Scene, id: string): string {
  return content.services.get(id)?.name[story.language] ?? id;
}

/**
 * Everybody who would read the story, in order: those a referral is sent to and those they pass it on to, or the service whose
 * time is being booked. Consent names them all.
 */
export function receivers(scene: Scene): Receiver[] {
  const { story, content, area, progress } = scene;
  const slot = progress.booking?.slot;
  const booked = slot && offerOf(content, slot);
  if (booked) return [{ id: booked.service, name: serviceName(scene, booked.service) }];
  const ids = route(story, content, area).referTo.flatMap(({ service, onward }) =>
    onward === null ? [service] : [service, onward],
  );
  return [...new Set(ids)].map((id) => ({ id, name: serviceName(scene, id) }));
}
