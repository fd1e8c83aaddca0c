import { beginPlan, mayOfferPlan } from '../../emergency-plan/plan.js';
import { mayOfferCheckIn } from '../../afterwards/check-in.js';
import { mayOfferNewsletter, wantNewsletter } from '../../newsletter/plan.js';
import { joined } from '../../joined.js';
import { names } from '../chosen-now.js';
import { listWords } from '../../story/describe.js';
import { offersFor } from '../../pathway/offers.js';
import type { Scene } from '../../scene.js';
import { takeUp } from './next.js';
import type { Question } from '../question.js';

/** Shall we start again, or delete everything: nothing is lost on one word. */
export const sure: Question = {
  fact: 'sure',
  prompt: (scene) => {
    const { speech, progress } = scene;
    if (progress.managing === 'restart') {
      return { said: speech.said('manage.restart'), choices: speech.choices('startAgain', 'carryOn') };
    }
    const references = progress.referrals.map(({ reference }) => reference);
    const referred =
      references.length > 0
        ? [speech.said('manage.deleteReferred', { reference: listWords(scene, references) })]
        : [];
    return {
      said: joined([...referred, speech.said(`manage.${progress.managing ?? 'delete'}`)], ' '),
      choices: speech.choices('forget', 'keep'),
    };
  },
  read({ progress }, { understanding }, chosen) {
    const again = understanding.command === 'delete' || understanding.command === 'restart';
    if (chosen === 'startAgain' || chosen === 'forget' || understanding.yesNo === 'yes' || again)
      progress.sure = true;
    else if (chosen !== null || understanding.yesNo === 'no') progress.sure = false;
    else return false;
    return true;
  },
  leave: ({ progress }) => {
    progress.sure = false;
  },
};

/** A referral can still be asked for as long as none was made. */
function mayRefer(scene: Scene): boolean {
  return scene.progress.referrals.length === 0 && offersFor(scene).includes('refer');
}

/** "Is there anything else?" */
export const anythingElse: Question = {
  fact: 'anythingElse',
  prompt: (scene) => ({
    said: scene.speech.said('ending.anythingElse'),
    choices: scene.speech.choices(
      'moreAdvice',
      ...(mayRefer(scene) ? ['next-refer'] : []),
      ...(mayOfferPlan(scene) ? ['makePlan'] : []),
      ...(mayOfferNewsletter(scene) ? ['newsletter'] : []),
      'next-person',
      'enough',
    ),
  }),
  again: ({ speech }) => speech.said('ending.afterwards'),
  read(scene, { text, understanding }, chosen) {
    const { progress } = scene;
    if (chosen === 'next-person') takeUp(progress, 'person');
    else if (chosen === 'next-refer') takeUp(progress, 'refer');
    else if (chosen === 'makePlan') beginPlan(scene);
    else if (chosen === 'newsletter') wantNewsletter(scene);
    else if (names(scene, text, 'next-details')) takeUp(progress, 'details');
    else if (chosen === 'enough' || understanding.yesNo === 'no') finish(scene);
    else if (
      chosen === 'moreAdvice' ||
      understanding.yesNo === 'yes' ||
      understanding.facts.topics.length > 0
    ) {
      progress.moreAdvice = true;
    } else return false;
    return true;
  },
  leave: finish,
};

/** The end, unless there is something to offer that was not offered before. */
function finish(scene: Scene): void {
  if (mayOfferCheckIn(scene)) {
    scene.progress.checkIn = { state: 'offered', dueAt: null };
    return;
  }
  scene.progress.finished = true;
  scene.speech.lead('ending.goodbye');
}
