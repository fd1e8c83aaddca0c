import type { Scene } from '../../scene.js';
import { joined } from '../../joined.js';
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

/** What is asked: about everyone, or only about the person who writes, where it is them who is in danger. */
function safeNowKey({ progress }: Scene): string {
  const about = progress.danger?.concern;
  if (about === 'medical') return 'safety.safeNow.medical';
  return about === 'self-harm' || about === 'abuse-of-carer' ? 'safety.safeNow' : 'safety.safeNowBoth';
}

/** "Are you safe right now?" Whatever the answer, the numbers stay and nobody is sent away. */
export const safeNow: Question = {
  fact: 'safeNow',
  prompt: (scene) => {
    const key = safeNowKey(scene);
    return {
      said: scene.speech.said(key),
      choices: scene.speech.answersTo(key, 'yes', 'no', 'notSure'),
    };
  },
  patient: true,
  again: (scene) =>
    joined([scene.speech.said('safety.safeNow.again'), scene.speech.said(safeNowKey(scene))], ' '),
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
