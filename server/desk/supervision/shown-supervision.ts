import { hoursWords, shownRow, type QueueReader, type ShownRow } from '../queue/shown-queue.js';
import type { AreaQueue, ListedConversation } from '../queue/queue-service.js';
import { momentWords } from '../../../dialogs/person/waiting.js';
import type { Availability } from '../../store/desk.js';
import type { Timer } from '../../store/timers.js';
import { goneId } from '../floor/times.js';
import { deskTimeZone } from '../time-zone.js';
import { waited } from '../waited.js';

/** An adviser with what they hold, in the words of the page. */
interface ShownAdviser {
  name: string;
  availability: Availability | null;
  availabilityWords: string;
  load: string;
  /** They hold as many as they take. */
  full: boolean;
  seen: string | null;
  /** When what they hold goes back by itself, unless their desk is heard of; null while they hold nothing. */
  goesBack: string | null;
  holds: ShownRow[];
}

/** An area as its supervisors see it. */
export interface ShownSupervision {
  summary: { words: string; pressing: boolean }[];
  paused: string | null;
  /** Those for whom the duty list was alerted and whom nobody has taken yet. */
  alerted: ShownRow[];
  waiting: ShownRow[];
  /** How many wait beyond those that are listed. */
  beyond: number;
  advisers: ShownAdviser[];
}

/**
 * Puts an area into the words of the supervisors' page.
 * @param timers those that look after the advisers who hold something
 */
export function shownSupervision(
  queue: AreaQueue,
  timers: readonly Timer[],
  reader: QueueReader,
): ShownSupervision {
  const { t, now } = reader;
  const { counts, waiting, paused } = queue;
  const rows = waiting.map((each) => shownRow(each, reader));
  return {
    summary: [
      { words: t('desk-queue.summary', { waiting: counts.waiting }), pressing: false },
      ...(counts.pressing > 0
        ? [{ words: t('desk-queue.summary-pressing', { count: counts.pressing }), pressing: true }]
        : []),
      ...(counts.longestSince === null
        ? []
        : [
            {
              words: t('desk-queue.summary-longest', { time: waited(t, counts.longestSince, now) }),
              pressing: false,
            },
          ]),
      { words: t('desk-supervision.held', { count: counts.held }), pressing: false },
      { words: hoursWords(queue, reader), pressing: false },
    ],
    paused: paused && t('desk-supervision.paused', { name: paused.name, time: waited(t, paused.at, now) }),
    alerted: rows.filter(({ alerts }) => alerts > 0),
    waiting: rows.filter(({ alerts }) => alerts === 0),
    beyond: Math.max(0, counts.waiting - waiting.length),
    advisers: advisersOf(queue, timers, reader),
  };
}

/** Everybody who was at the desk lately or holds something; those with most come first. */
function advisersOf(
  { area, advisers, held }: AreaQueue,
  timers: readonly Timer[],
  reader: QueueReader,
): ShownAdviser[] {
  const { t, now, usualCapacity, language } = reader;
  const goesBack = (adviser: string): string | null => {
    const timer = timers.find(({ id }) => id === goneId(area, adviser));
    if (!timer) return null;
    const when = momentWords(new Date(timer.dueAt), now, deskTimeZone, language);
    return t('desk-supervision.goes-back', { when, tried: timer.attempts });
  };
  const strangers = held.flatMap(({ holder }) =>
    holder && !advisers.some(({ adviser }) => adviser === holder.adviser) ? [holder] : [],
  );
  const known = new Map(strangers.map((holder) => [holder.adviser, { ...holder, presence: null }]));
  const all = [...advisers.map((each) => ({ ...each, presence: each })), ...known.values()];
  return all
    .map(({ adviser, name, presence }) => {
      const own = held.filter(({ holder }) => holder?.adviser === adviser);
      const most = presence?.capacity ?? usualCapacity;
      return {
        name,
        availability: presence?.availability ?? null,
        availabilityWords: t(`desk-supervision.here.${presence?.availability ?? 'unknown'}`),
        load: t('desk-supervision.load', { held: own.length, most }),
        full: own.length >= most,
        seen: presence && t('desk-supervision.seen', { time: waited(t, presence.seenAt, now) }),
        goesBack: own.length > 0 ? goesBack(adviser) : null,
        holds: own.map((each) => heldRow(each, reader)),
      };
    })
    .sort((one, other) => other.holds.length - one.holds.length);
}

/** The adviser's name stands above, so the row says how long they have had it, and how long the person waits for them. */
function heldRow(row: ListedConversation, reader: QueueReader): ShownRow {
  const { t, now } = reader;
  const times = [t('desk-supervision.held-for', { time: waited(t, row.changedAt, now) })];
  if (row.owedSince !== null) times.push(t('desk-supervision.owed', { time: waited(t, row.owedSince, now) }));
  return { ...shownRow(row, reader), waits: times.join(', '), holder: null };
}
