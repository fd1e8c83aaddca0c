import { readState, writeState, type KeptState } from '../../bot/turn/conversation-state.js';
import type { Content } from '../../content/load.js';
import type { Area } from '../../content/schema/area.js';
import type { Referral } from '../../dialogs/effects.js';
import { voiceOf, type Ids } from '../../dialogs/scene.js';
import type { Listener } from '../desk/floor/notices.js';
import { StoreRefused } from '../store/errors.js';
import type { ReferralRecord } from '../store/referrals.js';
import type { CommitResult, ConversationRecord, Store, TurnCommit } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import { frameCommit, frameOf, type Amendment } from '../turns/turn-commit.js';
import type { Dispatch } from './dispatch.js';

export interface MoveParts {
  store: Store;
  content: Content;
  dispatch: Dispatch;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  wakeOutbox: () => void;
  wakeTimers: () => void;
}

/** A referral as it is found at the moment at which something is done about it. */
export interface FoundReferral {
  record: ReferralRecord;
  referral: Referral;
  conversation: ConversationRecord;
  /** The area whose desk has the conversation. */
  area: Area;
  state: KeptState;
  listener: Listener;
  /** Ids of the services that have passed it on before. */
  before: string[];
  /** The conversation still knows of it: the person has not had it erased since. */
  remembered: boolean;
  /** ISO 8601. */
  at: string;
}

/** What a move changes. */
export type MoveChange = Amendment & { state?: KeptState };

/** Who moves a referral, for the audit log. */
export interface Mover {
  /** An adviser's id, `receiver` for whoever has the link, `timer` for what happens by itself. */
  adviser: string;
  name: string;
  /** A short name such as `referral-accepted`. */
  act: string;
}

/** More than a carer, a receiver and an adviser cause in one moment. */
const mostReruns = 50;

/** The live channel of a party's desk. */
export const partyChannel = (party: string): string => `party/${party}`;

/** Does things about referrals, each as one commit on what is true at that moment. */
export class ReferralMoves {
  constructor(readonly parts: MoveParts) {}

  /**
   * Finds a referral and commits what `decide` makes of it, again when something came between.
   * @returns false when it is not there, or `decide` returned null because there is nothing to do any more
   */
  async move(
    find: (store: Store['referrals']) => Promise<ReferralRecord | null>,
    mover: Mover,
    decide: (found: FoundReferral) => MoveChange | null | Promise<MoveChange | null>,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < mostReruns; attempt += 1) {
      const found = await this.#found(await find(this.parts.store.referrals));
      const change = found && (await decide(found));
      if (!found || !change) return false;
      const commit = commitOf(found, change, mover);
      const { outcome } = await this.#commit(commit);
      if (outcome === 'refused') return false;
      if (outcome !== 'committed') continue;
      this.#tellAll(found, commit);
      return true;
    }
    throw new Error('The conversation changed at every attempt to move its referral.');
  }

  async #found(record: ReferralRecord | null): Promise<FoundReferral | null> {
    if (!record) return null;
    const { store, content, clock } = this.parts;
    const conversation = await store.load(record.conversationId);
    const referral = await store.findReferral(record.reference);
    const area = conversation && content.areas.get(conversation.area);
    if (!conversation || !referral || !area) return null;
    const state = readState(conversation.state);
    const at = clock().toISOString();
    const { id: conversationId, channel, address } = conversation;
    return {
      record,
      referral,
      conversation,
      area,
      state,
      listener: { conversationId, channel, address, area, voice: voiceOf(state), at },
      before: await this.#passedOnBy(referral),
      remembered: state.progress.referrals.some(({ reference }) => reference === record.reference),
      at,
    };
  }

  async #passedOnBy({ followsOn }: Referral): Promise<string[]> {
    const before = followsOn ? await this.parts.store.findReferral(followsOn) : null;
    return before ? [before.service, ...(await this.#passedOnBy(before))] : [];
  }

  /** An id that is taken is as good as a conflict: the rerun makes new ones. */
  async #commit(commit: TurnCommit): Promise<CommitResult> {
    try {
      return await this.parts.store.commit(commit);
    } catch (error) {
      if (error instanceof StoreRefused) return { outcome: 'conflict' };
      throw error;
    }
  }

  #tellAll({ record, conversation }: FoundReferral, commit: TurnCommit): void {
    const { live, wakeOutbox, wakeTimers } = this.parts;
    live.publish(conversation.id);
    live.publishArea(conversation.area);
    const parties = [record, ...(commit.standings ?? [])].flatMap(({ party }) => party ?? []);
    for (const party of new Set(parties)) live.publishArea(partyChannel(party));
    if (commit.outbox.length > 0) wakeOutbox();
    if (commit.timers) wakeTimers();
  }
}

function commitOf({ conversation, record, at }: FoundReferral, change: MoveChange, mover: Mover): TurnCommit {
  const { state, ...rest } = change;
  return {
    ...frameCommit(
      { ...frameOf(conversation), inbound: null, at },
      state ? writeState(state) : conversation.state,
    ),
    ...rest,
    audit: [{ at, ...mover, area: record.area, conversationId: conversation.id }],
  };
}
