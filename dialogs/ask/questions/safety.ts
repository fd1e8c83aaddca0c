import type { Scene } from '../../scene.js';
import type { Question } from '../question.js';

/** Nothing was shown because somebody may be looking. */
function hidesNumbers({ progress }: Scene): boolean {
  return progress.danger?.concern === 'abuse-of-carer' && progress.danger.showNumbers !== true;
}

/** Whether numbers may be shown, where whoever hurts them may be looking. Asked in the fixed words for it. */
export const showNumbers: Question = {
  fact: 'showNumbers',
  prompt: ({ speech }) => ({
    said: speech.said('safety.abuse-of-carer'),
    choices: speech.choices('showNumbers', 'notNow'),
  }),
  again: ({ speech }) => speech.said('ask.choose.again'),
  read({ progress }, { understanding }, chosen) {
    if (!progress.danger) return true;
    if (chosen === 'showNumbers' || understanding.yesNo === 'yes') progress.danger.showNumbers = true;
    else if (chosen === 'notNow' || understanding.yesNo === 'no') progress.danger.showNumbers = false;
    else return false;
    return true;
  },
  leave: ({ progress }) => {
    if (progress.danger) progress.danger.showNumbers = false;
  },
};

/** "Are you safe right now?" Whatever the answer, the numbers stay and nobody is sent away. */
export const safeNow: Question = {
  fact: 'safeNow',
  prompt: (scene) => {
    const about = scene.progress.danger?.concern;
    const everyone = about !== 'self-harm' && about !== 'abuse-of-carer';
    const key =
      about === 'medical' ? 'safety.safeNow.medical' : everyone ? 'safety.safeNowBoth' : 'safety.safeNow';
    return {
      said: scene.speech.said(key),
      choices: scene.speech.choices('yes', 'no', 'notSure'),
    };
  },
  patient: true,
  again: ({ speech }) => speech.said('safety.safeNow.again'),
  read(scene, { understanding }, chosen) {
    const { progress, speech } = scene;
    if (!progress.danger) return true;
    const answer = chosen ?? understanding.yesNo ?? (understanding.unsure ? 'notSure' : null);
    if (answer !== 'yes' && answer !== 'no' && answer !== 'notSure') return false;
    progress.danger.safeNow = answer;
    const words = hidesNumbers(scene)
      ? { yes: 'safety.safe.hidden', no: 'safety.notSafe', notSure: 'safety.unsure.hidden' }
      : { yes: 'safety.safe', no: 'safety.notSafe', notSure: 'safety.unsure' };
    speech.lead(words[answer]);
    return true;
  },
  leave: (scene) => {
    if (scene.progress.danger) scene.progress.danger.safeNow = 'notSure';
    scene.speech.lead(hidesNumbers(scene) ? 'safety.unsure.hidden' : 'safety.unsure');
  },
};

/** Carry on with us, or leave it there: never assumed. */
export const carryOn: Question = {
  fact: 'carryOn',
  prompt: ({ speech }) => ({
    said: speech.said('safety.carryOn'),
    choices: speech.choices('carryOn', 'enough'),
  }),
  patient: true,
  again: ({ speech }) => speech.said('safety.carryOn.again'),
  read({ progress }, { understanding }, chosen) {
    if (!progress.danger) return true;
    if (chosen === 'enough' || understanding.yesNo === 'no') progress.danger.carryOn = false;
    else if (chosen === 'carryOn' || understanding.yesNo === 'yes') progress.danger.carryOn = true;
    else return false;
    return true;
  },
  leave: ({ progress }) => {
    if (progress.danger) progress.danger.carryOn = false;
  },
};
