import type { AttentionRecord } from './store.js';

/** Where a conversation stands with the advisers: in the queue, with one of them, back with the bot, or finished. */
export const floorStatuses = ['waiting', 'held', 'bot', 'closed'] as const;
export type FloorStatus = (typeof floorStatuses)[number];

/** An adviser, as colleagues and as carers know them. */
export interface FloorHolder {
  /** The adviser's id. */
  adviser: string;
  /** As colleagues see it. */
  name: string;
  /** As the carer sees it: a first name or a team, by the area's policy. */
  shownAs: string;
}

/** What the adviser said came of a conversation. */
export const deskOutcomes = [
  'advice-given',
  'referred',
  'booked',
  'assessment',
  'passed-to-officer',
  'no-reply',
  'not-a-carer',
] as const;
export type DeskOutcome = (typeof deskOutcomes)[number];

/** Who holds the floor; kept with the conversation and committed with it. */
export interface DeskState {
  version: 1;
  status: FloorStatus;
  /** Set while, and only while, the status is `held`. */
  holder: (FloorHolder & { since: string }) | null;
  /** Who had it last: it is offered to them first. */
  offeredTo: FloorHolder | null;
  /** ISO 8601; since when the person has waited for the holder's answer, null when they do not. */
  owedSince: string | null;
  /** What the adviser said came of it, while it is closed. */
  outcome: DeskOutcome | null;
  /** How often the duty list was alerted since the person waits, and when last (ISO 8601); null when it was not. */
  alerts: { count: number; lastAt: string } | null;
  /** The person asked for everything to be deleted and has not said that they are sure. */
  deleting: boolean;
}

/** A conversation in an adviser's list. `since` is its place, which it keeps when it is handed back or returned. */
export interface DeskRow extends AttentionRecord {
  status: FloorStatus;
  /** The holder's id. */
  holder: string | null;
  /** ISO 8601; when the status or the holder changed last. */
  changedAt: string;
}

/** How many stand where in an area. */
export interface DeskCounts {
  waiting: number;
  /** Of those, in danger or urgent. */
  pressing: number;
  held: number;
  /** ISO 8601; since when the one who waits longest has waited. */
  longestSince: string | null;
}

/** Whether an adviser takes conversations: `finishing` keeps those they have and takes no new ones. */
export const availabilities = ['here', 'finishing', 'away'] as const;
export type Availability = (typeof availabilities)[number];

/** An adviser in one area. */
export interface AdviserPresence {
  adviser: string;
  area: string;
  name: string;
  firstName: string | null;
  team: string | null;
  availability: Availability;
  /** How many conversations they hold at most; null for the area's own number. */
  capacity: number | null;
  /** ISO 8601; when their desk was last heard of. */
  seenAt: string;
}

/** Somebody paused an area's intake. */
export interface IntakePause {
  by: string;
  name: string;
  /** ISO 8601. */
  at: string;
}

/** One act, or one look at a conversation. Holds nothing of what was said. */
export interface AuditEntry {
  /** ISO 8601. */
  at: string;
  /** The adviser's id; `timer` for what happened by itself. */
  adviser: string;
  name: string;
  area: string;
  /** A short name such as `claimed` or `viewed`. */
  act: string;
  conversationId: string | null;
}

/** An audit entry with its place in the log. */
export type AuditRecord = AuditEntry & { position: number };

/** What to read of the audit log, newest first. */
export interface AuditQuery {
  area: string;
  conversationId?: string;
  adviser?: string;
  /** Only entries before this position. */
  before?: number;
}

/** What a commit insists on beside its version. Checked in the same transaction. */
export interface CommitGuard {
  /** The adviser holds fewer than `most` conversations of the area. */
  room?: { adviser: string; area: string; most: number };
  /** The timer is still lent to this worker. */
  timer?: { id: string; worker: string };
  /** These outbox items were never lent to a sender. */
  unsent?: readonly string[];
}

/** The desk's part of the store. Lists cost what they show, however many conversations are kept. */
export interface DeskStore {
  rowOf(conversationId: string): Promise<DeskRow | null>;
  /** The gravest first, then those that wait longest. */
  waiting(area: string, limit: number): Promise<DeskRow[]>;
  /** What is held in an area, by everybody or by one adviser; the gravest first. */
  held(area: string, adviser: string | null, limit: number): Promise<DeskRow[]>;
  /** What one adviser holds, in whatever area. */
  heldBy(adviser: string, limit: number): Promise<DeskRow[]>;
  /** The last ones closed come first. */
  closed(area: string, limit: number): Promise<DeskRow[]>;
  counts(area: string): Promise<DeskCounts>;

  /** Writes an adviser's presence whole. */
  putPresence(presence: AdviserPresence): Promise<void>;
  presence(adviser: string, area: string): Promise<AdviserPresence | null>;
  /** Everybody who has been at the area's desk since `seenSince`, by name, with how many they hold. */
  presences(area: string, seenSince: Date): Promise<(AdviserPresence & { held: number })[]>;

  setIntakePause(area: string, pause: IntakePause | null): Promise<void>;
  intakePause(area: string): Promise<IntakePause | null>;

  /** Adds to the log. There is no way to change or remove an entry but its age. */
  addAudit(entries: readonly AuditEntry[]): Promise<void>;
  audit(query: AuditQuery, limit: number): Promise<AuditRecord[]>;
  /** Removes entries from before a time; returns how many. */
  forgetAudit(before: Date): Promise<number>;

  /** Conversations that were committed with any of these `people` keys, the newest first. */
  conversationsOf(people: readonly string[], limit: number): Promise<string[]>;
}
