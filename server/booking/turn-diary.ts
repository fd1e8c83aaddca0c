import { DateTime } from 'luxon';
import { bankHolidays } from '../../content/areas/bank-holidays.js';
import type { Content } from '../../content/load.js';
import type { Area } from '../../content/schema/area.js';
import type { Offer } from '../../content/schema/bookings.js';
import { readState } from '../../bot/turn/conversation-state.js';
import { bareSlot, type Booking, type FreeSlot, type Slot } from '../../dialogs/booking/booking.js';
import type { Diary } from '../../dialogs/booking/diary.js';
import { bookableTime, freeSlots, publishedSlots, withPlaces } from '../../dialogs/booking/slots.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { KeptSlot } from '../store/diary.js';
import type { Store } from '../store/store.js';

/** What the diary is read from. */
export interface DiaryParts {
  store: Store;
  content: Pick<Content, 'areas' | 'nations'>;
  clock: () => Date;
}

/** One person's conversations are few; beyond it the newest count. */
const mostConversations = 20;

/**
 * The diary as a turn of this conversation sees it. Somebody who writes from a phone is also known by its number: a
 * booking made on the web is theirs when the reminder comes to their phone.
 */
export function turnDiary(
  parts: DiaryParts,
  conversation: { id: string; area: string; phone: string | null },
  personKeys: PersonKeys,
): Diary {
  const { store, clock } = parts;
  return {
    // A place is taken in the one commit of its turn, which is in the area that holds the conversation.
    free: (area) => (area === conversation.area ? freeIn(parts, area) : Promise.resolve([])),
    async mine() {
      const all = await Promise.all((await theirs()).map((each) => store.diary.bookingsOf(each)));
      return all.flat().filter(stillToCome(clock())).sort(byStart);
    },
    async full(area) {
      if (area !== conversation.area) return [];
      return (await eventsIn(parts, area)).filter(({ capacity, taken }) => taken >= capacity).map(bareSlot);
    },
    async freed() {
      const ids = await theirs();
      const records = await Promise.all(ids.map((each) => store.load(each)));
      const bookings = (await Promise.all(ids.map((each) => store.diary.bookingsOf(each)))).flat();
      const had = bookings.filter(({ status }) => status === 'booked').map(({ slot }) => slot.id);
      return records
        .flatMap((record) => (record ? (readState(record.state).progress.freed ?? []) : []))
        .filter(({ id, startsAt }) => new Date(startsAt) > clock() && !had.includes(id));
    },
    wishes: () => store.diary.wishesOf(conversation.id),
  };

  /** Their conversations, this one first. */
  async function theirs(): Promise<string[]> {
    const { id, phone } = conversation;
    const keys = phone === null ? [] : personKeys(phone, {});
    const known = keys.length > 0 ? await store.desk.conversationsOf(keys, mostConversations) : [];
    return [...new Set([id, ...known])];
  }
}

/** How far ahead events are told of, in days. */
const eventDays = 180;

/** The events of an area that are still to come and have not been called off, by their start. */
export async function eventsIn(
  { store, clock }: Omit<DiaryParts, 'content'>,
  area: string,
): Promise<KeptSlot[]> {
  const now = clock();
  const until = new Date(now.getTime() + eventDays * 24 * 60 * 60_000);
  const slots = await store.diary.slots(area, now, until);
  return slots.filter(({ event, cancelled }) => event !== undefined && cancelled === null);
}

/** The times of an area's offers, and the events, that can be booked now, by their start. */
export async function freeIn(parts: DiaryParts, areaId: string): Promise<FreeSlot[]> {
  const { store, content, clock } = parts;
  const area = content.areas.get(areaId);
  if (!area) return [];
  const now = clock();
  const events = (await eventsIn(parts, areaId)).flatMap(withPlaces);
  const free = area.offers.map(async (offer) => {
    const { from, to } = bookableTime(offer, now, area.timeZone);
    const kept = await store.diary.slots(area.id, from, to);
    const known = kept.filter((slot) => slot.offer === offer.id);
    return freeSlots(publishedIn({ content }, area, offer, from, to), known);
  });
  return [...(await Promise.all(free)).flat(), ...events].sort((one, other) =>
    one.startsAt.localeCompare(other.startsAt),
  );
}

/** What is published for an offer, by the bank holidays of the area's nation. */
export function publishedIn(
  { content }: { content: Pick<Content, 'nations'> },
  area: Area,
  offer: Offer,
  from: Date,
  to: Date,
): Slot[] {
  const { timeZone } = area;
  const since = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day').toJSDate();
  const days = `${since.toISOString()} ${to.toISOString()}`;
  let known = lastPublished.get(offer);
  if (known?.days !== days) {
    const holidays = bankHolidays(content.nations.get(area.nation)?.extraBankHolidays ?? []);
    known = { days, slots: publishedSlots(offer, { area: area.id, timeZone, holidays }, since, to) };
    lastPublished.set(offer, known);
  }
  return known.slots.filter(({ startsAt }) => new Date(startsAt) >= from);
}

/** Turns look at the same days of an offer again and again, all day long. */
const lastPublished = new WeakMap<Offer, { days: string; slots: Slot[] }>();

function stillToCome(now: Date): (booking: Booking) => boolean {
  return ({ status, slot }) => status === 'booked' && new Date(slot.startsAt) > now;
}

function byStart(one: Booking, other: Booking): number {
  return one.slot.startsAt.localeCompare(other.slot.startsAt);
}
