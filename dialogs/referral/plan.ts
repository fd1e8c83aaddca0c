import type { Plan, Step } from '../planned-dialog.js';
import type { Scene } from '../scene.js';
import { carerKinds } from '../story/carer-kind.js';
import type { FactName, Story } from '../story/story.js';
import { sayAboutAssessment } from '../pathway/say-about-assessment.js';
import { sayDetails } from '../pathway/say-details.js';
import { manageId } from '../manage/plan.js';
import { consentNow } from './consent.js';
import { refer } from './refer.js';

export const referralId = 'referral';

const skipped = ({ story }: Scene, fact: FactName): boolean => story.skipped.includes(fact);

/** Consent, then how to reach the person safely, then the referral. Refusing still leaves them with the details. */
export const referralPlan: Plan = (scene): Step => {
  const { story, progress } = scene;
  if (progress.managing !== null) return { begin: manageId };
  if (progress.chosenDone) return 'end';
  const consent = consentNow(scene);
  if (!consent) return { ask: 'consent' };
  if (!consent.given) {
    return {
      async act(now, context) {
        now.progress.chosenDone = true;
        now.progress.managing = 'forget';
        now.progress.sure = null;
        now.speech.lead('referral.refused');
        if (fearsRemoval(now.story)) now.speech.lead('referral.reassure');
        else await sayAboutAssessment(now, context);
        await sayDetails(now, context);
      },
    };
  }
  return contactStep(scene) ?? { act: story.contact.phone || story.contact.email ? refer : withoutContact };
};

/** Where a child is concerned, what is feared most when help is refused is that somebody will be taken away. */
function fearsRemoval(story: Story): boolean {
  return carerKinds(story).some((kind) => kind === 'parent' || kind === 'young');
}

function contactStep(scene: Scene): Step | null {
  const { contact } = scene.story;
  if (contact.name === undefined && !skipped(scene, 'contactName')) return { ask: 'contactName' };
  const byPhone = contact.by === 'phone' || scene.writesFrom !== null;
  if (contact.phone === undefined && contact.email === undefined) {
    if (contact.by === undefined && !byPhone && !skipped(scene, 'contactMethod'))
      return { ask: 'contactMethod' };
    if (byPhone && !skipped(scene, 'phone')) return { ask: 'phone' };
    if (contact.by === 'email' && !skipped(scene, 'email')) return { ask: 'email' };
    return null;
  }
  if (contact.phone === undefined) return null;
  if (contact.safe?.call === undefined) return { ask: 'safeToCall' };
  if (contact.safe.call && contact.safe.message === undefined) return { ask: 'safeToLeaveMessage' };
  if (contact.safe.text === undefined) return { ask: 'safeToText' };
  if (contact.safe.call && contact.bestTime === undefined && !skipped(scene, 'bestTime'))
    return { ask: 'bestTime' };
  return null;
}

/** A way to be reached may still be given later, so what was skipped here is asked again then. */
const withoutContact: Extract<Step, { act: unknown }>['act'] = async (scene, context) => {
  const contactFacts: FactName[] = ['contactMethod', 'phone', 'email'];
  scene.story.skipped = scene.story.skipped.filter((fact) => !contactFacts.includes(fact));
  scene.progress.chosenDone = true;
  scene.speech.lead('referral.noContact');
  await sayDetails(scene, context);
};
