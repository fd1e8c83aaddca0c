import type { Adviser } from '../adviser.js';
import type { Availability } from '../../store/desk.js';
import { availabilities } from '../../store/desk.js';
import { timeLabel } from '../../webchat/time-label.js';
import type { Language } from '../../../content/language.js';
import type { Translate } from '../translate.js';
import { waited } from '../waited.js';
import type { AdviserQueue, ListedConversation, Reason } from './queue-service.js';

/** What somebody wrote, with the words that raised it. */
interface Quote {
  before: string;
  raised: string;
  after: string;
}

/** A conversation in a list, in the words of the page. */
export interface ShownRow {
  id: string;
  path: string;
  level: ListedConversation['level'];
  levelWords: string;
  /** It waits and may be taken: while intake is paused only those in danger or urgent are. */
  takeable: boolean;
  /** The person's own sentences; empty when what was noticed has a name and no words. */
  quotes: Quote[];
  /** What was noticed, by name. */
  named: string[];
  /** Reasons beyond those shown. */
  more: number;
  about: string[];
  waits: string | null;
  holder: string | null;
  before: string | null;
  alerts: number;
  outcome: string | null;
  current: boolean;
  /** For the name of its button, where a row is not seen as a whole. */
  summary: string;
}

/** The lists of the queue, in the order of the page. */
export const queueLists = ['waiting', 'mine', 'others', 'closed'] as const;
export type QueueList = (typeof queueLists)[number];

/** One list, with how many there are and what is said of those beyond the ones that are listed. */
export interface ShownList {
  rows: ShownRow[];
  count: number;
  more: string | null;
}

/** The queue as the page shows it. */
export interface ShownQueue {
  lists: Record<QueueList, ShownList>;
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
  /** The area takes nobody new. */
  paused: boolean;
}

/** As many reasons as a row has room for; the newest say most. */
const reasonsShown = 2;

const conditionsShown = 2;

/** Puts the queue into the words of the page. */
export function shownQueue(queue: AdviserQueue, reader: QueueReader): ShownQueue {
  const { t, now, adviser, usualCapacity } = reader;
  const { waiting, mine, others, closed, counts, advisers } = queue;
  const own = advisers.find((each) => each.adviser === adviser.id);
  const capacity = own?.capacity ?? usualCapacity;
  const list = (listed: ListedConversation[], beyond = 0): ShownList => ({
    rows: listed.map((each) => shownRow(each, reader)),
    count: listed.length + beyond,
    more: beyond > 0 ? t('desk-queue.more', { count: beyond }) : null,
  });
  return {
    lists: {
      waiting: list(waiting, Math.max(0, counts.waiting - waiting.length)),
      mine: list(mine),
      others: list(others),
      closed: list(closed),
    },
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

/**
 * The rows of a conversation as they were last shown, by how they can differ between readers. While nothing of a row
 * has changed it is the same object for everybody, so that it is put in words and rendered once.
 */
const known = new WeakMap<ListedConversation, Map<string, ShownRow>>();

/** A conversation of a list in the words of the page. */
export function shownRow(
  listed: ListedConversation,
  reader: QueueReader,
  waits = waitsWords(listed, reader),
): ShownRow {
  const { adviser, language, current } = reader;
  const mine = listed.holder?.adviser === adviser.id;
  const offered = listed.offeredTo?.adviser === adviser.id;
  const variant = JSON.stringify([
    language,
    mine,
    offered,
    listed.conversationId === current,
    mayTake(listed, reader.paused),
  ]);
  const shown = known.get(listed) ?? new Map<string, ShownRow>();
  known.set(listed, shown);
  const before = shown.get(variant);
  if (before?.waits === waits) return before;
  const row = inWords(listed, reader, waits);
  shown.set(variant, row);
  return row;
}

function inWords(
  row: ListedConversation,
  { adviser, t, current, paused }: QueueReader,
  waits: string | null,
): ShownRow {
  const newest = gravestFirst(row.reasons);
  const shown = newest.slice(0, reasonsShown);
  const kinds = row.carerKinds.length > 0 ? row.carerKinds : (['unknown'] as const);
  // Where all they did is ask for a person, in words that are shown, its name says the same again.
  const telling = shown.filter(
    ({ concern, referral, words }) => concern !== null || referral !== null || words === '',
  );
  const named = [...new Set(telling.map((reason) => reasonWords(reason, t)))];
  const said = shown.filter(
    ({ words }, at) => words !== '' && shown.findIndex((each) => each.words === words) === at,
  );
  const quotes = said.map(quoted);
  const mine = row.holder?.adviser === adviser.id;
  return {
    id: row.conversationId,
    path: `/desk/conversations/${row.conversationId}`,
    level: row.level,
    levelWords: t(`desk-queue.level.${row.level}`),
    takeable: mayTake(row, paused),
    quotes,
    named,
    more: newest.length - shown.length,
    about: [
      t(`desk-queue.channel.${row.channel}`),
      ...kinds.map((kind) => t(`desk-queue.kind.${kind}`)),
      t(`desk-queue.language.${row.language}`),
      ...(row.place === null ? [] : [row.place]),
      ...row.conditions.slice(0, conditionsShown).map((each) => t(`conditions.${each}`)),
    ],
    waits,
    holder: row.holder && !mine ? row.holder.name : null,
    before: beforeWords(row, adviser, t),
    alerts: row.status === 'waiting' ? (row.alerts?.count ?? 0) : 0,
    outcome: row.status === 'closed' ? t(`desk-queue.outcome.${row.outcome ?? 'none'}`) : null,
    current: row.conversationId === current,
    summary: `${t(`desk-queue.level.${row.level}`)}, ${said[0]?.words ?? named[0] ?? ''}`,
  };
}

/** The sentence with the words that raised it apart; all of it when they are not in it as they are. */
function quoted({ words, raisedBy }: Reason): Quote {
  const at = raisedBy === null || raisedBy === words ? -1 : words.indexOf(raisedBy);
  if (raisedBy === null || at === -1) return { before: words, raised: '', after: '' };
  return { before: words.slice(0, at), raised: raisedBy, after: words.slice(at + raisedBy.length) };
}

function reasonWords({ concern, referral }: Reason, t: Translate): string {
  if (!referral) return t(`desk-queue.reason.${concern ?? 'none'}`);
  return t(`desk-queue.reason.referral-${referral.why}`, { reference: referral.reference });
}

function mayTake({ status, level }: ListedConversation, paused: boolean): boolean {
  return status === 'waiting' && (!paused || level !== 'wants-person');
}

function waitsWords(
  { status, since, owedSince }: ListedConversation,
  { t, now }: Pick<QueueReader, 't' | 'now'>,
): string | null {
  if (status === 'waiting') return t('desk-queue.waited', { time: waited(t, since, now) });
  if (status !== 'held' || owedSince === null) return null;
  return t('desk-queue.owed', { time: waited(t, owedSince, now) });
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

/** What was noticed comes before being asked for, then the newest. The same words raised twice are one reason. */
function gravestFirst(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  const newest = [...reasons].reverse();
  const ordered = [
    ...newest.filter(({ concern }) => concern !== null),
    ...newest.filter(({ concern }) => concern === null),
  ];
  return ordered.filter(({ words, concern, referral }) => {
    const key = `${concern ?? ''} ${referral?.reference ?? ''} ${words}`;
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
