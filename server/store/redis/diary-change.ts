import type { DiaryChange, NewBooking, Slot } from '../../../dialogs/booking/booking.js';
import type { SlotChange } from '../diary.js';
import type { Keyring } from '../sealing/keyring.js';
import { milliseconds } from '../time.js';

/** What `commit.lua` does with the places of the conversation's own area. */
export interface DiaryWrite {
  book: { slot: Record<string, string>; fields: Record<string, string> }[];
  release: { booking: string; status: string }[];
  wish: { offer: string; before: string }[];
  /** Offers. */
  unwish: string[];
}

/** @param at ISO 8601 */
export function diaryWrite(
  change: DiaryChange,
  conversationId: string,
  area: string,
  at: string,
  keyring: Keyring,
): DiaryWrite {
  const isHere = (each: { area: string }): boolean => each.area === area;
  return {
    book: change.book.map((booking) => bookingWrite(booking, conversationId, at, keyring)),
    release: change.release
      .filter(({ slot }) => isHere(slot))
      .map(({ booking, status }) => ({ booking, status })),
    wish: change.wish
      .filter(isHere)
      .map(({ offer, before }) => ({ offer, before: String(milliseconds(before)) })),
    unwish: change.unwish.filter(isHere).map(({ offer }) => offer),
  };
}

/** Places that are given back in areas that the conversation has left. */
export function elsewhere({ release }: DiaryChange, area: string): DiaryChange['release'] {
  return release.filter(({ slot }) => slot.area !== area);
}

function bookingWrite(
  { id, reference, slot, details }: NewBooking,
  conversation: string,
  at: string,
  keyring: Keyring,
) {
  return {
    slot: { ...slotFields(slot), taken: '0', byDesk: '0' },
    fields: {
      id,
      reference,
      slot: slot.id,
      conversation,
      status: 'booked',
      bookedAt: String(milliseconds(at)),
      details: keyring.seal(JSON.stringify(details)),
    },
  };
}

/** A slot as the desk wants it. */
export function slotWrite({ cancelled, ...slot }: SlotChange): Record<string, string> {
  return { ...slotFields(slot), byDesk: '1', ...(cancelled !== null && { cancelled }) };
}

function slotFields({ id, area, offer, startsAt, endsAt, capacity, event }: Slot): Record<string, string> {
  const [starts, ends] = [startsAt, endsAt].map((time) => String(milliseconds(time)));
  const fields = { id, area, offer, starts: starts ?? '', ends: ends ?? '', capacity: String(capacity) };
  return event ? { ...fields, event: JSON.stringify(event) } : fields;
}
