import type { DeskState } from '../desk.js';
import type { CommitResult, TurnCommit } from '../store.js';
import type { HeldConversation } from './conversations.js';
import type { Tables } from './tables.js';
import { milliseconds } from '../time.js';
import type { Transaction } from './write-queue.js';

/** Writes all that a turn caused, or says why it must not. Runs inside a transaction. */
export function commitTurn(tables: Tables, turn: TurnCommit, transaction: Transaction): CommitResult {
  const { conversation } = turn;
  const current = tables.conversations.find(conversation.id);
  const runOnNewest = isCurrent(tables, turn, current);
  if (!current || !runOnNewest) {
    const duplicate = duplicateOf(tables, turn);
    if (duplicate) return duplicate;
    if (!runOnNewest) return { outcome: 'conflict' };
  }
  const refused = refusedBy(tables, turn);
  if (refused) return { outcome: 'refused', guard: refused };
  const firstSeq = (current?.lastSeq ?? 0) + 1;
  // Noting a message also finds out whether it was noted before, and spares the usual turn the reading.
  if (current && !note(tables, turn, current.key, firstSeq)) {
    return duplicateOf(tables, turn) ?? { outcome: 'conflict' };
  }

  const { key, secret } = opened(tables, turn, current, transaction);
  if (!current) note(tables, turn, key, firstSeq);
  const version = turn.expectedVersion + 1;
  const lastSeq = firstSeq - 1 + turn.journal.length;
  const updatedAt = milliseconds(turn.at);
  const createdAt = current?.createdAt ?? turn.at;
  const desk = turn.desk === undefined ? keptDesk(turn, current) : turn.desk;
  const held = { ...conversation, desk, key, secret, version, lastSeq, createdAt, updatedAt };
  if (current) tables.conversations.update(held, transaction);
  else tables.conversations.insert(held, transaction);

  tables.journal.append(key, secret, turn.at, lastSeq, turn.journal);
  tables.outbox.add(key, secret, turn.outbox);
  for (const referral of turn.referrals) tables.referrals.add(key, referral);
  for (const standing of turn.standings ?? []) tables.standings.put(key, standing);
  for (const assessment of turn.assessments ?? []) tables.assessments.add(key, assessment);
  if (current && current.area !== conversation.area) tables.attention.move(key, conversation.area);
  if (turn.attention || turn.desk !== undefined) {
    const owner = { key, id: conversation.id, area: conversation.area, secret };
    tables.attention.update(owner, turn.attention, desk, updatedAt);
  }
  if (turn.timers) tables.timers.change(turn.timers);
  if (turn.diary) tables.diary.change({ key, secret }, turn.diary, updatedAt);
  if (turn.audit) tables.audit.add(turn.audit);
  if (turn.people) tables.people.add(key, turn.people);
  if (turn.optOut !== null && conversation.address !== null) {
    tables.optOuts.set(conversation.channel, conversation.address, turn.optOut, updatedAt);
  }
  return { outcome: 'committed', version, firstSeq, lastSeq };
}

/** What is erased had no holder any more. */
function keptDesk({ erase }: TurnCommit, current: HeldConversation | undefined): DeskState | null {
  return erase ? null : (current?.desk ?? null);
}

function refusedBy(
  tables: Tables,
  { guard = {}, diary }: TurnCommit,
): 'room' | 'timer' | 'unsent' | 'place' | null {
  const { room, timer, unsent = [] } = guard;
  if (timer && !tables.timers.isLentTo(timer.id, timer.worker)) return 'timer';
  if (room && tables.attention.heldCount(room.adviser, room.area) >= room.most) return 'room';
  if (unsent.some((id) => !tables.outbox.isUnsent(id))) return 'unsent';
  if (diary && !tables.diary.canChange(diary)) return 'place';
  return null;
}

/** The turn was run on the newest version, and nobody else has its address. */
function isCurrent(tables: Tables, turn: TurnCommit, current: HeldConversation | undefined): boolean {
  if ((current?.version ?? 0) !== turn.expectedVersion) return false;
  const { id, channel, address } = turn.conversation;
  // One that has the address already is the only one that has it.
  if (address === null || (current?.channel === channel && current.address === address)) return true;
  const holder = tables.conversations.idOfAddress(channel, address);
  return holder === undefined || holder === id;
}

/** The key and secret to write with; a new secret when the conversation is new or what it held is to be erased. */
function opened(
  tables: Tables,
  turn: TurnCommit,
  current: HeldConversation | undefined,
  transaction: Transaction,
): { key: number; secret: Buffer } {
  if (!current) return tables.secrets.add();
  const { key } = current;
  if (!turn.erase) return { key, secret: current.secret };
  transaction.scrub();
  const secret = tables.secrets.replace(key);
  tables.journal.clear(key);
  tables.outbox.erase(key, current.secret, secret);
  tables.attention.clear(key);
  tables.people.clear(key);
  tables.diary.clear(key);
  tables.timers.clearConversation(current.id);
  return { key, secret };
}

function duplicateOf(tables: Tables, { conversation, messageId }: TurnCommit): CommitResult | null {
  if (messageId === null) return null;
  const seen = tables.seenMessages.find(conversation.channel, messageId);
  return seen ? { outcome: 'duplicate', ...seen } : null;
}

/** Notes the message of the turn, if it has one; false when that was committed before. */
function note(tables: Tables, turn: TurnCommit, key: number, firstSeq: number): boolean {
  const { conversation, messageId, journal } = turn;
  if (messageId === null) return true;
  const seq = firstSeq + Math.min(saidAt(turn, messageId), journal.length - 1);
  return tables.seenMessages.add(conversation.channel, messageId, key, seq);
}

/** Where in the turn's journal the message stands; the first entry when it has none of its own. */
function saidAt(turn: TurnCommit, messageId: string): number {
  const index = turn.journal.findIndex((entry) => entry.kind === 'said' && entry.messageId === messageId);
  return Math.max(index, 0);
}
