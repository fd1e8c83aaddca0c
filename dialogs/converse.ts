import { DialogSet, DialogTurnStatus, type DialogContext, type DialogState } from './bot-framework.js';
import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { AskDialog } from './ask/ask-dialog.js';
import { isWhole } from './ask/chosen-now.js';
import { settleCommand } from './booking/command.js';
import { bookingId, bookingPlan } from './booking/plan.js';
import { questions } from './ask/questions/all.js';
import { commandIn, obey } from './commands.js';
import { conversationPlan } from './conversation-plan.js';
import { emergencyPlan, emergencyPlanId } from './emergency-plan/plan.js';
import { hear } from './hear.js';
import { manageId, managePlan } from './manage/plan.js';
import { conversationId, PlannedDialog } from './planned-dialog.js';
import { newsletterId, newsletterPlan } from './newsletter/plan.js';
import { referralId, referralPlan } from './referral/plan.js';
import { dangers } from './safety/attention.js';
import { answerDanger } from './safety/notice.js';
import { answerOtherLanguage, leadWithOwnLine } from './person/other-language.js';
import { askForPerson } from './person/ask-for-person.js';
import { safetyId, safetyPlan } from './safety/plan.js';
import { sceneOf, type Scene } from './scene.js';
import { contactFacts, type FactName } from './story/story.js';
import { leadWithWelcome } from './welcome/say-welcome.js';

/** Every dialog, on the state that `accessor` keeps. */
export function createDialogs(accessor: StatePropertyAccessor<DialogState>): DialogSet {
  return new DialogSet(accessor)
    .add(new PlannedDialog(conversationId, conversationPlan))
    .add(new PlannedDialog(referralId, referralPlan))
    .add(new PlannedDialog(safetyId, safetyPlan))
    .add(new PlannedDialog(bookingId, bookingPlan))
    .add(new PlannedDialog(manageId, managePlan))
    .add(new PlannedDialog(emergencyPlanId, emergencyPlan))
    .add(new PlannedDialog(newsletterId, newsletterPlan))
    .add(new AskDialog(questions));
}

/**
 * One turn of the conversation, in the order that never changes: what was said is taken in; danger is answered before
 * anything else; then what the person asks of us; then the conversation goes on.
 */
export async function converse(dialogs: DialogSet, context: TurnContext): Promise<void> {
  const scene = sceneOf(context);
  const dc = await dialogs.createContext(context);
  const { heard } = scene;
  if (heard) {
    hear(scene, heard);
    const found = dangers(heard.findings);
    const command = await settleCommand(scene, commandIn(scene, heard));
    if (found.length > 0) {
      scene.story.opening ??= heard.text.trim();
      leadWithOwnLine(scene);
      await answerDanger(dc, scene, found);
    } else if (command !== null) {
      await obeyOrBegin(dc, command);
    } else if (heard.text.trim() === '') {
      await comeBack(dc);
    } else {
      const { asking, askedForPerson } = scene.progress;
      const wish = wishesForPerson(scene);
      if (heard.otherLanguage && !askedForPerson) await answerOtherLanguage(scene, context);
      else if (wish) await noticeWish(dc);
      // "I want to talk to a person" is nobody's name, nor a time to call.
      if (wish && aboutCalls.includes(asking)) await comeBack(dc);
      else await goOn(dc);
    }
  } else await comeBack(dc);
  await scene.speech.flush(context);
}

async function goOn(dc: DialogContext): Promise<void> {
  const result = await dc.continueDialog();
  const nothingUnderWay =
    result.status === DialogTurnStatus.empty || result.status === DialogTurnStatus.complete;
  if (nothingUnderWay) await dc.beginDialog(conversationId);
}

/** Where "ring me after six" answers what was asked, so that only a plain request to talk is a wish for a person. */
const aboutCalls: readonly (FactName | null)[] = ['next', 'consent', ...contactFacts];

/** Whether a person is asked for among other things. */
function wishesForPerson(scene: Scene): boolean {
  const { heard, progress } = scene;
  if (!heard || heard.chosen) return false;
  // Whoever is to be referred asks for a service, whatever it sounds like.
  if (isWhole(scene, heard.text, 'ask-way')) return false;
  const { wantsHuman, wantsToTalk = false } = heard.understanding;
  if (progress.askedForPerson && !wantsToTalk) return false;
  return aboutCalls.includes(progress.asking) ? wantsHuman && wantsToTalk : wantsHuman;
}

/** Somebody who asks for a person among other things is told the truth about it, and then heard on. */
async function noticeWish(dc: DialogContext): Promise<void> {
  const scene = sceneOf(dc.context);
  if (!dc.activeDialog && !scene.progress.welcomed) leadWithWelcome(scene);
  await askForPerson(scene, dc.context);
}

/** Nothing to read, a picture perhaps, or an adviser has handed back: what was being asked is asked again. */
async function comeBack(dc: DialogContext): Promise<void> {
  if (dc.activeDialog) await dc.repromptDialog();
  else await dc.beginDialog(conversationId);
}

async function obeyOrBegin(dc: DialogContext, command: Parameters<typeof obey>[2]): Promise<void> {
  const scene = sceneOf(dc.context);
  const firstWords = !dc.activeDialog && !scene.progress.welcomed;
  if (firstWords) leadWithWelcome(scene);
  await obey(dc, scene, command);
  // Somebody whose first words are a command, or whose question was put aside, still needs to be asked what comes next.
  if (!dc.activeDialog && command !== 'enough') await dc.beginDialog(conversationId);
}
