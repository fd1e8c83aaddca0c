import type { Booking, NewWish, Slot } from '../../dialogs/booking/booking.js';
import type { AuditEntry } from './desk.js';
import type { TimerChange } from './timers.js';

/**
 * A slot that the store holds: because somebody booked it, or because the desk added, changed or cancelled it. Slots
 * that are only published (content) are in no store until then.
 */
export interface KeptSlot extends Slot {
  /** Bookings that hold a place of it now. */
  taken: number;
  /** Why the service called it off; null while it takes place. */
  cancelled: string | null;
  /** The desk wrote it: it stands though no hours publish it. */
  byDesk: boolean;
}

/** What the desk makes of a slot. */
export type SlotChange = Slot & Pick<KeptSlot, 'cancelled'>;

/** A wish, and whose it is. */
export interface Wish extends NewWish {
  conversationId: string;
  /** ISO 8601. */
  since: string;
}

/**
 * Dated places and who has them. Places are taken and given back by `TurnCommit.diary` alone, in the one commit of the
 * turn that does it: a place of a slot that is full or cancelled, or a booking that has ended already, refuses the
 * whole commit (`guard: 'place'`). A slot that is not kept yet is kept as the booking brings it; one that is kept
 * already stands as it is, with the desk's capacity. Everything here belongs to one area and never reaches across.
 */
export interface DiaryStore {
  /** Kept slots of an area that start at or after `from` and before `to`, cancelled ones included, by their start. */
  slots(area: string, from: Date, to: Date): Promise<KeptSlot[]>;
  /**
   * Writes slots as the desk wants them, with timers and audit entries, all or nothing. Who has booked keeps their
   * place, also where the new capacity is smaller.
   */
  putSlots(slots: readonly SlotChange[], and: { timers: TimerChange; audit: AuditEntry[] }): Promise<void>;
  /** Bookings of an area's slots that start in the time, whatever became of them, by start and then as they came. */
  bookings(area: string, from: Date, to: Date): Promise<Booking[]>;
  /** Bookings of a conversation, whatever became of them, by start. */
  bookingsOf(conversationId: string): Promise<Booking[]>;
  booking(id: string): Promise<Booking | null>;
  /** Who would take a time of the offer that starts at `startsAt`: whoever has wished longest comes first. */
  wishesFor(area: string, offer: string, startsAt: Date, limit: number): Promise<Wish[]>;
  /** What a conversation wishes for, the longest wished first. */
  wishesOf(conversationId: string): Promise<Wish[]>;
}
