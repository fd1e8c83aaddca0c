import { readState, writeState, type KeptState } from '../../../bot/turn/conversation-state.js';
import type { Bot } from '../../../bot/turn/bot.js';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import type { Ids } from '../../../dialogs/scene.js';
import { voiceOf } from '../../../dialogs/scene.js';
import type { Dispatch } from '../../referral/dispatch.js';
import type { DeskRow, DeskState } from '../../store/desk.js';
import { StoreRefused } from '../../store/errors.js';
import type { CommitResult, ConversationRecord, Store, TurnCommit } from '../../store/store.js';
import type { By } from '../../turns/journal.js';
import { frameCommit, frameOf, type Amendment } from '../../turns/turn-commit.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { PersonKeys } from '../conversation/person-keys.js';
import type { Adviser } from '../adviser.js';
import { free } from '../floor/floor.js';
import { tell, type Listener, type Sentence, type Told } from '../floor/notices.js';
import type { DutyList } from '../overdue/alert.js';
import { may, type Right } from '../rights.js';
import { refused, type ActResult, type Refusal } from './refusal.js';

/** What every act at the desk works with. */
export interface ActParts {
  store: Store;
  content: Content;
  bot: Pick<Bot, 'run'>;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  duty: DutyList;
  dispatch: Dispatch;
  personKeys: PersonKeys;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  wakeOutbox: () => void;
  wakeTimers: () => void;
}

/** A conversation as an act finds it. */
export interface Found {
  record: ConversationRecord;
  desk: DeskState;
  row: DeskRow | null;
  area: Area;
  state: KeptState;
  /** ISO 8601. */
  at: string;
  by: By;
  listener: Listener;
}

/** What an act changes. */
export type Change = Amendment & { state?: KeptState; area?: string };

/** One act: whose right it is, its name in the audit log, and what it does to what it finds. */
export interface Act {
  right: Right;
  name: string;
  /** Only its holder may do it; anybody with the right when it is false. */
  holderOnly: boolean;
  /** Given by the client: the same act sent twice is done once. */
  actId?: string;
  decide(found: Found): Change | Refusal | Promise<Change | Refusal>;
}

/** More than any two advisers and a carer cause in one moment. */
const mostReruns = 50;

/** Does acts, each as one commit on what is true at that moment: it is done whole, or refused with the reason. */
export class Acts {
  constructor(readonly parts: ActParts) {}

  /** Here, and nowhere else, it is decided whether an adviser may touch a conversation at all. */
  async find(adviser: Adviser, conversationId: string, right: Right): Promise<Found | null> {
    const { store, content, clock } = this.parts;
    const record = await store.load(conversationId);
    if (!record || !may(adviser, right, record.area)) return null;
    const area = content.areas.get(record.area);
    if (!area) return null;
    const state = readState(record.state);
    const at = clock().toISOString();
    const { channel, address } = record;
    return {
      record,
      desk: record.desk ?? free,
      row: await store.desk.rowOf(conversationId),
      area,
      state,
      at,
      by: { adviser: adviser.id, name: adviser.name },
      listener: { conversationId, channel, address, area, voice: voiceOf(state), at },
    };
  }

  async perform(adviser: Adviser, conversationId: string, act: Act): Promise<ActResult> {
    for (let attempt = 0; attempt < mostReruns; attempt += 1) {
      const found = await this.find(adviser, conversationId, act.right);
      if (!found) return refused({ why: 'not-found' });
      if (act.actId !== undefined) {
        const before = await this.parts.store.findMessage(found.record.channel, scoped(found, act.actId));
        if (before) return { done: true, conversationId, lastSeq: before.seq };
      }
      const refusal = act.holderOnly ? notHolder(found) : null;
      if (refusal) return refused(refusal);
      const decided = await act.decide(found);
      if ('why' in decided) return refused(decided);
      const commit = this.#commitOf(found, act, decided);
      const result = await this.#commit(commit);
      if (result.outcome === 'committed') {
        this.#tellAll(found, commit);
        return { done: true, conversationId, lastSeq: result.lastSeq };
      }
      if (result.outcome === 'duplicate') return { done: true, conversationId, lastSeq: result.seq };
      // A place that went in the same moment: decided again on what is true by then.
      if (result.outcome === 'refused' && result.guard !== 'place') {
        return refused({ why: 'over-capacity', most: commit.guard?.room?.most ?? 0 });
      }
    }
    return refused({ why: 'changed' });
  }

  /** What is said to the person, in the words of the content. */
  tell(found: Found, ...sentences: Sentence[]): Told {
    return tell(this.parts.content, this.parts.ids, found.listener, sentences);
  }

  #commitOf({ record, at, by }: Found, act: Act, change: Change): TurnCommit {
    const { state, area = record.area, ...rest } = change;
    return {
      ...frameCommit(
        { ...frameOf(record), area, inbound: null, at },
        state ? writeState(state) : record.state,
      ),
      ...rest,
      messageId: act.actId === undefined ? null : scoped({ record }, act.actId),
      audit: [{ at, ...by, area: record.area, act: act.name, conversationId: record.id }],
    };
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

  #tellAll({ record }: Found, commit: TurnCommit): void {
    const { live, wakeOutbox, wakeTimers } = this.parts;
    live.publish(record.id);
    for (const area of new Set([record.area, commit.conversation.area])) live.publishArea(area);
    if (commit.outbox.length > 0) wakeOutbox();
    if (commit.timers) wakeTimers();
  }
}

function scoped({ record }: Pick<Found, 'record'>, actId: string): string {
  return `desk:${record.id}:${actId}`;
}

/** Why somebody who is not the holder may not go on; null for the holder. */
function notHolder({ desk, by }: Found): Refusal | null {
  if (desk.holder?.adviser === by.adviser) return null;
  if (desk.holder) return { why: 'taken', by: desk.holder.name };
  return desk.status === 'closed' ? { why: 'closed' } : { why: 'not-held' };
}
