import type { Plan, Step } from '../planned-dialog.js';
import { carerKinds } from '../story/carer-kind.js';
import type { FactName, Story } from '../story/story.js';
import { sayAboutAssessment } from '../pathway/say-about-assessment.js';
import { sayDetails } from '../pathway/say-details.js';
import { manageId } from '../manage/plan.js';
import { consentNow } from './consent.js';
import { contactStep } from './contact-step.js';
import { refer } from './refer.js';

export const referralId = 'referral';

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
  return (
    contactStep(scene, { calls: true, bestTime: true }) ?? {
      act: story.contact.phone || story.contact.email ? refer : withoutContact,
    }
  );
};

/** Where a child is concerned, what is feared most when help is refused is that somebody will be taken away. */
function fearsRemoval(story: Story): boolean {
  return carerKinds(story).some((kind) => kind === 'parent' || kind === 'young');
}

/** A way to be reached may still be given later, so what was skipped here is asked again then. */
const withoutContact: Extract<Step, { act: unknown }>['act'] = async (scene, context) => {
  const contactFacts: FactName[] = ['contactMethod', 'phone', 'email'];
  scene.story.skipped = scene.story.skipped.filter((fact) => !contactFacts.includes(fact));
  scene.progress.chosenDone = true;
  scene.speech.lead('referral.noContact');
  await sayDetails(scene, context);
};
