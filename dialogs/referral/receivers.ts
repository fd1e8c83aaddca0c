import { route } from '../pathway/route.js';
import type { Scene } from '../scene.js';

/** A service that would read the story, by the name it has in the person's language. */
export interface Receiver {
  id: string;
  name: string;
}

/** Everybody who would read a referral, in order: those it is sent to and those they pass it on to. Consent names them all. */
export function receivers({ story, content, area }: Scene): Receiver[] {
  const ids = route(story, content, area).referTo.flatMap(({ service, onward }) => [service, onward]);
  return [...new Set(ids)].flatMap((id) => {
    const service = id === null ? undefined : content.services.get(id);
    return service ? [{ id: service.id, name: service.name[story.language] }] : [];
  });
}
