import type { TurnContext } from 'botbuilder';
import type { Question } from '../ask/question.js';
import { takeUp } from '../ask/questions/next.js';
import { route } from '../pathway/route.js';
import type { Plan } from '../planned-dialog.js';
import { serviceName } from '../referral/receivers.js';
import { planLines } from './lines.js';
import { voiceOf, type Scene } from '../scene.js';
import { planFacts, type PlanFact } from '../story/story.js';

export const emergencyPlanId = 'emergency-plan';

/** What would have to be known if the carer could not be there: a few questions, each of which can be left out. */
export const emergencyPlan: Plan = (scene) => {
  const { story, progress } = scene;
  if (progress.plan !== 'making' && progress.plan !== 'shown') return 'end';
  const missing = planFacts.find(
    (fact) => story.emergencyPlan?.[fact] === undefined && !story.skipped.includes(fact),
  );
  if (missing) return { ask: missing };
  if (progress.plan === 'making') return { act: showPlan };
  return cardService(scene) === null ? { act: finishPlan } : { ask: 'planCard' };
};

/** Somebody who looks after a person as an adult may make one; it is offered once, to those who spoke of it. */
export function mayOfferPlan(scene: Scene): boolean {
  const { story, progress } = scene;
  return progress.plan === null && mayMakePlan(scene) && story.topics.includes('emergency-plan');
}

/** Nobody under 18 is asked to plan for everything; they need a grown-up who does. */
export function mayMakePlan(scene: Scene): boolean {
  return !voiceOf(scene).young && scene.progress.danger === null;
}

/** Begins one, or begins it again. */
export function beginPlan({ story, progress }: Scene): void {
  const facts: readonly string[] = planFacts;
  story.skipped = story.skipped.filter((fact) => !facts.includes(fact));
  story.emergencyPlan = {};
  progress.plan = 'making';
  progress.finished = false;
}

async function showPlan(scene: Scene, context: TurnContext): Promise<void> {
  const { progress, speech } = scene;
  const lines = planLines(scene);
  progress.plan = lines.length > 0 ? 'shown' : 'done';
  if (lines.length === 0) speech.lead('plan.empty');
  else
    await speech.sayThis(context, [speech.said('plan.shown'), ...lines, speech.said('plan.keep')], {}, '\n');
}

function finishPlan({ progress }: Scene): void {
  progress.plan = 'done';
}

/** The service that gives a card with the plan, where the area has one and a referral of this person goes there. */
function cardService({ story, content, area }: Scene): string | null {
  const { area: answers, referTo } = route(story, content, area);
  const service = content.areas.get(answers ?? '')?.afterwards.emergencyCard ?? null;
  return referTo.some((to) => to.service === service) ? service : null;
}

function planQuestion(fact: PlanFact): Question {
  return {
    fact,
    freeWords: true,
    prompt: ({ speech }) => ({ said: speech.said(`plan.${fact}`), choices: speech.choices('skip') }),
    read({ story }, { text }) {
      const words = text.trim();
      if (words === '') return false;
      story.emergencyPlan = { ...story.emergencyPlan, [fact]: words };
      return true;
    },
  };
}

/** Shall the card be asked for, with the plan on it? It goes the way of every referral: with consent, and safely. */
const planCard: Question = {
  fact: 'planCard',
  prompt: (scene) => ({
    said: scene.speech.said('plan.card', { service: serviceName(scene, cardService(scene) ?? '') }),
    choices: scene.speech.answersTo('plan.card', 'yes', 'no'),
  }),
  read({ progress }, { understanding }, chosen) {
    const answer = chosen ?? understanding.yesNo;
    if (answer !== 'yes' && answer !== 'no') return false;
    progress.plan = 'done';
    if (answer === 'yes') takeUp(progress, 'refer');
    return true;
  },
  leave: finishPlan,
};

export const planQuestions: readonly Question[] = [...planFacts.map(planQuestion), planCard];
