import type { CommitResult, TurnCommit } from '../store.js';
import type { ConversationRow } from './conversations.js';
import type { Tables } from './tables.js';
import { milliseconds } from './time.js';
import type { Transaction } from './write-queue.js';

/** Writes all that a turn caused, or says why it must not. Runs inside a transaction. */
export function commitTurn(tables: Tables, turn: TurnCommit, transaction: Transaction): CommitResult {
  const { conversation, messageId } = turn;
  const seen = messageId === null ? undefined : tables.seenMessages.find(conversation.channel, messageId);
  if (seen) return { outcome: 'duplicate', ...seen };
  const current = tables.conversations.find(conversation.id);
  if (!isCurrent(tables, turn, current)) return { outcome: 'conflict' };

  const { key, secret } = opened(tables, turn, current, transaction);
  const version = turn.expectedVersion + 1;
  const firstSeq = (current?.last_seq ?? 0) + 1;
  const lastSeq = firstSeq - 1 + turn.journal.length;
  const updatedAt = milliseconds(turn.at);
  const write = { key, secret, version, lastSeq, updatedAt, values: conversation };
  if (current) tables.conversations.update(write);
  else tables.conversations.insert(write, turn.at);

  tables.journal.append(key, secret, turn.at, lastSeq, turn.journal);
  if (messageId !== null) {
    const seq = firstSeq + saidAt(turn, messageId);
    tables.seenMessages.add(conversation.channel, messageId, key, Math.min(seq, lastSeq));
  }
  tables.outbox.add(key, secret, turn.outbox);
  for (const referral of turn.referrals) tables.referrals.add(key, referral);
  if (current && current.area !== conversation.area) tables.attention.move(key, conversation.area);
  if (turn.attention) {
    const waiting = { key, id: conversation.id, area: conversation.area, secret };
    tables.attention.merge(waiting, turn.attention, updatedAt);
  }
  if (turn.optOut !== null && conversation.address !== null) {
    tables.optOuts.set(conversation.channel, conversation.address, turn.optOut, updatedAt);
  }
  return { outcome: 'committed', version, firstSeq, lastSeq };
}

/** The turn was run on the newest version, and nobody else has its address. */
function isCurrent(tables: Tables, turn: TurnCommit, current: ConversationRow | undefined): boolean {
  if ((current?.version ?? 0) !== turn.expectedVersion) return false;
  const { id, channel, address } = turn.conversation;
  if (address === null) return true;
  const holder = tables.conversations.findByAddress(channel, address);
  return holder === undefined || holder.id === id;
}

/** The key and secret to write with; a new secret when the conversation is new or what it held is to be erased. */
function opened(
  tables: Tables,
  turn: TurnCommit,
  current: ConversationRow | undefined,
  transaction: Transaction,
): { key: number; secret: Buffer } {
  if (!current) return tables.secrets.add();
  const { key } = current;
  if (!turn.erase) return { key, secret: Buffer.from(current.secret) };
  transaction.scrub();
  const secret = tables.secrets.replace(key);
  tables.journal.clear(key);
  tables.outbox.erase(key, current.secret, secret);
  tables.attention.clear(key);
  return { key, secret };
}

/** Where in the turn's journal the message stands; the first entry when it has none of its own. */
function saidAt(turn: TurnCommit, messageId: string): number {
  const index = turn.journal.findIndex((entry) => entry.kind === 'said' && entry.messageId === messageId);
  return Math.max(index, 0);
}
