import type { Channel } from '../../bot/turn/channel.js';
import type { DiaryChange } from '../../dialogs/booking/booking.js';
import type { Attention, Referral } from '../../dialogs/effects.js';
import type { JournalEntry, NewJournalEntry } from '../turns/journal.js';
import type { AuditEntry, CommitGuard, DeskState, DeskStore } from './desk.js';
import type { DeskSessionStore } from './desk-sessions.js';
import type { DiaryStore } from './diary.js';
import type {
  DeliveryStatus,
  NewOutboxItem,
  OutboxItem,
  OutboxReceiver,
  OutboxShares,
  Settlement,
} from './outbox.js';
import type { Assessment, ReferralStanding, ReferralStore } from './referrals.js';
import type { RecordStore } from './records.js';
import type { TimerChange, TimerStore } from './timers.js';

/** A conversation as it was last committed. `state` belongs to `bot/`, which alone reads it. */
export interface ConversationRecord {
  id: string;
  /** Counts commits, from 1. */
  version: number;
  area: string;
  channel: Channel;
  /** E.164 for a phone; null on the web. */
  address: string | null;
  state: string;
  /** Who holds the floor; null while no adviser ever did. */
  desk: DeskState | null;
  /** `seq` of the newest journal entry. */
  lastSeq: number;
  /** ISO 8601; when the person last wrote (the WhatsApp window counts from here). */
  lastInboundAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** All that one turn caused: committed together or not at all. */
export interface TurnCommit {
  conversation: Pick<ConversationRecord, 'id' | 'area' | 'channel' | 'address' | 'state' | 'lastInboundAt'>;
  /** The version the turn was run on; 0 for a conversation that is new. */
  expectedVersion: number;
  /** The channel's id for the inbound message, unique within the channel; null when nothing came in. */
  messageId: string | null;
  at: string;
  journal: NewJournalEntry[];
  outbox: NewOutboxItem[];
  referrals: Referral[];
  /** What became of referrals of this conversation, made in this commit or before; each takes the place of the one before. */
  standings?: ReferralStanding[];
  /** Recorded on referrals of this conversation. */
  assessments?: Assessment[];
  /** Merged into what is already waiting: the graver level stands, reasons are added. */
  attention: Attention | null;
  /** Set when the carrier or provider told us so with this message. */
  optOut: boolean | null;
  /** Removes all earlier journal entries, unsent outbox items, attention, bookings and wishes; what this commit brings is kept. */
  erase: boolean;
  /** Who holds the floor from now on; as it was when absent. */
  desk?: DeskState | null;
  timers?: TimerChange;
  audit?: AuditEntry[];
  /** Keyed hashes of the ways to reach the person, by which their conversations are found; added to those before. */
  people?: string[];
  /** Places that are taken and given back; one that cannot be had refuses the commit. */
  diary?: DiaryChange;
  /** What must be true for the commit to be made. */
  guard?: CommitGuard;
}

export type CommitResult =
  | { outcome: 'committed'; version: number; firstSeq: number; lastSeq: number }
  /** The message id was committed before; `seq` is that of its journal entry. */
  | { outcome: 'duplicate'; conversationId: string; seq: number }
  /** Somebody else committed first, or the address already has a conversation: load again and rerun. */
  | { outcome: 'conflict' }
  /**
   * It did not hold. `room`: the adviser has as many as they may. `timer`: it is another worker's, or gone.
   * `unsent`: an item was lent to a sender already, or is not there. `place`: a place is gone, or a booking has ended:
   * look again and rerun.
   */
  | { outcome: 'refused'; guard: 'room' | 'timer' | 'unsent' | 'place' };

/** A conversation an adviser should look at. */
export interface AttentionRecord extends Attention {
  conversationId: string;
  area: string;
  channel: Channel;
  /** ISO 8601; when it first needed someone. */
  since: string;
}

/** Where everything that must not be lost is kept. One contract suite holds every implementation to this. */
export interface Store {
  load(conversationId: string): Promise<ConversationRecord | null>;
  findByAddress(channel: Channel, address: string): Promise<ConversationRecord | null>;
  /** The conversation and journal seq that an inbound message id was committed with. */
  findMessage(channel: Channel, messageId: string): Promise<{ conversationId: string; seq: number } | null>;
  /**
   * @throws StoreRefused when an id or reference in it is taken already; nothing is kept then
   * @throws StoreUnavailable when it could not be kept, as every write of this store
   */
  commit(turn: TurnCommit): Promise<CommitResult>;
  /** Entries with `seq > after`, oldest first, at most `limit`. */
  journal(conversationId: string, after: number, limit: number): Promise<JournalEntry[]>;

  /**
   * Leases up to a share of due items for each receiver to `worker` for `leaseMs`, the longest due first. Within a lane
   * the oldest unfinished item goes first and alone. What would be due only after `longestWaitMs` is due. An item whose earlier lease ran out without being settled comes back with `unknown: true`.
   */
  claimOutbox(worker: string, now: Date, leaseMs: number, shares: OutboxShares): Promise<OutboxItem[]>;
  /** Records what became of a leased item. False when the lease is no longer this worker's; nothing is changed then. */
  settleOutbox(id: string, worker: string, settlement: Settlement, now: Date): Promise<boolean>;
  /**
   * The earliest time at which a claim for these receivers would find something: an item falls due or a lease runs out. Null
   * when nothing is left.
   * @param receivers all of them unless told
   */
  nextOutboxDue(receivers?: readonly OutboxReceiver[]): Promise<Date | null>;
  /** `waiting` counts what is not finished, leased items included. */
  outboxCounts(): Promise<{ waiting: number; parked: number; oldestDueAt: string | null }>;
  parkedOutbox(limit: number): Promise<OutboxItem[]>;
  /** Items of one conversation, oldest first, with their delivery states. */
  outboxOf(conversationId: string): Promise<OutboxItem[]>;

  /**
   * Records a provider's delivery report. Never moves backwards; keeps reports that come before the send is settled.
   * Returns the conversation whose message it has moved, null when it tells nothing new of any.
   */
  recordDelivery(
    providerId: string,
    status: DeliveryStatus,
    errorCode: string | null,
    at: Date,
  ): Promise<string | null>;

  setOptOut(channel: Channel, address: string, optedOut: boolean, at: Date): Promise<void>;
  isOptedOut(channel: Channel, address: string): Promise<boolean>;

  /** Those that wait in the queue: the gravest first, then those that wait longest. */
  attention(area: string, limit: number): Promise<AttentionRecord[]>;
  attentionOf(conversationId: string): Promise<AttentionRecord | null>;
  /** How many conversations of the area an adviser should look at before this one; -1 when it is not waiting. */
  attentionPlace(conversationId: string): Promise<number>;
  referralsOf(conversationId: string): Promise<Referral[]>;
  findReferral(reference: string): Promise<Referral | null>;

  /**
   * Forgets conversations untouched since `before` with everything that belongs to them but the opt-out, unless
   * something is still to be sent, or they have a place at a time after `before`; returns how many.
   */
  forget(before: Date, limit: number): Promise<number>;

  readonly referrals: ReferralStore;
  readonly desk: DeskStore;
  readonly timers: TimerStore;
  readonly diary: DiaryStore;
  readonly records: RecordStore;
  /** Who is signed in at the desk. */
  readonly deskSessions: DeskSessionStore;

  /** Rejects when a write would not be kept. */
  check(): Promise<void>;
  /** Finishes what was accepted, then closes. */
  close(): Promise<void>;
}
