import type { Bot } from '../../bot/turn/bot.js';
import type { TurnOutcome } from '../../bot/turn/bot.js';
import type { Channel } from '../../bot/turn/channel.js';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import type { Referral } from '../../dialogs/effects.js';
import type { Ids } from '../../dialogs/scene.js';
import { newState } from '../../bot/turn/conversation-state.js';
import { StoreRefused } from '../store/errors.js';
import type { EmailPayload } from '../store/outbox.js';
import type { CommitResult, ConversationRecord, Store, TurnCommit } from '../store/store.js';
import { InOrder } from './in-order.js';
import type { LiveUpdates } from './live.js';
import { optOutCommit, turnCommit, type TurnFrame } from './turn-commit.js';
import { UnknownConversation, type Accepted, type Inbound, type Turns } from './turns.js';

/** Told of each turn, for the metrics. */
export interface TurnObserver {
  ran(channel: Channel, outcome: CommitResult['outcome'], seconds: number, run: TurnOutcome | null): void;
}

export interface TurnParts {
  store: Store;
  bot: Bot;
  content: Content;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  referralEmail: (referral: Referral) => EmailPayload;
  /** Called after each commit that left something in the outbox. */
  wakeOutbox: () => void;
  observer: TurnObserver;
}

/** Far more than any burst of messages from one person; beyond it something else is wrong. */
const mostReruns = 100;

/**
 * Runs each message in memory and commits all that it caused at once. Messages of one person run in the order in which
 * they came; a conflict with another instance reruns the turn on what is true by then.
 */
export class TurnService implements Turns {
  private readonly inOrder = new InOrder();

  constructor(private readonly parts: TurnParts) {}

  open(
    areaId: string,
    language: Language | null,
    conversationId = this.parts.ids.unique(),
  ): Promise<{ conversationId: string }> {
    return this.inOrder.run(conversationId, async () => {
      if (await this.parts.store.load(conversationId)) return { conversationId };
      const area = this.area(areaId);
      const now = this.parts.clock();
      const outcome = await this.parts.bot.run({
        area,
        kept: null,
        language,
        said: null,
        writesFrom: null,
        now,
      });
      const frame = newFrame({
        id: conversationId,
        area: area.id,
        channel: 'web',
        address: null,
        inbound: null,
        now,
      });
      // A conflict means that another instance opened it in the same moment, which is as good.
      await this.commit(turnCommit(frame, outcome, this.parts.ids, this.parts.referralEmail));
      return { conversationId };
    });
  }

  accept(inbound: Inbound): Promise<Accepted> {
    const { from, channel } = inbound;
    const key = 'address' in from ? `${channel} ${from.address}` : from.conversationId;
    return this.inOrder.run(key, () => this.run(inbound));
  }

  private async run(inbound: Inbound): Promise<Accepted> {
    for (let attempt = 0; attempt < mostReruns; attempt += 1) {
      const before = await this.parts.store.findMessage(inbound.channel, inbound.messageId);
      if (before) return { ...before, duplicate: true };
      const started = performance.now();
      const { commit, outcome } = await this.turn(inbound);
      const result = await this.commit(commit);
      this.parts.observer.ran(inbound.channel, result.outcome, (performance.now() - started) / 1000, outcome);
      if (result.outcome === 'duplicate')
        return { conversationId: result.conversationId, seq: result.seq, duplicate: true };
      if (result.outcome === 'committed') {
        return { conversationId: commit.conversation.id, seq: result.firstSeq, duplicate: false };
      }
    }
    throw new Error('The conversation changed at every attempt to run the turn.');
  }

  private async turn(inbound: Inbound): Promise<{ commit: TurnCommit; outcome: TurnOutcome | null }> {
    const { bot, ids, clock, referralEmail } = this.parts;
    const record = await this.find(inbound);
    const area = this.area(record?.area ?? inbound.area);
    const now = clock();
    const address = 'address' in inbound.from ? inbound.from.address : null;
    const frame = record
      ? { ...frameOf(record), inbound, at: now.toISOString() }
      : newFrame({ id: ids.unique(), area: area.id, channel: inbound.channel, address, inbound, now });
    if (inbound.optOut) {
      const state = record?.state ?? newState(area.id, 'en');
      return { commit: optOutCommit(frame, state, inbound.optOut), outcome: null };
    }
    const { text, media } = inbound;
    const kept = record?.state ?? null;
    const outcome = await bot.run({
      area,
      kept,
      language: null,
      said: { text, media },
      // The connector's address is no number to call back on.
      writesFrom: inbound.channel === 'connector' ? null : address,
      now,
    });
    return { commit: turnCommit(frame, outcome, ids, referralEmail), outcome };
  }

  private async find({ channel, from }: Inbound): Promise<ConversationRecord | null> {
    if ('address' in from) return this.parts.store.findByAddress(channel, from.address);
    const record = await this.parts.store.load(from.conversationId);
    if (!record) throw new UnknownConversation('The conversation was never opened, or has been forgotten.');
    return record;
  }

  private async commit(commit: TurnCommit): Promise<CommitResult> {
    const result = await this.tryCommit(commit);
    if (result.outcome === 'committed') {
      this.parts.live.publish(commit.conversation.id);
      if (commit.outbox.length > 0) this.parts.wakeOutbox();
    }
    return result;
  }

  /** An id or a reference that is taken is as good as a conflict: the rerun makes new ones. */
  private async tryCommit(commit: TurnCommit): Promise<CommitResult> {
    try {
      return await this.parts.store.commit(commit);
    } catch (error) {
      if (error instanceof StoreRefused) return { outcome: 'conflict' };
      throw error;
    }
  }

  private area(id: string): Area {
    const area = this.parts.content.areas.get(id);
    if (!area) throw new Error(`The content has no area ${id}.`);
    return area;
  }
}

function frameOf({
  id,
  area,
  channel,
  address,
  version,
  lastInboundAt,
}: ConversationRecord): Omit<TurnFrame, 'inbound' | 'at'> {
  return { id, area, channel, address, expectedVersion: version, lastInboundAt };
}

function newFrame({
  now,
  ...rest
}: Pick<TurnFrame, 'id' | 'area' | 'channel' | 'address' | 'inbound'> & { now: Date }): TurnFrame {
  return { ...rest, expectedVersion: 0, lastInboundAt: null, at: now.toISOString() };
}
