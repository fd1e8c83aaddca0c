import type { TurnOutcome, TurnRunner } from '../../bot/turn/bot.js';
import { phoneOf, type Channel } from '../../bot/turn/channel.js';
import { begunBy } from '../../content/areas/keyword.js';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { voiceOf, type Ids } from '../../dialogs/scene.js';
import { newState, readState, writeState } from '../../bot/turn/conversation-state.js';
import { offerErased } from '../booking/offer-erased.js';
import { turnDiary } from '../booking/turn-diary.js';
import { deskTimers, timerId, waitTimer } from '../desk/floor/times.js';
import { tellPlace } from '../desk/queue/tell-place.js';
import { turnMailing } from '../newsletters/turn-mailing.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { Dispatch } from '../referral/dispatch.js';
import { newsOf } from '../referral/news.js';
import { withReferralsStopped, type KnownReferrals } from '../referral/withdraw.js';
import { StoreRefused } from '../store/errors.js';
import type { CommitResult, ConversationRecord, Store, TurnCommit } from '../store/store.js';
import { joinTimers } from '../store/timers.js';
import { atTheDesk } from './at-the-desk.js';
import { heldCommit, type HeldRecord } from './held-turn.js';
import { beforeQuestion } from './before-question.js';
import { InOrder } from './in-order.js';
import type { LiveUpdates } from './live.js';
import { frameOf, optOutCommit, turnCommit, type TurnFrame } from './turn-commit.js';
import { UnknownConversation, type Accepted, type Inbound, type Opening, type Turns } from './turns.js';

/** Told of each turn, for the metrics. */
export interface TurnObserver {
  ran(channel: Channel, outcome: CommitResult['outcome'], seconds: number, run: TurnOutcome | null): void;
}

export interface TurnParts {
  store: Store;
  bot: TurnRunner;
  content: Content;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  dispatch: Dispatch;
  /** Called after each commit that left something in the outbox. */
  wakeOutbox: () => void;
  personKeys: PersonKeys;
  /** Called after each commit that set a timer. */
  wakeTimers: () => void;
  observer: TurnObserver;
}

const none: KnownReferrals = { records: [], referrals: [] };

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
    { conversationId = this.parts.ids.unique(), likely = null }: Opening = {},
  ): Promise<{ conversationId: string }> {
    return this.inOrder.run(conversationId, async () => {
      if (await this.parts.store.load(conversationId)) return { conversationId };
      const area = this.area(areaId);
      const now = this.parts.clock();
      const outcome = await this.parts.bot.run({
        diary: turnDiary(
          this.parts,
          { id: conversationId, area: area.id, phone: null },
          this.parts.personKeys,
        ),
        area,
        kept: null,
        language,
        likely,
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
      await this.commit(turnCommit(frame, outcome, this.parts.ids, this.parts.dispatch, area));
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
    const { bot, ids, clock, content, dispatch } = this.parts;
    const record = await this.find(inbound);
    const area = this.area(record?.area ?? this.areaFor(inbound));
    const now = clock();
    const address = 'address' in inbound.from ? inbound.from.address : null;
    const frame = record
      ? { ...frameOf(record), inbound, at: now.toISOString() }
      : newFrame({ id: ids.unique(), area: area.id, channel: inbound.channel, address, inbound, now });
    if (inbound.optOut) {
      const state = record?.state ?? writeState(newState(area.id, 'en'));
      return { commit: optOutCommit(frame, state, inbound.optOut), outcome: null };
    }
    const { text, media } = inbound;
    let known = none;
    const referrals = async () => {
      known = await this.referralsOf(frame.id);
      return known.records.map((each) => newsOf(content, each));
    };
    const person = { id: frame.id, area: area.id, phone: phoneOf(inbound.channel, address) };
    const input = {
      area,
      kept: record?.state ?? null,
      language: null,
      said: { text, media },
      writesFrom: phoneOf(inbound.channel, address),
      now,
      referrals,
      diary: turnDiary(this.parts, person, this.parts.personKeys),
      mailing: turnMailing(this.parts, person),
    };
    if (isHeld(record)) {
      const heard = await bot.listen(input);
      const commit = heldCommit(this.parts, frame, record, area, heard, await this.referralsOf(record.id));
      if (commit.erase) await offerErased(this.parts.store, commit, area);
      return { commit, outcome: null };
    }
    const outcome = await bot.run(input);
    const commit = withReferralsStopped(turnCommit(frame, outcome, ids, dispatch, area), dispatch, known, {
      withdrawn: outcome.effects.withdrawn,
    });
    const { contact } = outcome;
    if (contact !== null || !record) commit.people = this.parts.personKeys(address, contact ?? {});
    if (commit.erase) await offerErased(this.parts.store, commit, area);
    const joins = outcome.effects.attention?.level === 'wants-person';
    if (joins || outcome.effects.asksWait) await this.addPlace(commit, area, joins);
    return { commit: atTheDesk(commit, record?.desk ?? null, area), outcome };
  }

  /** Only for those who ask for a person, or how long it takes, so that no other turn reads more than its conversation. */
  private async addPlace(commit: TurnCommit, area: Area, joins: boolean): Promise<void> {
    const { id, channel, address, state } = commit.conversation;
    const voice = voiceOf(readState(state));
    const listener = { conversationId: id, channel, address, area, voice, at: commit.at };
    const told = await tellPlace(this.parts, listener, joins);
    Object.assign(commit, beforeQuestion(commit, told));
    if (!told.waits) return;
    const timers = told.somebodyComes
      ? { set: [waitTimer(id, commit.at)], clear: [] }
      : { set: [], clear: [timerId(deskTimers.wait, id)] };
    commit.timers = joinTimers(commit.timers, timers);
  }

  private async referralsOf(conversationId: string): Promise<KnownReferrals> {
    const { store } = this.parts;
    const records = await store.referrals.ofConversation(conversationId);
    return { records, referrals: await store.referralsOf(conversationId) };
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
      const { live, wakeTimers } = this.parts;
      live.publish(commit.conversation.id);
      if (commit.attention || commit.desk || commit.erase) live.publishArea(commit.conversation.area);
      if (commit.timers) wakeTimers();
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

  /** The area of the number or page that was written to, unless the word of another area's poster was. */
  private areaFor({ text, area }: Inbound): string {
    return begunBy(text, this.parts.content.areas.values(), area)?.area ?? area;
  }

  private area(id: string): Area {
    const area = this.parts.content.areas.get(id);
    if (!area) throw new Error(`The content has no area ${id}.`);
    return area;
  }
}

function newFrame({
  now,
  ...rest
}: Pick<TurnFrame, 'id' | 'area' | 'channel' | 'address' | 'inbound'> & { now: Date }): TurnFrame {
  return { ...rest, expectedVersion: 0, lastInboundAt: null, at: now.toISOString() };
}

function isHeld(record: ConversationRecord | null): record is HeldRecord {
  return record?.desk?.status === 'held';
}
