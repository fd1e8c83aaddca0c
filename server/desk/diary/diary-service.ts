import { DateTime } from 'luxon';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import {
  bareSlot,
  noDiaryChange,
  type Booking,
  type BookingStatus,
  type DiaryChange,
  type EventWords,
  type FreeSlot,
  type NewBooking,
  type Slot,
} from '../../../dialogs/booking/booking.js';
import { slotOf, standingSlots, type KnownSlot } from '../../../dialogs/booking/slots.js';
import { slotWords } from '../../../dialogs/booking/slot-words.js';
import { cancelledTimer, freedTimer } from '../../booking/booking-timers.js';
import { diaryCommit } from '../../booking/diary-commit.js';
import { tellSafely, whoHears } from '../../booking/reach.js';
import { freeIn, publishedIn } from '../../booking/turn-diary.js';
import type { Store } from '../../store/store.js';
import type { Sentence } from '../floor/notices.js';
import type { Acts, Change, Found } from '../acts/acts.js';
import type { ActResult } from '../acts/refusal.js';
import type { Adviser } from '../adviser.js';
import { stillToCome, type StillToCome } from './still-to-come.js';

/** Why a service calls a time off, as the person is told it. */
export const cancelReasons = ['away', 'closed', 'mistake', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why the diary was not changed. */
export type DiaryRefusal = 'no-such-time' | 'in-the-past' | 'no-place' | 'not-yours' | 'welsh-missing';

/** A week of an area's diary. */
export interface DiaryWeek {
  /** Local midnight of its Monday. */
  monday: DateTime;
  slots: KnownSlot[];
  /** Those that hold a place. */
  bookings: Booking[];
  /** Where somebody can be moved to. */
  free: FreeSlot[];
  /** What is still to be done about these times by itself. */
  toCome: StillToCome[];
}

/** A time as it is written at the desk, by the clock of the area. */
interface NewTime {
  /** Such as `2026-11-26`. */
  day: string;
  /** Such as `10:30`. */
  time: string;
  minutes: number;
  places: number;
}

export interface DiaryServiceParts {
  store: Store;
  content: Content;
  clock: () => Date;
  acts: Acts;
  wakeTimers: () => void;
}

/** The diary at the desk: what it shows, and what is changed there. Routes have let in those alone who may. */
export class DiaryService {
  constructor(private readonly parts: DiaryServiceParts) {}

  /** The week that holds a local day, such as `2026-11-26`. Looking at it is logged: it shows who is booked. */
  async week(adviser: Adviser, area: Area, day: string | null): Promise<DiaryWeek> {
    const { store, content, clock } = this.parts;
    const wanted = day === null ? DateTime.invalid('none') : DateTime.fromISO(day, { zone: area.timeZone });
    const from = wanted.isValid ? wanted : DateTime.fromJSDate(clock(), { zone: area.timeZone });
    const monday = from.startOf('week');
    const [start, end] = [monday.toJSDate(), monday.plus({ weeks: 1 }).toJSDate()];
    const kept = await store.diary.slots(area.id, start, end);
    const slots = standingIn({ content }, area, kept, start, end);
    const bookings = (await store.diary.bookings(area.id, start, end)).filter(
      ({ status }) => status === 'booked',
    );
    await store.desk.addAudit([this.#entry(adviser, area, 'diary-viewed')]);
    return {
      monday,
      slots: slots.sort((one, other) => one.startsAt.localeCompare(other.startsAt)),
      bookings,
      free: await freeIn(this.parts, area.id),
      toCome: await stillToCome(store, area.id, slots, bookings, clock()),
    };
  }

  /** Adds a time. One that was called off, and one that hours publish, takes place with these places. */
  async add(adviser: Adviser, area: Area, input: NewTime & { offer: string }): Promise<DiaryRefusal | null> {
    const { store, clock } = this.parts;
    const offer = area.offers.find(({ id }) => id === input.offer);
    const slot = offer ? this.#newSlot(area, offer.id, input) : 'no-such-time';
    if (typeof slot === 'string') return slot;
    await store.diary.putSlots([{ ...slot, cancelled: null }], {
      // Whoever wished for an earlier time hears of it.
      timers: { set: [freedTimer(slot, clock().toISOString(), area.timeZone)], clear: [] },
      audit: [this.#entry(adviser, area, 'slot-added')],
    });
    this.parts.wakeTimers();
    return null;
  }

  /** Publishes an event: everybody can read of it, and book a place, from now on. */
  async addEvent(
    adviser: Adviser,
    area: Area,
    input: NewTime & { event: EventWords },
  ): Promise<DiaryRefusal | null> {
    const slot = this.#newSlot(area, `event-${this.parts.acts.parts.ids.unique()}`, input);
    if (typeof slot === 'string') return slot;
    await this.parts.store.diary.putSlots([{ ...slot, event: input.event, cancelled: null }], {
      timers: { set: [], clear: [] },
      audit: [this.#entry(adviser, area, 'event-added')],
    });
    return null;
  }

  /** Calls a time off; whoever has it is told why, by the timer that is set with it. */
  async cancelSlot(
    adviser: Adviser,
    area: Area,
    input: { slot: string; startsAt: string; reason: CancelReason },
  ): Promise<DiaryRefusal | null> {
    const { store, clock } = this.parts;
    const slot = await this.#slot(area, input);
    if (!slot) return 'no-such-time';
    await store.diary.putSlots([{ ...bareSlot(slot), cancelled: input.reason }], {
      timers: {
        set: [cancelledTimer(slot, input.reason, clock().toISOString(), area.timeZone)],
        clear: [],
      },
      audit: [this.#entry(adviser, area, 'slot-cancelled')],
    });
    this.parts.wakeTimers();
    return null;
  }

  /** Takes one person's time back; they are told why, and the place is offered on. */
  cancelBooking(
    adviser: Adviser,
    area: Area,
    input: { booking: string; reason: CancelReason },
  ): Promise<DiaryRefusal | null> {
    return this.#onBooking(adviser, area, input.booking, 'booking-cancelled', (booking, found) => {
      const values = { ...this.#words(booking, found), reason: input.reason, ...whoHears(found.record) };
      return this.#change(found, booking, 'cancelled', null, ['booking.cancelled', values]);
    });
  }

  /** Gives one person another time; they are told which. */
  async moveBooking(
    adviser: Adviser,
    area: Area,
    input: { booking: string; to: string },
  ): Promise<DiaryRefusal | null> {
    const to = (await freeIn(this.parts, area.id)).find(({ id }) => id === input.to);
    if (!to) return 'no-place';
    const { ids } = this.parts.acts.parts;
    const slot = bareSlot(to);
    return this.#onBooking(adviser, area, input.booking, 'booking-moved', (booking, found) => {
      const moved = { id: ids.unique(), reference: ids.reference(), slot, details: booking.details };
      const values = {
        ...this.#words(moved, found),
        before: this.#words(booking, found)['when'] ?? '',
        reference: moved.reference,
        ...whoHears(found.record),
      };
      return this.#change(found, booking, 'moved', moved, ['booking.movedForYou', values]);
    });
  }

  #newSlot(area: Area, offer: string, { day, time, minutes, places }: NewTime): Slot | DiaryRefusal {
    const start = DateTime.fromISO(`${day}T${time}`, { zone: area.timeZone });
    // An hour that the clocks skip is no time.
    if (!start.isValid || start.toFormat('HH:mm') !== time) return 'no-such-time';
    if (start.toJSDate() <= this.parts.clock()) return 'in-the-past';
    return slotOf({ id: offer, places }, area.id, start.toJSDate(), start.plus({ minutes }).toJSDate());
  }

  async #onBooking(
    adviser: Adviser,
    area: Area,
    id: string,
    name: string,
    change: (booking: Booking, found: Found) => Change,
  ): Promise<DiaryRefusal | null> {
    const { store, acts } = this.parts;
    const known = await store.diary.booking(id);
    if (known?.slot.area !== area.id || known.status !== 'booked') return 'no-such-time';
    const result: ActResult = await acts.perform(adviser, known.conversationId, {
      right: 'edit-diary',
      name,
      holderOnly: false,
      decide: async (found) => {
        const booking = await store.diary.booking(id);
        return booking?.status === 'booked' ? change(booking, found) : { why: 'changed' };
      },
    });
    if (result.done) return null;
    return result.refusal.why === 'not-found' ? 'not-yours' : 'no-such-time';
  }

  #change(
    found: Found,
    booking: Booking,
    status: Exclude<BookingStatus, 'booked'>,
    moved: NewBooking | null,
    sentence: Sentence,
  ): Change {
    const change: DiaryChange = {
      ...noDiaryChange(),
      book: moved ? [moved] : [],
      release: [{ booking: booking.id, slot: booking.slot, status }],
      unwish: [{ area: booking.slot.area, offer: booking.slot.offer }],
    };
    const about = moved ?? booking;
    const told = tellSafely(this.parts.acts.parts, found.listener, about, [sentence]);
    const places = diaryCommit(change, { id: found.record.id, at: found.at }, found.area.timeZone);
    return { ...places, journal: [...places.journal, ...told.journal], outbox: told.outbox };
  }

  #words({ slot }: Pick<NewBooking, 'slot'>, { listener }: Found) {
    return slotWords(this.parts.content, slot, listener.voice.language);
  }

  async #slot(area: Area, input: { slot: string; startsAt: string }): Promise<KnownSlot | undefined> {
    const { store, content } = this.parts;
    const start = new Date(input.startsAt);
    const end = new Date(start.getTime() + 1);
    const kept = await store.diary.slots(area.id, start, end);
    return standingIn({ content }, area, kept, start, end).find(({ id }) => id === input.slot);
  }

  #entry({ id, name }: Adviser, area: Area, act: string) {
    const at = this.parts.clock().toISOString();
    return { at, adviser: id, name, area: area.id, act, conversationId: null };
  }
}

/** What stands in an area from `start` to `end`: the times of its offers, and its events. */
function standingIn(
  content: { content: Pick<Content, 'nations'> },
  area: Area,
  kept: readonly KnownSlot[],
  start: Date,
  end: Date,
): KnownSlot[] {
  const times = area.offers.flatMap((offer) =>
    standingSlots(
      publishedIn(content, area, offer, start, end),
      kept.filter((slot) => slot.offer === offer.id),
    ),
  );
  return [...times, ...kept.filter(({ event }) => event !== undefined)];
}
