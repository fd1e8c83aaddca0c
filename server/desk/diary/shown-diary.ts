import type { DateTime } from 'luxon';
import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import type { Area } from '../../../content/schema/area.js';
import type { Booking, Slot } from '../../../dialogs/booking/booking.js';
import { offerOf } from '../../../dialogs/booking/offer-of.js';
import type { KnownSlot } from '../../../dialogs/booking/slots.js';
import { localTime, slotWords } from '../../../dialogs/booking/slot-words.js';
import { momentWords } from '../../../dialogs/person/waiting.js';
import { nationalNumber } from '../../../dialogs/story/phone.js';
import type { Translate } from '../translate.js';
import type { DiaryWeek } from './diary-service.js';

/** Somebody who is booked. */
interface ShownBooking {
  id: string;
  name: string;
  /** A number or an email address; null where they gave none. */
  reach: string | null;
  reference: string;
  conversation: string;
  /** Times of the same kind that they can be moved to. */
  moveTo: { id: string; label: string }[];
}

interface ShownSlot {
  id: string;
  /** A name for the element on the page. */
  anchor: string;
  startsAt: string;
  time: string;
  what: string;
  places: string;
  full: boolean;
  cancelled: string | null;
  past: boolean;
  bookings: ShownBooking[];
  /** What is still to be done about it by itself, with its state. */
  toCome: string[];
}

/** A week of the diary in the words of the page. */
export interface ShownDiary {
  title: string;
  before: string;
  after: string;
  days: { name: string; slots: ShownSlot[] }[];
  offers: { id: string; label: string; minutes: number }[];
}

export interface DiaryReader {
  t: Translate;
  language: Language;
  now: Date;
  content: Content;
  area: Area;
}

const daysOfWeek = [0, 1, 2, 3, 4, 5, 6];
const mostMoves = 40;

/** Puts a week of the diary into the words of the page. */
export function shownDiary(week: DiaryWeek, reader: DiaryReader): ShownDiary {
  const { t, language, area } = reader;
  const locale = language === 'en' ? 'en-GB' : 'cy';
  const day = (at: DateTime, format: string): string => at.setLocale(locale).toFormat(format);
  return {
    title: t('desk-diary.week', { day: day(week.monday, 'd MMMM yyyy') }),
    before: week.monday.minus({ weeks: 1 }).toFormat('yyyy-MM-dd'),
    after: week.monday.plus({ weeks: 1 }).toFormat('yyyy-MM-dd'),
    days: daysOfWeek.map((ahead) => {
      const date = week.monday.plus({ days: ahead });
      return {
        name: day(date, 'cccc d MMMM'),
        slots: week.slots
          .filter((slot) => localTime(reader.content, slot, language).hasSame(date, 'day'))
          .map((slot) => shownSlot(slot, week, reader)),
      };
    }),
    offers: area.offers.map((offer) => ({
      id: offer.id,
      label: `${t(`desk-diary.kind.${offer.kind}`)}: ${serviceOf(offer.service, reader)}`,
      minutes: offer.minutes,
    })),
  };
}

function shownSlot(slot: KnownSlot, week: DiaryWeek, reader: DiaryReader): ShownSlot {
  const { t, language, content, now, area } = reader;
  const offer = offerOf(content, slot);
  const clock = (at: string): string =>
    localTime(content, { ...slot, startsAt: at }, language).toFormat('HH:mm');
  return {
    id: slot.id,
    anchor: `time-${slot.offer}-${Date.parse(slot.startsAt)}`,
    startsAt: slot.startsAt,
    time: `${clock(slot.startsAt)}–${clock(slot.endsAt)}`,
    what: slot.event
      ? `${t('desk-diary.event.kind')}: ${slot.event.title[language]}, ${slot.event.where[language]}`
      : offer
        ? `${t(`desk-diary.kind.${offer.kind}`)}, ${serviceOf(offer.service, reader)}`
        : slot.offer,
    places: t('desk-diary.places', { taken: slot.taken, capacity: slot.capacity }),
    full: slot.taken >= slot.capacity,
    cancelled: slot.cancelled && t('desk-diary.cancelled', { reason: slot.cancelled }),
    past: new Date(slot.startsAt) <= now,
    bookings: week.bookings
      .filter((booking) => booking.slot.id === slot.id)
      .map((booking) => shownBooking(booking, week, reader)),
    toCome: week.toCome
      .filter((each) => each.slot === slot.id)
      .map(({ what, people, dueAt, attempts }) =>
        t(`desk-diary.to-come.${what}`, {
          people,
          set: dueAt === null ? 'no' : 'yes',
          when: dueAt === null ? '' : momentWords(new Date(dueAt), now, area.timeZone, language),
          tried: attempts,
        }),
      ),
  };
}

function shownBooking(booking: Booking, week: DiaryWeek, reader: DiaryReader): ShownBooking {
  const { content, language, t } = reader;
  const { name, phone, remindBy } = booking.details;
  const email = remindBy?.by === 'email' ? remindBy.to : null;
  const label = (slot: Slot): string => String(slotWords(content, slot, language)['when'] ?? '');
  return {
    id: booking.id,
    name: name ?? t('desk-diary.no-name'),
    reach: phone === null ? email : nationalNumber(phone),
    reference: booking.reference,
    conversation: booking.conversationId,
    moveTo: week.free
      .filter(({ id, offer }) => offer === booking.slot.offer && id !== booking.slot.id)
      .slice(0, mostMoves)
      .map((slot) => ({ id: slot.id, label: label(slot) })),
  };
}

function serviceOf(id: string, { content, language }: DiaryReader): string {
  return content.services.get(id)?.name[language] ?? id;
}
