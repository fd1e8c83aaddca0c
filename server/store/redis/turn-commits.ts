import { randomUUID } from 'node:crypto';
import { StoreRefused } from '../errors.js';
import type { Keyring } from '../sealing/keyring.js';
import type { CommitResult, TurnCommit } from '../store.js';
import { milliseconds } from '../time.js';
import type { Addresses } from './addresses.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { listOf, numberOf, textOf } from './connection/reply.js';
import type { Conversations } from './conversations.js';
import type { DeskRows } from './desk-rows.js';
import { elsewhere } from './diary-change.js';
import type { Diary } from './diary.js';
import type { Homes } from './homes.js';
import type { Keys } from './keys.js';
import type { Moves } from './moves.js';
import type { OptOuts } from './opt-outs.js';
import type { Referrals } from './referrals.js';
import { rowAfter } from './rows.js';
import type { Standings } from './standings.js';
import { turnChange } from './turn-change.js';
import type { TurnChange } from './turn-change.js';

export interface TurnCommitParts {
  link: Link;
  keys: Keys;
  areas: Areas;
  homes: Homes;
  moves: Moves;
  conversations: Conversations;
  addresses: Addresses;
  referrals: Referrals;
  standings: Standings;
  diary: Diary;
  rows: DeskRows;
  optOuts: OptOuts;
  keyring: Keyring;
}

type Guard = (CommitResult & { outcome: 'refused' })['guard'];

/** For so long a message is found by its id alone; after that its conversation still knows that it has seen it. */
const messageSeconds = 2 * 86_400;

/**
 * What the script says: `address`, that the turn changes the address and nobody noted that it may; `absent`, that the
 * conversation is not in this area.
 */
type Outcome = CommitResult | { outcome: 'taken' | 'address' | 'absent' };

/**
 * Commits turns. What finds a conversation from elsewhere in a cluster is written before the one script that commits,
 * and means nothing until that has run: whatever is interrupted can be done again.
 */
export class TurnCommits {
  constructor(private readonly parts: TurnCommitParts) {}

  /** @throws StoreRefused when an id or a reference in the turn is taken */
  async commit(turn: TurnCommit): Promise<CommitResult> {
    const { areas, referrals, standings, optOuts } = this.parts;
    for (const area of [turn.conversation.area, ...(turn.audit ?? []).map((entry) => entry.area)]) {
      await areas.add(area);
    }
    const change = turnChange(turn, await this.#row(turn), this.parts.keyring);
    if (turn.expectedVersion === 0 && !(await this.#claimAddress(turn, change))) return this.#conflict(turn);
    if (!(await referrals.claim(turn.referrals, change.id))) throw taken();
    if (!(await standings.claimLinks(turn.standings ?? []))) throw taken();
    if (!(await this.#canHavePlaces(turn))) return { outcome: 'refused', guard: 'place' };
    await this.#notePeople(turn);
    await optOuts.announce(turn, change.fields['optOut'] ?? '');
    let outcome = await this.#settle(turn, change);
    if (outcome.outcome === 'address') {
      if (!(await this.#claimAddress(turn, change))) return this.#conflict(turn);
      outcome = await this.#settle(turn, change);
    }
    switch (outcome.outcome) {
      case 'taken':
        throw taken();
      case 'address':
      case 'absent':
        return { outcome: 'conflict' };
      case 'committed':
        await this.#confirmOptOut(turn);
        await this.#givePlacesBack(turn);
        return outcome;
      default:
        return outcome;
    }
  }

  /** The fields of the row in the desk's lists, if the turn may change them; the version checks what they are made from. */
  async #row(turn: TurnCommit): Promise<Record<string, string> | null> {
    if (!turn.attention && turn.desk === undefined) return null;
    const isNew = turn.erase || turn.expectedVersion === 0;
    const before = isNew ? null : await this.parts.rows.before(turn.conversation.id);
    const desk = turn.desk === undefined ? (before?.desk ?? null) : turn.desk;
    return rowAfter(before?.row ?? null, turn.attention, desk, turn.at);
  }

  async #claimAddress(turn: TurnCommit, change: TurnChange): Promise<boolean> {
    const { channel, address } = turn.conversation;
    change.addressClaimed = true;
    return address === null || this.parts.addresses.claim(channel, address, change.id);
  }

  async #notePeople({ people = [], conversation }: TurnCommit): Promise<void> {
    const { link, keys } = this.parts;
    const note = (key: string) => link.write(key, 'SADD', key, conversation.id);
    await Promise.all(people.map((hash) => note(keys.person(hash))));
  }

  async #confirmOptOut({ conversation, optOut, at }: TurnCommit): Promise<void> {
    const { channel, address } = conversation;
    if (optOut === null || address === null) return;
    await this.parts.optOuts.set(channel, address, optOut, milliseconds(at));
  }

  /** Places are taken in the conversation's own area alone; those of an area that it has left can be given back. */
  async #canHavePlaces({ conversation, diary }: TurnCommit): Promise<boolean> {
    if (!diary) return true;
    const abroad = elsewhere(diary, conversation.area);
    const allHere = diary.book.every(({ slot }) => slot.area === conversation.area);
    return allHere && (abroad.length === 0 || this.parts.diary.areHeld(abroad));
  }

  async #givePlacesBack({ conversation, diary, erase }: TurnCommit): Promise<void> {
    if (diary) await this.parts.diary.release(elsewhere(diary, conversation.area));
    if (erase) await this.parts.diary.clearElsewhere(conversation.id, conversation.area);
  }

  /** Somebody else has the address: perhaps by this very message. */
  async #conflict({ conversation, messageId }: TurnCommit): Promise<CommitResult> {
    const seen =
      messageId === null ? null : await this.parts.conversations.findMessage(conversation.channel, messageId);
    return seen ? { outcome: 'duplicate', ...seen } : { outcome: 'conflict' };
  }

