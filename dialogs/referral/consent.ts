import type { Said } from '../../content/words.js';
import type { Scene } from '../scene.js';
import type { Consent } from '../story/story.js';
import { receivers } from './receivers.js';

/** Records the answer with the words that were shown; the newest answer stands. */
export function noteConsent(scene: Scene, given: boolean, wording: Said): void {
  const consent: Consent = {
    given,
    at: scene.now.toISOString(),
    wording: wording.text,
    services: receivers(scene).map(({ id }) => id),
  };
  scene.story.consents.push(consent);
  scene.effects.consents.push(consent);
  scene.progress.refusalStands = !given;
}

/** What was agreed to before is agreed to no longer, whatever services it named. */
export function noteRefusal(scene: Scene, wording: Said): void {
  const named = scene.story.consents.flatMap(({ services }) => services);
  const services = [...new Set([...named, ...receivers(scene).map(({ id }) => id)])];
  const consent: Consent = { given: false, at: scene.now.toISOString(), wording: wording.text, services };
  scene.story.consents.push(consent);
  scene.effects.consents.push(consent);
  scene.progress.refusalStands = true;
}

/** The answer that stands for exactly the services the story would go to now; null while it has not been asked. */
export function consentNow(scene: Scene): Consent | null {
  const ids = receivers(scene).map(({ id }) => id);
  const covers = (consent: Consent): boolean => ids.every((id) => consent.services.includes(id));
  const latest = scene.story.consents.filter(covers).at(-1) ?? null;
  // They may change their mind: asking for a referral again is asked about again.
  return latest && !latest.given && !scene.progress.refusalStands ? null : latest;
}
