import { askForPerson } from './person/ask-for-person.js';
import { bookingId } from './booking/plan.js';
import { giveAdvice, freshAdvice } from './advice/give-advice.js';
import { leadWithElsewhere, sayRoleEnding } from './endings/say-ending.js';
import { emergencyPlanId } from './emergency-plan/plan.js';
import { isElsewhere } from './pathway/answering-area.js';
import { openAssessmentChoice } from './pathway/assessment-choice.js';
import { sayAboutAssessment } from './pathway/say-about-assessment.js';
import { sayDetails } from './pathway/say-details.js';
import { leadWithRoute } from './pathway/say-route.js';
import type { Plan, Step } from './planned-dialog.js';
import { newsletterId } from './newsletter/plan.js';
import { leadWithReflection } from './story/reflect.js';
import { carerKinds, whoseAgeMatters } from './story/carer-kind.js';
import { referralId } from './referral/plan.js';
import { safetyId } from './safety/plan.js';
import { playbackLines } from './story/playback.js';
import type { Scene } from './scene.js';
import type { Element, FactName, Story } from './story/story.js';
import { leadWithWelcome, sayWelcome } from './welcome/say-welcome.js';

/** From this many words on, the first message says what somebody does. */
const wordsThatTell = 14;

/**
 * The "what matters" conversation: what is going on, who and where, what matters by the five elements, the story said
 * back, advice, the right door and why, and what the person would like. Each step is taken only while the story lacks
 * what it brings.
 */
export const conversationPlan: Plan = (scene) =>
  dangerStep(scene) ??
  howNowStep(scene) ??
  planStep(scene) ??
  newsletterStep(scene) ??
  openingStep(scene) ??
  roleStep(scene) ??
  factStep(scene) ??
  storyStep(scene) ??
  offerStep(scene) ??
  afterStep(scene);

/** Somebody who left it there after danger is asked whether to carry on, not sent back to the questions. */
function dangerStep({ progress }: Scene): Step | null {
  return progress.danger === null ? null : { begin: safetyId };
}

/** Some weeks later: they are asked how it is, before anything else goes on. */
function howNowStep({ progress }: Scene): Step | null {
  return progress.checkIn?.state === 'due' ? { ask: 'howNow' } : null;
}

/** A plan that was begun is finished before anything else is asked. */
function planStep({ progress }: Scene): Step | null {
  return progress.plan === 'making' || progress.plan === 'shown' ? { begin: emergencyPlanId } : null;
}

/** A newsletter that they asked for is settled before anything else is asked. */
function newsletterStep({ progress }: Scene): Step | null {
  return progress.newsletter?.state === 'asking' ? { begin: newsletterId } : null;
}

function openingStep({ story, progress, heard }: Scene): Step | null {
  if (!progress.welcomed) return { act: heard ? leadWithWelcome : sayWelcome };
  if (story.opening === undefined && !skipped(story, 'opening')) return { ask: 'opening' };
  if (!progress.reflected) return { act: leadWithReflection };
  return null;
}

/** Those whom the main conversation is not for. */
function roleStep({ story, progress }: Scene): Step | null {
  if (isCaring(story) || progress.routeShown) return null;
  if (story.place === undefined && !skipped(story, 'theirPlace')) return { ask: 'theirPlace' };
  if (story.role === 'professional' && progress.carerAgrees === null) return { ask: 'knowsAndAgrees' };
  return { act: sayRoleEnding };
}

/** The facts that decide who can help. */
function factStep(scene: Scene): Step | null {
  const { story, progress } = scene;
  if (progress.correcting !== null) return { ask: progress.correcting };
  if (!isCaring(story) || progress.chosenDone) return null;
  if (story.people.length === 0 && !skipped(story, 'who')) return { ask: 'who' };
  if (story.people.length === 0 && story.role === undefined && !skipped(story, 'role'))
    return { ask: 'role' };
  if (story.place === undefined && !skipped(story, 'theirPlace')) return { ask: 'theirPlace' };
  if (placeOpen(story)) return { ask: 'theirCouncil' };
  if (whoseAgeMatters(story) && !skipped(story, 'theirAge')) return { ask: 'theirAge' };
  if (story.carerAge === undefined && !skipped(story, 'yourAge') && !carerKinds(story).includes('parent')) {
    return { ask: 'yourAge' };
  }
  return null;
}

