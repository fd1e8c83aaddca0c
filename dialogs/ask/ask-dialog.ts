import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from '../bot-framework.js';
import type { TurnContext } from 'botbuilder';
import { sceneOf, type Scene } from '../scene.js';
import type { FactName } from '../story/story.js';
import { chooseInEither } from './choose.js';
import { isWhole } from './chosen-now.js';
import type { Question } from './question.js';

interface AskState {
  fact: FactName;
  /** How often the answer was not understood. */
  misses: number;
  /** How often nothing was written, or something else was told. */
  pauses: number;
}

/** After this many answers that were not understood the question is left, kindly. */
const patience = 2;

/** Asks one question, and again in other words when the answer is not understood; then leaves it. Everything can be skipped. */
export class AskDialog extends Dialog {
  static readonly id = 'ask';

  constructor(private readonly questions: ReadonlyMap<FactName, Question>) {
    super(AskDialog.id);
  }

  override async beginDialog(dc: DialogContext, options?: { fact: FactName }): Promise<DialogTurnResult> {
    if (!options) throw new Error('A question cannot be asked without the fact it asks for.');
    stateOf(dc.activeDialog).fact = options.fact;
    stateOf(dc.activeDialog).misses = 0;
    stateOf(dc.activeDialog).pauses = 0;
    await this.prompt(dc.context, options.fact);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const scene = sceneOf(dc.context);
    const state = stateOf(dc.activeDialog);
    const question = this.question(state.fact);
    const heard = scene.heard;
    if (!heard) return Dialog.EndOfTurn;

    const chosen = heard.chosen?.id ?? null;
    if (chosen === 'skip' || (chosen === null && heard.understanding.skip))
      return this.leave(dc, question, scene);
    if (chosen === null && heard.understanding.asksWhy === true) {
      scene.speech.lead('ask.why', { fact: question.fact });
      state.pauses += 1;
      await this.promptInTurn(dc.context, question, scene, state.pauses + 1);
      return Dialog.EndOfTurn;
    }
    if (chosen === 'whoCanHelp') {
      scene.progress.direct = true;
      return this.end(dc, question.fact, scene);
    }
    if (chosen === null && wantsTheWay(scene, heard.text)) {
      scene.progress.direct = true;
      return this.leave(dc, question, scene, false);
    }
    const idle = chosen === null && question.freeWords === true && heard.understanding.tone !== null;
    if (!idle && question.read(scene, heard, chosen)) {
      if (question.thanks && !scene.speech.waits) scene.speech.lead(question.thanks);
      return this.end(dc, question.fact, scene);
    }
    if (question.reassure?.(scene, heard)) {
      state.pauses += 1;
      await this.promptInTurn(dc.context, question, scene, state.pauses);
      return Dialog.EndOfTurn;
    }
    if (heard.understanding.unsure) return this.leave(dc, question, scene);
    if (heard.told && question.settled?.(scene)) return this.end(dc, question.fact, scene);
    if (heard.told) {
      scene.speech.lead('reflect.noted');
      state.pauses += 1;
      await this.promptInTurn(dc.context, question, scene, state.pauses + 1);
      return Dialog.EndOfTurn;
    }

    state.misses += 1;
    if (state.misses >= patience && !question.patient) {
      scene.speech.lead('ask.moveOn');
      return this.leave(dc, question, scene, false);
    }
    await this.promptInTurn(dc.context, question, scene, state.misses);
    return Dialog.EndOfTurn;
  }

  /** Comes back to the question after something else was dealt with. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { fact } = stateOf(dc.activeDialog);
    const scene = sceneOf(dc.context);
    if (this.question(fact).settled?.(scene)) return this.end(dc, fact, scene);
    await this.prompt(dc.context, fact);
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const state = stateOf(instance);
    const scene = sceneOf(context);
    if (scene.heard?.text.trim() !== '' || scene.speech.waits) {
      await this.prompt(context, state.fact);
      return;
    }
    scene.speech.lead('reflect.silence');
    state.pauses += 1;
    await this.promptInTurn(context, this.question(state.fact), scene, state.pauses + 1);
  }

  private async leave(
    dc: DialogContext,
    question: Question,
    scene: Scene,
    kindly = true,
  ): Promise<DialogTurnResult> {
    if (kindly) scene.speech.lead('reflect.skipped');
    if (!scene.story.skipped.includes(question.fact)) scene.story.skipped.push(question.fact);
    question.leave?.(scene);
    return this.end(dc, question.fact, scene);
  }

  private async end(dc: DialogContext, fact: FactName, scene: Scene): Promise<DialogTurnResult> {
    scene.progress.asking = null;
    if (scene.progress.correcting === fact) {
      scene.progress.correcting = null;
      scene.speech.lead('playback.changed');
    }
    return dc.endDialog();
  }

  private async prompt(context: TurnContext, fact: FactName): Promise<void> {
    const scene = sceneOf(context);
    const question = this.question(fact);
    await question.prepare?.(scene);
    const { said, choices, discreet = false } = question.prompt(scene);
    scene.progress.asking = fact;
    scene.progress.offered = choices;
    await scene.speech.sayThis(context, [said], { choices, asks: fact, discreet });
  }

  /** In other words, and the next time in the first words again: the same is never said twice in a row. */
  private async promptInTurn(
    context: TurnContext,
    question: Question,
    scene: Scene,
    times: number,
  ): Promise<void> {
    if (times % 2 === 0) await this.prompt(context, question.fact);
    else await this.promptAgain(context, question, scene);
  }

  private async promptAgain(context: TurnContext, question: Question, scene: Scene): Promise<void> {
    await question.prepare?.(scene);
    const { choices, discreet = false } = question.prompt(scene);
    const general = choices.length > 0 ? 'ask.choose.again' : 'ask.element.again';
    const said = question.again?.(scene) ?? scene.speech.said(general);
    toneLead(scene);
    scene.progress.offered = choices;
    await scene.speech.sayThis(context, [said], { choices, asks: question.fact, discreet });
  }

  private question(fact: FactName): Question {
    const question = this.questions.get(fact);
    if (!question) throw new Error(`No question asks for ${fact}.`);
    return question;
  }
}

function stateOf(instance: DialogInstance | undefined): AskState {
  if (!instance) throw new Error('A question is not on the stack.');
  return instance.state as AskState;
}

function toneLead(scene: Scene): void {
  const tone = scene.heard?.understanding.tone;
  if (tone === 'angry') scene.speech.lead('reflect.angry');
  if (tone === 'off-topic') scene.speech.lead('reflect.offTopic');
}

/** What goes straight to the services may be said at any question before them, also where it is not offered. */
function wantsTheWay(scene: Scene, text: string): boolean {
  const { routeShown, danger } = scene.progress;
  if (routeShown || danger) return false;
  return (
    chooseInEither(scene, text, scene.speech.choices('whoCanHelp', 'next-details')) !== null ||
    isWhole(scene, text, 'ask-way')
  );
}
