import type { TimeWords } from '../../../content/schema/times.js';
import { alternatives, type Remaining } from './plain-text.js';
import type { Span } from './wish.js';

const dayEnds = 24 * 60;
/** "At three" suits from three until four. */
const about = 60;
/** Offices are open by day: an hour up to this one, said alone, is in the afternoon. */
const lastHourOfAfternoon = 7;

/** Minutes since midnight of "09:15". */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** "3 to 4 December" is no hour. */
const noMonth = '(?! *(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))';

/** Hours that were read, each with where it stood. */
type ReadHours = (remaining: Remaining) => { at: number; span: Span }[];

/** Makes the readers of hours: "after 3", "before 11.30", "at 10", "2pm"; and of ranges: "between 2 and 4". They take out what they read. */
export function clockReaders(words: TimeWords): { ranges: ReadHours; hours: ReadHours } {
  const of = ({ en, cy }: { en: string[]; cy: string[] }): string => alternatives([...en, ...cy]);
  const hour = String.raw`(\d{1,2})(?:[:.](\d{2}))?(?: *(?:oclock|or gloch))?(?: *(${of(words.am)}|${of(words.pm)}))?(?![\p{L}\p{N}])`;
  const start = String.raw`(?<![\p{L}\p{N}:./-])`;
  const between = new RegExp(`${start}${hour} *(?:-|${of(words.to)}) *${hour}${noMonth}`, 'gu');
  const single = new RegExp(
    `${start}(?:(?:(${of(words.after)})|(${of(words.before)})|(?:${of(words.at)})) +)?${hour}`,
    'gu',
  );
  const isPm = new RegExp(`^(?:${of(words.pm)})$`, 'u');
  const isAm = new RegExp(`^(?:${of(words.am)})$`, 'u');

  function minutes(
    hours: string | undefined,
    past: string | undefined,
    half: string | undefined,
  ): number | null {
    const said = Number(hours);
    const pastHour = Number(past ?? 0);
    if (said > 24 || pastHour > 59) return null;
    const afternoon = half !== undefined ? isPm.test(half) : said <= lastHourOfAfternoon;
    const midnight = half !== undefined && isAm.test(half) && said === 12;
    const full = midnight ? 0 : afternoon && said < 12 ? said + 12 : said;
    return Math.min(full * 60 + pastHour, dayEnds);
  }

  return {
    ranges: (remaining) =>
      remaining.take(between).flatMap(({ at, match }) => {
        const [, h1, m1, half1, h2, m2, half2] = match;
        const to = minutes(h2, m2, half2);
        const from = minutes(h1, m1, half1 ?? (Number(h1) <= Number(h2) ? half2 : undefined));
        return from !== null && to !== null && from < to ? [{ at, span: { from, to } }] : [];
      }),
    hours: (remaining) =>
      remaining.take(single).flatMap(({ at, match }) => {
        const [text, after, before, h, m, half] = match;
        // A number alone may be anything.
        if (/^\d{1,2}$/.test(text.trim())) return [];
        const time = minutes(h, m, half);
        if (time === null) return [];
        if (after !== undefined) return [{ at, span: { from: time, to: dayEnds } }];
        if (before !== undefined) return [{ at, span: { from: 0, to: time } }];
        return [{ at, span: { from: time, to: Math.min(time + about, dayEnds) } }];
      }),
  };
}