const adultOrder = ['circumstances', 'wants', 'barriers', 'helps', 'risks'] as const;
/** A child with no grown-up to turn to needs one before anything else is talked about. */
const youngOrder = ['helps', 'circumstances', 'wants', 'barriers', 'risks'] as const;

/** After two of the five left out and none told, somebody wants the way to help and not more questions. */
function wouldRatherNot(story: Story): boolean {
  return (
    Object.keys(story.elements).length === 0 && adultOrder.filter((each) => skipped(story, each)).length >= 2
  );
}

/** An opening of a few sentences has told the circumstances in their own words. */
function alreadyTold({ opening }: Story, element: Element): boolean {
  return element === 'circumstances' && (opening?.split(/\s+/).length ?? 0) >= wordsThatTell;
}

/** A place that is shared, or that could not be told: which council it is has to be asked. */
function placeOpen(story: Story): boolean {
  return story.place === undefined ? !skipped(story, 'theirCouncil') : story.place.choices !== undefined;
}

/** What matters, by the five elements, and the story said back. None of it stands between a person and help. */
function storyStep(scene: Scene): Step | null {
  const { story, progress } = scene;
  if (!isCaring(story) || progress.direct || progress.chosenDone || progress.chosen !== null) return null;
  if (progress.playedBack) return null;
  const order = story.carerAge === 'under-18' ? youngOrder : adultOrder;
  const missing = order.find(
    (element) =>
      story.elements[element] === undefined && !skipped(story, element) && !alreadyTold(story, element),
  );
  if (missing && !wouldRatherNot(story)) return { ask: missing };
  return playbackLines(scene).length > 0 ? { ask: 'playback' } : null;
}

function offerStep(here: Scene): Step | null {
  const { story, progress, area } = here;
  if (progress.finished || progress.chosenDone) return null;
  if (isElsewhere(story, area) && !progress.elsewhereSaid) return { act: leadWithElsewhere };
  if (!progress.routeShown) {
    return {
      async act(scene, context) {
        if (!scene.progress.direct) await giveAdvice(scene, context);
        if (scene.story.topics.includes('assessment')) await sayAboutAssessment(scene, context);
        leadWithRoute(scene);
        scene.progress.routeShown = true;
        // A choice with an explanation of its own stands in the next message.
        if (openAssessmentChoice(scene) !== null) await scene.speech.flush(context);
      },
    };
  }
  const choice = openAssessmentChoice(here);
  if (choice !== null) return { ask: choice };
  if (progress.chosen === null) return { ask: 'next' };
  if (progress.chosen === 'book' || progress.chosen === 'event') return { begin: bookingId };
  if (progress.chosen === 'refer' || progress.chosen === 'call') return { begin: referralId };
  return { act: doChosen };
}

const doChosen: Extract<Step, { act: unknown }>['act'] = async (scene, context) => {
  const { progress, speech } = scene;
  progress.chosenDone = true;
  if (progress.chosen === 'person') await askForPerson(scene, context);
  else if (progress.chosen === 'notNow') speech.lead('ending.notNow');
  if (progress.chosen !== 'person') await sayDetails(scene, context);
};

function afterStep(scene: Scene): Step {
  const { progress } = scene;
  if (progress.finished) return 'wait';
  if (!progress.chosenDone && (progress.chosen === 'person' || progress.chosen === 'details'))
    return { act: doChosen };
  if (progress.moreAdvice) {
    return {
      async act(now, context) {
        now.progress.moreAdvice = false;
        if (freshAdvice(now).length > 0) await giveAdvice(now, context);
        else now.speech.lead('advice.noMore');
      },
    };
  }
  return { ask: progress.checkIn?.state === 'offered' ? 'checkIn' : 'anythingElse' };
}

function isCaring({ role }: Story): boolean {
  return role === undefined || role === 'carer';
}

function skipped(story: Story, fact: FactName): boolean {
  return story.skipped.includes(fact);
}
