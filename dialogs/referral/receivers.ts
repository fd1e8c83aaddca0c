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

/** Everybody who would read a referral, in order: those it is sent to and those they pass it on to. Consent names them all. */
export function receivers(scene: Scene): Receiver[] {
  const { story, content, area } = scene;
  const ids = route(story, content, area).referTo.flatMap(({ service, onward }) =>
    onward === null ? [service] : [service, onward],
  );
  return [...new Set(ids)].map((id) => ({ id, name: serviceName(scene, id) }));
}
