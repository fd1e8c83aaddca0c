import { Dialog, type DialogContext, type DialogTurnResult } from './bot-framework.js';
import type { TurnContext } from 'botbuilder';
import { AskDialog } from './ask/ask-dialog.js';
import { sceneOf, type Scene } from './scene.js';
import type { FactName } from './story/story.js';

/** What happens next: something is said or done, a fact is asked for, another dialog begins, we wait, or this one ends. */
export type Step =
  | { act: (scene: Scene, context: TurnContext) => void | Promise<void> }
  | { ask: FactName }
  | { begin: string }
  /** Everything under way is put aside; then the conversation begins anew, or waits to be written to. */
  | { startOver: (scene: Scene) => 'begin' | 'wait' }
  | 'wait'
  | 'end';

/** Reads the story and the progress, and says what comes next. It changes neither. */
export type Plan = (scene: Scene) => Step;

/** The dialog that everything else belongs to. */
export const conversationId = 'conversation';

/** More steps than any turn has: a plan that never comes to rest is a mistake in the plan. */
const mostSteps = 60;

/**
 * A dialog that keeps no state of its own: after every answer it looks at the story afresh and takes the next step. So
 * what has been told is never asked, in whatever order it was told, and a correction changes all that follows.
 */
export class PlannedDialog extends Dialog {
  constructor(
    id: string,
    private readonly plan: Plan,
  ) {
    super(id);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.run(dc);
  }

  override continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.run(dc);
  }

  override resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.run(dc);
  }

  private async run(dc: DialogContext): Promise<DialogTurnResult> {
    const scene = sceneOf(dc.context);
    for (let taken = 0; taken < mostSteps; taken += 1) {
      const step = this.plan(scene);
      if (step === 'end') return dc.endDialog();
      if (step === 'wait') return Dialog.EndOfTurn;
      if ('ask' in step) return dc.beginDialog(AskDialog.id, { fact: step.ask });
      if ('begin' in step) return dc.beginDialog(step.begin);
      if ('startOver' in step) {
        const then = step.startOver(scene);
        await dc.cancelAllDialogs();
        return then === 'begin' ? dc.beginDialog(conversationId) : Dialog.EndOfTurn;
      }
      await step.act(scene, dc.context);
    }
    throw new Error(`The plan of ${this.id} did not come to rest.`);
  }
}
