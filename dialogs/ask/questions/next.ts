import { lookAtTimes } from '../../booking/times.js';
import { reassureOfRemoval } from '../../referral/reassure.js';
import { answeringArea } from '../../pathway/answering-area.js';
import { nextSteps, type NextStep, type Progress } from '../../progress.js';
import type { Scene } from '../../scene.js';
import type { Question } from '../question.js';
import { offersFor } from '../../pathway/offers.js';

/** What the person would like to happen, once they have seen who can help. */
export const next: Question = {
  fact: 'next',
  prepare: async (scene) => {
    await lookAtTimes(scene, answeringArea(scene.story, scene.content, scene.area).id);
  },
  prompt: (scene) => ({
    said: scene.speech.said('advice.next'),
    choices: scene.speech.choices(...offersFor(scene).map((step) => `next-${step}`)),
  }),
  read(scene, { understanding }, chosen) {
    const { facts, yesNo } = understanding;
    const reachable = facts.phone !== undefined || facts.email !== undefined;
    const step =
      nextSteps.find((each) => chosen === `next-${each}`) ?? stepIn(scene, reachable ? 'yes' : yesNo);
    if (!step) return false;
    if (step === 'notNow') scene.speech.lead('reflect.skipped');
    takeUp(scene.progress, step);
    return true;
  },
  reassure: reassureOfRemoval,
  leave: (scene) => {
    takeUp(scene.progress, 'notNow');
  },
};

/** A bare yes, or a way to be reached, takes up the first thing that was offered; a bare no declines them all. */
function stepIn(scene: Scene, yesNo: 'yes' | 'no' | null): NextStep | null {
  if (yesNo === 'yes') return offersFor(scene)[0] ?? null;
  return yesNo === 'no' ? 'notNow' : null;
}

/** Takes up what was chosen: it is done next, whatever was done before. */
export function takeUp(progress: Progress, step: NextStep): void {
  progress.chosen = step;
  progress.chosenDone = false;
  progress.refusalStands = false;
  if (step === 'tellMore') {
    progress.direct = false;
    progress.chosen = null;
    progress.routeShown = false;
  }
}
