import { DateTime } from 'luxon';
import type { FreeSlot, Slot } from '../booking.js';
import type { Side, Span, TimeWish } from './wish.js';

/** Two or three are a choice; more are a list. */
const most = 3;
/** Times of one day that are offered together lie so far apart. */
const apartMs = 2 * 60 * 60_000;

/** The times to offer, and whether they are what was wished for. */
export interface Offered {
  slots: Slot[];
  /** False when nothing that is free fits, so that these are the nearest to it. */
  fits: boolean;
}

/**
 * Two or three of the free times for a wish: those that fit, spread over days and hours; else the nearest, which keep to
 * the day or the part of the day that was wished for where they can, and never to what does not suit.
 */
export function chooseSlots(free: readonly FreeSlot[], wish: TimeWish, timeZone: string): Offered {
  const { yes, no } = wish;
  const ways: { wish: TimeWish; fits: boolean }[] = [
    { wish, fits: true },
    { wish: { yes: { ...yes, spans: [] }, no }, fits: false },
    { wish: { yes: { ...yes, days: [] }, no }, fits: false },
    { wish: { yes: { ...yes, days: [], weekdays: [] }, no }, fits: false },
    { wish: { yes: { days: [], weekdays: [], spans: [] }, no }, fits: false },
  ];
  for (const way of ways) {
    const found = free.filter((slot) => suits(slot, way.wish, timeZone));
    if (found.length > 0) return { slots: spread(found), fits: way.fits };
  }
  return { slots: spread(free), fits: false };
}

/** The first of those that are as wished for; where none is, the first of all. Two may be at the same time. */
export function chooseFirst(free: readonly Slot[], wish: TimeWish, timeZone: string): Offered {
  const fitting = free.filter((slot) => suits(slot, wish, timeZone));
  return { slots: (fitting.length > 0 ? fitting : free).slice(0, most), fits: fitting.length > 0 };
}

/** Whether a time is what was wished for. */
export function suits({ startsAt, endsAt }: Slot, { yes, no }: TimeWish, timeZone: string): boolean {
  const start = DateTime.fromISO(startsAt, { zone: timeZone });
  const minute = start.hour * 60 + start.minute;
  const lasts = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const meets = ({ from, to }: Span): boolean => minute < to && minute + lasts > from;
  const inside = ({ from, to }: Span): boolean => minute >= from && minute < to;
  return (
    (yes.days.length === 0 || onDay(start, yes)) &&
    (yes.weekdays.length === 0 || yes.weekdays.includes(start.weekday)) &&
    (yes.spans.length === 0 || yes.spans.some(inside)) &&
    !onDay(start, no) &&
    !no.weekdays.includes(start.weekday) &&
    !no.spans.some(meets)
  );
}

function onDay(start: DateTime, { days }: Side): boolean {
  const day = start.toFormat('yyyy-MM-dd');
  return days.some(({ from, to }) => day >= from && day <= to);
}

/** The first, then the next ones that are not close upon the one before; close ones only to make up two. */
function spread(slots: readonly FreeSlot[]): FreeSlot[] {
  const different = slots.filter(
    (slot, index) => slots.findIndex(({ startsAt }) => startsAt === slot.startsAt) === index,
  );
  const chosen: FreeSlot[] = [];
  for (const slot of different) {
    const last = chosen.at(-1);
    const far = !last || Date.parse(slot.startsAt) - Date.parse(last.startsAt) >= apartMs;
    if (far && chosen.length < most) chosen.push(slot);
  }
  const others = different.filter((slot) => !chosen.includes(slot)).slice(0, Math.max(0, 2 - chosen.length));
  return [...chosen, ...others].sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}
