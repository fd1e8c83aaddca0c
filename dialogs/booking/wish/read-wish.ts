import { GB } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { weekdays } from '../../../content/schema/hours.js';
import type { TimeWords } from '../../../content/schema/times.js';
import { clockReaders, minutesOf } from './clock.js';
import { alternatives, anyOf, plain, Remaining } from './plain-text.js';
import { anyTime, type Days, type Side, type Span, type TimeWish } from './wish.js';

const whole = (words: { en: string[]; cy: string[] }): RegExp => anyOf([...words.en, ...words.cy]);

/** Something that was said, and where it stands in the text. */
interface Said {
  at: number;
  add: (side: Side) => void;
}

/** What is read of a message about when something suits; null when it says nothing of it. */
export type ReadWish = (text: string, now: Date, timeZone: string) => TimeWish | null;

/** Reads wishes about time with the words of the content, in both languages at once; dates are read by chrono. */
export function wishReader(words: TimeWords): ReadWish {
  const phrases: { pattern: RegExp; longest: number; add: (side: Side, today: DateTime) => void }[] = [
    ...weekdays.map((day, index) => phrase(words.weekdays[day], (side) => side.weekdays.push(index + 1))),
    phrase(words.workdays, (side) => side.weekdays.push(1, 2, 3, 4, 5)),
    phrase(words.weekend, (side) => side.weekdays.push(6, 7)),
    phrase(words.thisWeek, (side, today) => side.days.push(week(today, 0))),
    phrase(words.nextWeek, (side, today) => side.days.push(week(today, 1))),
    phrase(words.weekAfterNext, (side, today) => side.days.push(week(today, 2))),
    ...words.spans.map((span) =>
      phrase(span, (side) => side.spans.push({ from: minutesOf(span.from), to: minutesOf(span.to) })),
    ),
  ].sort((one, other) => other.longest - one.longest);
  const soonest = whole(words.soonest);
  const notWords = whole(words.notWords);
  const notAfter = whole(words.notAfter);
  const breaks = new RegExp(
    `[;,]|\\.(?!\\d)|${anyOf([...words.breaks.en, ...words.breaks.cy]).source}`,
    'gu',
  );
  const clock = clockReaders(words);
  const calendar = words.calendar.map(({ en, cy }) => ({ en, pattern: anyOf(cy) }));

  return (text, now, timeZone) => {
    const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
    const inEnglish = calendar.reduce((said, { en, pattern }) => said.replace(pattern, en), plain(text));
    const remaining = new Remaining(inEnglish);
    const said: Said[] = [];
    const hear = (read: { at: number; span: Span }[]): void => {
      for (const { at, span } of read) said.push({ at, add: (side) => side.spans.push(span) });
    };
    const whenever = remaining.take(soonest).length > 0;
    const negatives = remaining.take(notAfter).map(({ at }) => ({ at, after: false }));
    hear(clock.ranges(remaining));
    for (const { at, days } of datesIn(remaining, now, today))
      said.push({ at, add: (side) => side.days.push(days) });
    for (const { pattern, add } of phrases) {
      for (const { at } of remaining.take(pattern)) said.push({ at, add: (side) => add(side, today) });
    }
    hear(clock.hours(remaining));
    for (const { at } of remaining.take(notWords)) negatives.push({ at, after: true });
    if (said.length === 0) return whenever ? anyTime() : null;

    const ends = [...inEnglish.matchAll(breaks)].map(({ index }) => index);
    const clauseOf = (at: number): number => ends.filter((end) => end <= at).length;
    const wish = anyTime();
    for (const { at, add } of said) {
      const denied = negatives.some(
        (not) => clauseOf(not.at) === clauseOf(at) && (not.after ? not.at < at : not.at > at),
      );
      add(denied ? wish.no : wish.yes);
    }
    return wish;
  };

  function phrase(
    said: { en: string[]; cy: string[] },
    add: (side: Side, today: DateTime) => void,
  ): (typeof phrases)[number] {
    const longest = Math.max(...[...said.en, ...said.cy].map(({ length }) => length));
    return { pattern: whole(said), longest, add };
  }
}

/** Which of the times that were shown: the words for "the second one", as its place from 0; null when it is none of them. */
export function whichIn(words: TimeWords, text: string, count: number): number | null {
  const said = plain(text).replace(/ please$| plis$| os gwelwch yn dda$/, '');
  const places = { first: 0, second: 1, third: 2, last: count - 1 };
  for (const [name, place] of Object.entries(places)) {
    const { en, cy } = words.which[name as keyof typeof places];
    if (place < count && new RegExp(`^(?:${alternatives([...en, ...cy])})$`, 'u').test(said)) return place;
  }
  return null;
}

/** Monday to Sunday, so many weeks from now; what is past of this week does no harm. */
function week(today: DateTime, ahead: number): Days {
  const monday = today.startOf('week').plus({ weeks: ahead });
  return { from: isoDay(monday), to: isoDay(monday.plus({ days: 6 })) };
}

const ordinal = /(?<![\p{L}\p{N}])the +(\d{1,2})(?:st|nd|rd|th)(?![\p{L}\p{N}])/gu;

/** The dates in what remains, taken out of it: "3 december", "tomorrow", "26/11", "in two weeks", "the 3rd". */
function datesIn(remaining: Remaining, now: Date, today: DateTime): { at: number; days: Days }[] {
  const reference = { instant: now, timezone: today.offset };
  const found = GB.parse(remaining.text, reference, { forwardDate: true })
    .filter(({ start }) => start.isCertain('day') && start.isCertain('month'))
    // "next week" is a week, not a day in it, and has words of its own.
    .filter(({ text }) => !/\bweek\b/.test(text));
  const dates = found.map(({ index, text, start }) => {
    remaining.takeOut(index, text.length);
    const day = DateTime.fromObject(
      { year: start.get('year') ?? today.year, month: start.get('month') ?? 1, day: start.get('day') ?? 1 },
      { zone: today.zone },
    );
    return { at: index, days: single(day) };
  });
  const ordinals = remaining.take(ordinal).flatMap(({ at, match }) => {
    const day = nextOf(today, Number(match[1]));
    return day ? [{ at, days: single(day) }] : [];
  });
  return [...dates, ...ordinals];
}

/** The next day with this number in its month, today included. */
function nextOf(today: DateTime, day: number): DateTime | null {
  const months = [0, 1, 2].map((ahead) => today.startOf('month').plus({ months: ahead }));
  const month = months.find(
    (each) => day >= 1 && day <= (each.daysInMonth ?? 28) && each.set({ day }) >= today,
  );
  return month ? month.set({ day }) : null;
}

function single(day: DateTime): Days {
  return { from: isoDay(day), to: isoDay(day) };
}

function isoDay(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}