  /** Commits where the conversation is to be kept. */
  async #settle(turn: TurnCommit, change: TurnChange): Promise<Outcome> {
    const { homes } = this.parts;
    const { id, area } = turn.conversation;
    const home = change.expected === 0 ? await homes.claim(id, area) : await homes.of(id);
    if (home === null) return { outcome: 'conflict' };
    if (home === area) return this.#inPlace(turn, change);
    return change.expected === 0 ? this.#begin(turn, change, home) : this.#moved(turn, change, home);
  }

  async #inPlace(turn: TurnCommit, change: TurnChange): Promise<Outcome> {
    const outcome = await this.#run(turn, change);
    if (outcome.outcome !== 'absent') return outcome;
    const home = await this.parts.homes.whereabouts(change.id);
    if (home === null) return outcome;
    return home === turn.conversation.area ? this.#run(turn, change) : this.#moved(turn, change, home);
  }

  /** A new conversation of which another area was told: one that has begun there, or never will. */
  async #begin(turn: TurnCommit, change: TurnChange, home: string): Promise<Outcome> {
    const { moves, homes } = this.parts;
    if (!(await moves.prevent(change.id, home))) return this.#conflict(turn);
    await homes.set(change.id, turn.conversation.area);
    return this.#run(turn, change);
  }

  async #moved(turn: TurnCommit, change: TurnChange, from: string): Promise<Outcome> {
    const { moves, homes } = this.parts;
    const to = turn.conversation.area;
    const move = { attempt: randomUUID(), to };
    const bundle = await moves.takeOut(change.id, from, change.expected, move);
    if (bundle === null) return this.#conflict(turn);
    const outcome = await this.#run(turn, { ...change, bundle, attempt: move.attempt });
    if (outcome.outcome === 'committed') {
      await moves.arrived(change.id, from, move);
      homes.remember(change.id, to);
    } else {
      await moves.back(change.id, from);
    }
    return outcome;
  }

  /** Runs the script; the key that finds the message is written beside it, and means nothing if nothing is committed. */
  async #run({ conversation, messageId }: TurnCommit, change: TurnChange): Promise<Outcome> {
    const { link, keys } = this.parts;
    const base = keys.area(conversation.area);
    const key = messageId === null ? null : keys.message(conversation.channel, messageId);
    const [reply] = await Promise.all([
      link.run('commit', base, JSON.stringify(change)),
      key === null ? null : link.write(key, 'SET', key, change.id, 'EX', String(messageSeconds)),
    ]);
    const [outcome, first, second, third] = listOf(reply);
    const said = textOf(outcome);
    switch (said) {
      case 'committed':
        return {
          outcome: 'committed',
          version: numberOf(first),
          firstSeq: numberOf(second),
          lastSeq: numberOf(third),
        };
      case 'duplicate':
        return { outcome: 'duplicate', conversationId: change.id, seq: numberOf(first) };
      case 'refused':
        return { outcome: 'refused', guard: textOf(first) as Guard };
      case 'taken':
      case 'address':
      case 'absent':
        return { outcome: said };
      default:
        return { outcome: 'conflict' };
    }
  }
}

function taken(): StoreRefused {
  return new StoreRefused('An id or a reference of the turn is taken.');
}
