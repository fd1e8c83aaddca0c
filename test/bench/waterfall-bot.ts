import {
  ActivityTypes,
  BotAdapter,
  ConversationState,
  MemoryStorage,
  TurnContext,
  type Activity,
  type ResourceResponse,
} from 'botbuilder';
import {
  DialogSet,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStep,
} from 'botbuilder-dialogs';
import { lines } from './lines.js';
import { question } from './question.js';

/** Keeps the answer to the question before, and asks the next one. */
const steps: WaterfallStep[] = lines.map((_line, index) => (step) => {
  Object.assign(step.values, { [`answer${index}`]: step.result as unknown });
  return step.prompt('text', question(index + 1));
});

const lastStep: WaterfallStep = async (step) => {
  await step.context.sendActivity('Thank you. That is everything.');
  return step.endDialog();
};

/** A bot as the framework's samples build one: a waterfall of text prompts whose state is kept in memory alone. */
export class WaterfallBot {
  private readonly adapter = new CollectingAdapter();
  private readonly state = new ConversationState(new MemoryStorage());
  private readonly dialogs = new DialogSet(this.state.createProperty('dialogs'))
    .add(new TextPrompt('text'))
    .add(new WaterfallDialog('waterfall', [...steps, lastStep]));

  /** Runs one turn and returns what the bot said. */
  hear(conversationId: string, text: string): Promise<string[]> {
    return this.adapter.run(conversationId, text, async (context) => {
      const dialogContext = await this.dialogs.createContext(context);
      const { status } = await dialogContext.continueDialog();
      if (status === DialogTurnStatus.empty) await dialogContext.beginDialog('waterfall');
      await this.state.saveChanges(context);
    });
  }
}

const sentKey = Symbol('sent');

class CollectingAdapter extends BotAdapter {
  async run(
    conversationId: string,
    text: string,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<string[]> {
    const context = new TurnContext(this, {
      type: ActivityTypes.Message,
      channelId: 'bench',
      conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
      from: { id: 'carer', name: '' },
      recipient: { id: 'bot', name: '' },
      text,
    });
    const sent: string[] = [];
    context.turnState.set(sentKey, sent);
    await this.runMiddleware(context, logic);
    return sent;
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent = context.turnState.get<string[]>(sentKey);
    return Promise.resolve(activities.map(({ text = '' }) => ({ id: String(sent.push(text)) })));
  }

  override updateActivity(): Promise<void> {
    throw new Error('Nothing is updated here.');
  }

  override deleteActivity(): Promise<void> {
    throw new Error('Nothing is deleted here.');
  }

  override continueConversation(): Promise<void> {
    throw new Error('Nothing is continued here.');
  }
}
