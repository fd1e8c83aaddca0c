import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder-core';

/**
 * Runs one turn in memory. What the dialogs send is collected, never delivered: it leaves only after the commit, by the
 * journal and the outbox.
 */
export class TurnAdapter extends BotAdapter {
  /**
   * Runs `logic` on an activity and returns what was sent, in order. No middleware stands between, so that the dialogs are
   * given the turn itself: behind the proxy that Bot Framework puts around it, a turn took a quarter longer.
   */
  async run(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Partial<Activity>[]> {
    const context = new TurnContext(this, activity);
    const sent: Partial<Activity>[] = [];
    context.turnState.set(sentKey, sent);
    await logic(context);
    return sent;
  }

  override sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent = context.turnState.get<Partial<Activity>[]>(sentKey);
    return Promise.resolve(activities.map((activity) => ({ id: String(sent.push(activity)) })));
  }

  override updateActivity(): Promise<void> {
    throw new Error('What was said is in the journal and cannot be changed.');
  }

  override deleteActivity(): Promise<void> {
    throw new Error('What was said is in the journal and cannot be taken out of it.');
  }

  override continueConversation(): Promise<void> {
    throw new Error('A conversation goes on only with a turn of its own.');
  }
}

const sentKey = Symbol('sent');
