import { sayWaiting } from '../person/waiting.js';
import type { Plan, Step } from '../planned-dialog.js';
import type { Danger } from '../progress.js';
import type { Scene } from '../scene.js';
import { sayFixedWords } from './say-fixed-words.js';
import { sayLocalNumbers } from './say-local-numbers.js';

export const safetyId = 'safety';

/**
 * After something dangerous was written: the fixed words with the number to call now, the truth about who is there,
 * whether they are safe, and only then whether to carry on. It never sends anybody back to a form by itself.
 */
export const safetyPlan: Plan = ({ progress }): Step => {
  const { danger } = progress;
  if (!danger) return 'end';
  // Whoever hurts them may be looking, so nothing is shown before they say that it may be.
  const careful = danger.concern === 'abuse-of-carer';
  if (careful && danger.showNumbers === null) return { ask: 'showNumbers' };
  if (!danger.said) return careful ? carefulWords(danger) : openWords;
  if (danger.safeNow === null) return { ask: 'safeNow' };
  if (danger.carryOn === null) return { ask: 'carryOn' };
  if (!danger.carryOn) return { startOver: leaveItThere };
  return {
    act: (scene) => {
      close(scene.progress);
    },
  };
};

/** Leaves them with the numbers, unless somebody may be looking. */
export function leaveItThere({ speech, progress }: Scene): 'wait' {
  const { danger } = progress;
  const hidden = danger?.concern === 'abuse-of-carer' && danger.showNumbers !== true;
  speech.lead(hidden ? 'safety.stillHere' : 'safety.leaveIt');
  // When they write again they are asked whether to carry on before anything else.
  if (danger) danger.carryOn = null;
  progress.paused = true;
  return 'wait';
}

function close(progress: { danger: Danger | null }): void {
  progress.danger = null;
}

const openWords: Step = {
  async act(scene, context) {
    await sayFixedWords(scene, context);
    const concern = scene.progress.danger?.concern ?? null;
    if (concern !== null) await sayLocalNumbers(scene, context, concern);
    await sayWaiting(scene, context);
    markSaid(scene.progress.danger);
    // The words for a medical emergency say it already.
    if (scene.progress.danger?.concern !== 'medical') scene.speech.lead('safety.stillHere');
  },
};

function carefulWords({ showNumbers }: Danger): Step {
  return {
    async act(scene, context) {
      const key = showNumbers ? 'safety.abuse-of-carer-numbers' : 'safety.abuse-of-carer-notShown';
      await scene.speech.say(context, key, {}, { discreet: showNumbers === true });
      if (showNumbers) await sayLocalNumbers(scene, context, 'abuse-of-carer');
      scene.progress.concernsAnswered.push('abuse-of-carer');
      markSaid(scene.progress.danger);
    },
  };
}

function markSaid(danger: Danger | null): void {
  if (danger) danger.said = true;
}
