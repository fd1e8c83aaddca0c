import type { Adviser } from '../adviser.js';
import type { Availability } from '../../store/desk.js';
import { availabilities } from '../../store/desk.js';
import { timeLabel } from '../../webchat/time-label.js';
import type { Language } from '../../../content/language.js';
import type { Translate } from '../translate.js';
import { waited } from '../waited.js';
import type { AdviserQueue, ListedConversation, Reason } from './queue-service.js';

/** A conversation in a list, in the words of the page. */
export interface ShownRow {
  id: string;
  path: string;
  level: ListedConversation['level'];
  levelWords: string;
  /** The person's own words, newest first; empty when what was noticed has a name and no words. */
  quotes: string[];
  /** What was noticed, by name. */
  named: string[];
  /** Reasons beyond those shown. */
  more: number;
  about: string[];
  waits: string | null;
  since: string;
  holder: string | null;
  before: string | null;
  alerts: number;
  outcome: string | null;
  mine: boolean;
  current: boolean;
  /** For the name of its button, where a row is not seen as a whole. */
  summary: string;
}

/** The queue as the page shows it. */
export interface ShownQueue {
  waiting: ShownRow[];
  mine: ShownRow[];
  others: ShownRow[];
  closed: ShownRow[];
  /** How many wait beyond those that are listed. */
  beyond: number;
  summary: { waiting: string; pressing: string | null; longest: string | null; mine: string };
  hours: string;
  paused: string | null;
  availability: { now: Availability; choices: readonly Availability[] };
  capacity: number;
}

/** What the queue is shown to, and how. */
export interface QueueReader {
  adviser: Pick<Adviser, 'id'>;
  t: Translate;
  language: Language;
  now: Date;
  /** How many an adviser of the area holds at most, unless theirs says otherwise. */
  usualCapacity: number;
  /** The conversation that is open beside the list. */
  current: string | null;
}

/** As many reasons as a row has room for; the newest say most. */
const reasonsShown = 2;

/** Puts the queue into the words of the page. */
export function shownQueue(queue: AdviserQueue, reader: QueueReader): ShownQueue {
  const { t, now, adviser, usualCapacity } = reader;
  const { waiting, mine, others, closed, counts, advisers } = queue;
  const own = advisers.find((each) => each.adviser === adviser.id);
  const capacity = own?.capacity ?? usualCapacity;
  const rows = (listed: ListedConversation[]): ShownRow[] => listed.map((each) => shownRow(each, reader));
  return {
    waiting: rows(waiting),
    mine: rows(mine),
    others: rows(others),
    closed: rows(closed),
    beyond: Math.max(0, counts.waiting - waiting.length),
    summary: {
      waiting: t('desk-queue.summary', { waiting: counts.waiting }),
      pressing: counts.pressing > 0 ? t('desk-queue.summary-pressing', { count: counts.pressing }) : null,
      longest:
        counts.longestSince === null
          ? null
          : t('desk-queue.summary-longest', { time: waited(t, counts.longestSince, now) }),
      mine: t('desk-queue.summary-mine', { held: mine.length, most: capacity }),
    },
    hours: hoursWords(queue, reader),
    paused: queue.paused ? t('desk-queue.paused', { name: queue.paused.name }) : null,
    availability: { now: own?.availability ?? 'here', choices: availabilities },
    capacity,
  };
}

/** A conversation of a list in the words of the page. */
export function shownRow(row: ListedConversation, reader: QueueReader): ShownRow {
  const { adviser, t, current } = reader;
  const mine = row.holder?.adviser === adviser.id;
  return {
    ...sameForAll(row, reader),
    holder: row.holder && !mine ? row.holder.name : null,
    before: beforeWords(row, adviser, t),
    mine,
    current: row.conversationId === current,
  };
}

type SameForAll = Omit<ShownRow, 'holder' | 'before' | 'mine' | 'current'>;

/** A row is read once for each change and shown to everybody at the desk: what is the same for all is put in words once. */
const known = new WeakMap<ListedConversation, Map<Language, SameForAll>>();

function sameForAll(row: ListedConversation, reader: QueueReader): SameForAll {
  const inLanguages = known.get(row) ?? new Map<Language, SameForAll>();
  known.set(row, inLanguages);
  const shown = inLanguages.get(reader.language) ?? inWords(row, reader);
  inLanguages.set(reader.language, shown);
  return shown;
}

function inWords(row: ListedConversation, { t, now }: QueueReader): SameForAll {
  const newest = newestFirst(row.reasons);
  const shown = newest.slice(0, reasonsShown);
  const kinds = row.carerKinds.length > 0 ? row.carerKinds : (['unknown'] as const);
  const named = [...new Set(shown.map(({ concern }) => t(`desk-queue.reason.${concern ?? 'none'}`)))];
  const quotes = shown.map(({ words }) => words).filter((words) => words !== '');
  const since = waited(t, row.owedSince ?? row.since, now);
  return {
    id: row.conversationId,
    path: `/desk/conversations/${row.conversationId}`,
    level: row.level,
    levelWords: t(`desk-queue.level.${row.level}`),
    quotes,
    named,
    more: newest.length - shown.length,
    about: [
      t(`desk-queue.channel.${row.channel}`),
      ...kinds.map((kind) => t(`desk-queue.kind.${kind}`)),
      t(`desk-queue.language.${row.language}`),
    ],
    waits: waitsWords(row, t, since),
    since: row.owedSince ?? row.since,
    alerts: row.status === 'waiting' ? (row.alerts?.count ?? 0) : 0,
    outcome: row.status === 'closed' ? t(`desk-queue.outcome.${row.outcome ?? 'none'}`) : null,
    summary: `${t(`desk-queue.level.${row.level}`)}, ${quotes[0] ?? named[0] ?? ''}`,
  };
}

function waitsWords({ status, owedSince }: ListedConversation, t: Translate, time: string): string | null {
  if (status === 'waiting') return t('desk-queue.waited', { time });
  return status === 'held' && owedSince !== null ? t('desk-queue.owed', { time }) : null;
}

function beforeWords(
  { status, offeredTo }: ListedConversation,
  { id }: Pick<Adviser, 'id'>,
  t: Translate,
): string | null {
  if (status !== 'waiting' || !offeredTo) return null;
  return offeredTo.adviser === id
    ? t('desk-queue.before-with-you')
    : t('desk-queue.before-with', { name: offeredTo.name });
}

/** The same words raised twice are one reason. */
function newestFirst(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return [...reasons].reverse().filter(({ words, concern }) => {
    const key = `${concern ?? ''} ${words}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether advisers are there by the clock, and until or from when. */
export function hoursWords(
  { hours }: Pick<AdviserQueue, 'hours'>,
  { t, now, language }: QueueReader,
): string {
  const at = (time: string): string => timeLabel(new Date(time), now, language);
  if (!hours.known) return t('desk-queue.hours-unknown');
  if (hours.open && hours.closesAt) return t('desk-queue.hours-open', { time: at(hours.closesAt) });
  return hours.opensAt
    ? t('desk-queue.hours-closed', { time: at(hours.opensAt) })
    : t('desk-queue.hours-shut');
}
