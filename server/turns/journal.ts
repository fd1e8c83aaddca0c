import type { Choice } from '../../dialogs/reply.js';
import type { ReferralStatus } from '../../dialogs/referral/standing.js';
import type { Sender } from '../../dialogs/referral/sender.js';
import type { BookingStatus } from '../../dialogs/booking/booking.js';
import type { DeskOutcome } from '../store/desk.js';
import type { Finding } from '../../dialogs/finding.js';

/** One thing that happened in a conversation, in order, never changed afterwards. */
export type NewJournalEntry =
  | { kind: 'said'; messageId: string; text: string; media: number }
  | { kind: 'replied'; text: string; choices: Choice[]; asks: string | null; discreet: boolean }
  | { kind: 'screened'; findings: Finding[] }
  | { kind: 'asked-for-person'; words: string }
  | { kind: 'consented'; given: boolean; wording: string; services: string[] }
  | { kind: 'referred'; reference: string; service: string }
  /** What somebody did about a referral, or nobody did in time. */
  | {
      kind: 'referral-moved';
      reference: string;
      service: string;
      to: ReferralMove;
      by: By | null;
      text: string;
    }
  /** The person withdrew their agreement to it. */
  | { kind: 'withdrawn'; reference: string; service: string }
  /** Somebody else wrote for the carer, who agrees, as they say. */
  | { kind: 'told-by-other'; sender: Sender; text: string }
  /** Times as ISO 8601. */
  | { kind: 'booked'; reference: string; startsAt: string }
  | { kind: 'booking-ended'; status: BookingStatus; startsAt: string }
  | { kind: 'wished-earlier'; before: string }
  /** They were put on the waiting list of an event. */
  | { kind: 'waits-for-place' }
  | { kind: 'stopped' }
  | { kind: 'started' }
  | { kind: 'erased' }
  | DeskEntry;

/** What can become of a referral besides its being withdrawn. */
export type ReferralMove = Exclude<ReferralStatus, 'open' | 'withdrawn'>;

/** Which adviser, as colleagues know them. */
export interface By {
  adviser: string;
  name: string;
}

/** What happened at the desk. The person sees what an adviser said to them, and the notices; nothing else of it. */
export type DeskEntry =
  | { kind: 'claimed'; by: By; shownAs: string }
  | { kind: 'adviser-said'; by: By; shownAs: string; text: string; actId: string }
  /** What the service tells the person about who has the floor. */
  | { kind: 'notice'; text: string }
  /** Seen by advisers alone. */
  | { kind: 'note'; by: By; text: string }
  | { kind: 'handed-back'; by: By; to: 'queue' | 'bot'; note: string }
  /** By itself: nobody answered, or the adviser's desk was left. */
  | { kind: 'returned'; from: By; why: 'silent' | 'gone' | 'signed-out' }
  | { kind: 'transferred'; by: By; to: TransferTarget; note: string }
  | { kind: 'corrected'; by: By; fact: string; before: string; after: string }
  | {
      kind: 'contact-logged';
      by: By;
      contact: 'call' | 'visit' | 'email' | 'letter';
      at: string;
      text: string;
    }
  | { kind: 'assessment-recorded'; by: By; outcome: string; text: string }
  | { kind: 'passed-to-officer'; by: By; text: string }
  | { kind: 'alerted'; level: string; to: number }
  | { kind: 'closed'; by: By; outcome: DeskOutcome; note: string }
  | { kind: 'reopened' };

/** Where an adviser sends a conversation. */
export type TransferTarget =
  | { kind: 'adviser'; adviser: string; name: string }
  | { kind: 'area'; area: string }
  | { kind: 'service'; service: string };

/** `seq` counts from 1 in each conversation and has no gaps but those an erasure leaves at the front. `at` is ISO 8601. */
export type JournalEntry = NewJournalEntry & { seq: number; at: string };

/** Every kind that a person sees of their conversation. All others, notes among them, are the advisers' alone. */
const shownKinds = ['said', 'replied', 'adviser-said', 'notice'] as const;
export type ShownEntry = Extract<JournalEntry, { kind: (typeof shownKinds)[number] }>;

/**
 * Who has the floor after this entry, as the person knows them; null when it is nobody but the bot, undefined when the
 * entry changes nothing about it.
 */
export function floorAfter(entry: JournalEntry): string | null | undefined {
  switch (entry.kind) {
    case 'claimed':
      return entry.shownAs;
    case 'handed-back':
    case 'returned':
    case 'closed':
      return null;
    case 'transferred':
      return entry.to.kind === 'adviser' ? undefined : null;
    default:
      return undefined;
  }
}

/** Whether the person sees this entry, as a message. */
export function isShown(entry: JournalEntry): entry is ShownEntry {
  return shownKinds.some((kind) => kind === entry.kind);
}
