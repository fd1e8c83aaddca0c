import { z } from 'zod';

const spanSchema = z.object({ from: z.number().int(), to: z.number().int() });
/** Local time of the day, in minutes since midnight. */
export type Span = z.infer<typeof spanSchema>;

const daysSchema = z.object({ from: z.string(), to: z.string() });
/** Local days as `2026-11-26`, both included. */
export type Days = z.infer<typeof daysSchema>;

const sideSchema = z.object({
  days: z.array(daysSchema).default([]),
  /** 1 is Monday, 7 is Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)).default([]),
  spans: z.array(spanSchema).default([]),
});
export type Side = z.infer<typeof sideSchema>;

export const timeWishSchema = z.object({
  /** Any one of each kind; a kind that is empty says nothing. */
  yes: sideSchema,
  /** None of these. */
  no: sideSchema,
});
/** When something would suit somebody. */
export type TimeWish = z.infer<typeof timeWishSchema>;

/** No wish about the time. */
export function anyTime(): TimeWish {
  const side = (): Side => ({ days: [], weekdays: [], spans: [] });
  return { yes: side(), no: side() };
}

/** Whether it says anything. */
export function isOpen({ yes, no }: TimeWish): boolean {
  return [yes, no].every(({ days, weekdays, spans }) => days.length + weekdays.length + spans.length === 0);
}

/** What was said later stands, and what it leaves out is as it was: "next week", and then "not mornings". */
export function mergeWish(before: TimeWish, later: TimeWish): TimeWish {
  const newDays = later.yes.days.length + later.yes.weekdays.length > 0;
  const dayPart = newDays ? later.yes : before.yes;
  const spans = later.yes.spans.length > 0 ? later.yes.spans : before.yes.spans;
  return {
    yes: { days: dayPart.days, weekdays: dayPart.weekdays, spans },
    no: {
      days: [...before.no.days, ...later.no.days],
      weekdays: [...before.no.weekdays, ...later.no.weekdays].filter(
        (day) => !later.yes.weekdays.includes(day),
      ),
      spans: [...before.no.spans, ...later.no.spans].filter((span) => !later.yes.spans.some(same(span))),
    },
  };
}

function same(one: Span): (other: Span) => boolean {
  return ({ from, to }) => from === one.from && to === one.to;
}
