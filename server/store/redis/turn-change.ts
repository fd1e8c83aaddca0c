import { randomUUID } from 'node:crypto';
import { receiverOf } from '../outbox.js';
import type { NewOutboxItem } from '../outbox.js';
import type { Keyring } from '../sealing/keyring.js';
import type { TurnCommit } from '../store.js';
import { milliseconds } from '../time.js';
import type { NewTimer } from '../timers.js';
import { wordless } from '../wordless.js';
import { auditWrite } from './audit.js';
import type { AuditWrite } from './audit.js';
import { seenField } from './conversations.js';
import { diaryWrite } from './diary-change.js';
import type { DiaryWrite } from './diary-change.js';
import { assessmentWrite, standingWrite } from './standing-write.js';

/** A timer as it is kept. */
export interface TimerWrite {
  fields: Record<string, string>;
  keep: boolean;
}

/** All that `commit.lua` needs to know of a turn. Texts are kept as they are given, sealed where there are keys: Redis reads none of them. */
export interface TurnChange {
  id: string;
  expected: number;
  /** Names the beginning or the moving of a conversation, so that it can be given up; '' for any other turn. */
  attempt: string;
  /** The address of the conversation was noted for it; otherwise it has to be the one that it has already. */
  addressClaimed: boolean;
  /** What was kept of a conversation that comes from another area. */
  bundle: string | null;
  message: string | null;
  /** At which place of the journal the message stands. */
  said: number;
  created: string;
  fields: Record<string, string>;
  /** Fields that have no value any more. */
  absent: string[];
  journal: string[];
  items: Record<string, string>[];
  /** Ids, references and bodies in turn. */
  referrals: string[];
  /** References of the referrals that the turn says something of. */
  speaksOf: string[];
  standings: Record<string, string>[];
  assessments: string[];
  diary: DiaryWrite | null;
  cleared: string[];
  timers: TimerWrite[];
  audit: AuditWrite[];
  people: string[];
  erase: boolean;
  guard: TurnCommit['guard'] | null;
}

/**
 * @param row the fields of the row in the desk's lists, where the turn changes it
 * @throws RangeError when a time in it is none
 */
export function turnChange(
  turn: TurnCommit,
  row: Record<string, string> | null,
  keyring: Keyring,
): TurnChange {
  const { conversation, at, standings = [], assessments = [] } = turn;
  const { address, lastInboundAt } = conversation;
  const sealed = (value: unknown): string => keyring.seal(JSON.stringify(value));
  const optional = {
    address: address === null ? null : keyring.lookUp(address),
    ...(keyring.locks && { reach: address === null ? null : keyring.seal(address) }),
    lastInbound: lastInboundAt,
    ...(turn.desk !== undefined && { desk: turn.desk && sealed(turn.desk) }),
  };
  const present = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    id: conversation.id,
    expected: turn.expectedVersion,
    attempt: turn.expectedVersion === 0 ? conversation.id : '',
    addressClaimed: false,
    bundle: null,
    message: turn.messageId === null ? null : seenField(conversation.channel, turn.messageId),
    said: Math.min(saidAt(turn), turn.journal.length - 1),
    created: at,
    fields: {
      id: conversation.id,
      area: conversation.area,
      channel: conversation.channel,
      state: keyring.seal(conversation.state),
      updated: String(milliseconds(at)),
      ...Object.fromEntries(present),
      ...(turn.optOut !== null && { optOut: randomUUID() }),
      ...(row && { ...row, row: keyring.seal(row['row'] ?? '') }),
    },
    absent: Object.entries(optional).flatMap(([name, value]) => (value === null ? [name] : [])),
    journal: turn.journal.map((entry) => sealed({ ...entry, at })),
    items: turn.outbox.map((item) => itemWrite(conversation.id, item, keyring)),
    referrals: turn.referrals.flatMap((referral) => [referral.id, referral.reference, sealed(referral)]),
    speaksOf: [...standings, ...assessments].map(({ reference }) => reference),
    standings: standings.map((standing) => standingWrite(standing, conversation.id, keyring)),
    assessments: assessments.map((each) => assessmentWrite(each, keyring)),
    diary: turn.diary ? diaryWrite(turn.diary, conversation.id, conversation.area, at, keyring) : null,
    cleared: turn.timers?.clear ?? [],
    timers: (turn.timers?.set ?? []).map(timerWrite),
    audit: (turn.audit ?? []).map(auditWrite),
    people: turn.people ?? [],
    erase: turn.erase,
    guard: turn.guard ?? null,
  };
}

/** Where in the turn's journal its message stands; the first entry when it has none of its own. */
function saidAt({ journal, messageId }: TurnCommit): number {
  const index = journal.findIndex((entry) => entry.kind === 'said' && entry.messageId === messageId);
  return Math.max(index, 0);
}

function itemWrite(conversation: string, { id, lane, dueAt, payload }: NewOutboxItem, keyring: Keyring) {
  return {
    id,
    conversation,
    lane,
    receiver: receiverOf(payload),
    state: 'waiting',
    due: String(milliseconds(dueAt)),
    attempts: '0',
    unknown: '0',
    payload: keyring.seal(JSON.stringify(payload)),
    wordless: keyring.seal(JSON.stringify(wordless(payload))),
  };
}

export function timerWrite({ id, kind, conversationId, dueAt, since, payload, keep }: NewTimer): TimerWrite {
  const due = String(milliseconds(dueAt));
  return {
    fields: {
      id,
      kind,
      due,
      ready: due,
      payload: JSON.stringify(payload),
      attempts: '0',
      ...(conversationId !== null && { conversation: conversationId }),
      ...(since !== undefined && { since: String(milliseconds(since)) }),
    },
    keep: keep ?? false,
  };
}
