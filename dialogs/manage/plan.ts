import type { Plan } from '../planned-dialog.js';
import { stopNewsletter } from '../newsletter/plan.js';
import { newProgress } from '../progress.js';
import type { Scene } from '../scene.js';
import { newStory } from '../story/story.js';

export const manageId = 'manage';

/** Asks whether the person is sure, then starts again, deletes, or leaves everything as it was. */
export const managePlan: Plan = ({ progress }) => {
  if (progress.managing === null) return 'end';
  if (progress.sure === null) return { ask: 'sure' };
  if (!progress.sure) {
    const kept = progress.managing !== 'restart';
    return {
      act: (scene) => {
        scene.progress.managing = null;
        if (kept) scene.speech.lead('manage.kept');
      },
    };
  }
  return { startOver: progress.managing === 'restart' ? restart : erase };
};

/** Empties story and progress in place; the language stays, and nobody is welcomed twice. */
function startAfresh(scene: Scene): void {
  replace(scene.story, newStory(scene.story.area, scene.story.language));
  replace(scene.progress, { ...newProgress(), welcomed: true, languageKnown: true });
}

function restart(scene: Scene): 'begin' {
  const { referrals, checkIn, newsletter } = scene.progress;
  startAfresh(scene);
  // What was passed on goes on, and can be asked about.
  scene.progress.referrals = referrals;
  // What was offered once is not offered again.
  scene.progress.checkIn = checkIn;
  scene.progress.newsletter = newsletter;
  scene.speech.lead('manage.restarted');
  return 'begin';
}

function erase(scene: Scene): 'wait' {
  // Said in the words for their age, which is about to be forgotten.
  const said = scene.speech.said('manage.deleted');
  // Also what they asked for elsewhere from this phone.
  stopNewsletter(scene);
  startAfresh(scene);
  scene.effects.erase = true;
  scene.speech.leadWith(said);
  return 'wait';
}

/** Empties in place, since others hold the same object. */
function replace<T extends object>(target: T, source: T): void {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  Object.assign(target, source);
}
