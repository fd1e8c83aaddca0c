import { readState } from '../../../bot/turn/conversation-state.js';
import type { Channel } from '../../../bot/turn/channel.js';
import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import type { CarerKind, Concern, Condition } from '../../../content/schema/vocabulary.js';
import type { AttentionLevel, AttentionReason } from '../../../dialogs/effects.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import type {
  AdviserPresence,
  DeskCounts,
  DeskOutcome,
  DeskRow,
  FloorStatus,
  IntakePause,
} from '../../store/desk.js';
import type { ConversationRecord, Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { Adviser } from '../adviser.js';
import { may } from '../rights.js';
import { deskHours, type DeskHours } from './hours.js';

/** Why somebody stands in the queue, in their own words or by the name of what was noticed. Never a score. */
export interface Reason {
  /** Their sentence; empty when they asked in words that say nothing by themselves. */
  words: string;
  /** The very words in it that raised this; null when the whole of it did. */
  raisedBy: string | null;
  /** `unclear` where it cannot be told of what kind the danger is. */
  concern: Concern | 'unclear' | null;
  /** What became of a referral of theirs, where that is the reason. */
  referral: AttentionReason['referral'] | null;
  /** ISO 8601. */
  at: string;
}

/** A conversation as a list shows it. Times are ISO 8601. */
export interface ListedConversation {
  conversationId: string;
  area: string;
  channel: Channel;
  language: Language;
  /** Empty while it is not known what kind of carer writes. */
  carerKinds: CarerKind[];
  /** Where the person lives who is looked after, as it is called in their language; null while that is not known. */
  place: string | null;
  /** What they live with. */
  conditions: Condition[];
  level: AttentionLevel;
  /** The newest last. */
  reasons: Reason[];
  status: FloorStatus;
  since: string;
  changedAt: string;
  holder: { adviser: string; name: string } | null;
  /** Whose it was before, and who is asked first. */
  offeredTo: { adviser: string; name: string } | null;
  owedSince: string | null;
  alerts: { count: number; lastAt: string } | null;
  outcome: DeskOutcome | null;
}

/** All that an area's queue shows, at one moment. */
export interface AreaQueue {
  area: string;
  counts: DeskCounts;
  waiting: ListedConversation[];
  held: ListedConversation[];
  closed: ListedConversation[];
  /** Who was at the desk in the last day. */
  advisers: (AdviserPresence & { held: number })[];
  paused: IntakePause | null;
  hours: DeskHours;
}

/** The same, as one adviser sees it. */
export interface AdviserQueue extends Omit<AreaQueue, 'held'> {
  mine: ListedConversation[];
  others: ListedConversation[];
}

export interface QueueParts {
  store: Pick<Store, 'desk' | 'load'>;
  content: Content;
  live: Pick<LiveUpdates, 'subscribeArea'>;
  clock: () => Date;
}

/** More than a screen shows; who comes after is counted. */
const mostWaiting = 100;
const mostHeld = 200;
const mostClosed = 20;
const dayMs = 24 * 60 * 60_000;
/** What changes by the clock alone, such as the hours, is looked at again as often. */
const freshMs = 5_000;

/** Reads queues. However many advisers look at an area, it is read once for each change. */
export class QueueService {
  readonly #read = new Map<string, { at: number; queue: Promise<AreaQueue> }>();
  /** By area, every conversation that was listed last, with what it was read from. */
  readonly #listed = new Map<string, ReadonlyMap<string, { from: string; row: ListedConversation }>>();
  readonly #watched = new Set<string>();

  constructor(private readonly parts: QueueParts) {}

  /** Null without the right to read the area's queue. */
  async of(adviser: Adviser, area: string): Promise<AdviserQueue | null> {
    if (!may(adviser, 'read-queue', area) || !this.parts.content.areas.has(area)) return null;
    const { held, ...queue } = await this.#area(area);
    const own = (row: ListedConversation): boolean => row.holder?.adviser === adviser.id;
    const offered = (row: ListedConversation): boolean => row.offeredTo?.adviser === adviser.id;
    return {
      ...queue,
      // Within a level, those who were this adviser's before are offered to them first.
      waiting: offeredFirst(queue.waiting, offered),
      mine: held.filter(own),
      others: held.filter((row) => !own(row)),
    };
  }

  /** The same for a supervisor, who sees everybody's; null without the right to supervise the area. */
  async whole(adviser: Adviser, area: string): Promise<AreaQueue | null> {
    if (!may(adviser, 'supervise', area) || !this.parts.content.areas.has(area)) return null;
    return this.#area(area);
  }

  #area(area: string): Promise<AreaQueue> {
    const now = this.parts.clock().getTime();
    const known = this.#read.get(area);
    if (known && Math.abs(now - known.at) < freshMs) return known.queue;
    if (!this.#watched.has(area)) {
      this.#watched.add(area);
      this.parts.live.subscribeArea(area, () => {
        this.#read.delete(area);
      });
    }
    const queue = this.#readArea(area);
    this.#read.set(area, { at: now, queue });
    queue.catch(() => this.#read.delete(area));
    return queue;
  }

  async #readArea(area: string): Promise<AreaQueue> {
    const { store, content, clock } = this.parts;
    const { desk } = store;
    const now = clock();
    const [counts, waiting, held, closed, advisers, paused] = await Promise.all([
      desk.counts(area),
      desk.waiting(area, mostWaiting),
      desk.held(area, null, mostHeld),
      desk.closed(area, mostClosed),
      desk.presences(area, new Date(now.getTime() - dayMs)),
      desk.intakePause(area),
    ]);
    const before = this.#listed.get(area);
    const read = new Map<string, { from: string; row: ListedConversation }>();
    const listed = async (rows: DeskRow[]): Promise<ListedConversation[]> => {
      const found = await Promise.all(
        rows.map((row) => this.#listedRow(row, before?.get(row.conversationId))),
      );
      for (const each of found) if (each) read.set(each.row.conversationId, each);
      return found.flatMap((each) => (each ? [each.row] : []));
    };
    const lists = {
      waiting: await listed(waiting),
      held: await listed(held),
      closed: await listed(closed),
    };
    this.#listed.set(area, read);
    return {
      area,
      counts,
      ...lists,
      advisers,
      paused,
      hours: deskHours(content, area, now),
    };
  }

  /** The same as before while nothing of it has changed; null when it was forgotten in between. */
  async #listedRow(
    row: DeskRow,
    before: { from: string; row: ListedConversation } | undefined,
  ): Promise<{ from: string; row: ListedConversation } | null> {
    const record = await this.parts.store.load(row.conversationId);
    if (!record) return null;
    const { status, level, since, changedAt, reasons } = row;
    const from = [record.version, status, level, since, changedAt, reasons.length].join();
    return before?.from === from ? before : { from, row: listedConversation(row, record) };
  }
}

function listedConversation(row: DeskRow, record: ConversationRecord): ListedConversation {
  const { story } = readState(record.state);
  const { holder, offeredTo, owedSince = null, alerts = null, outcome = null } = record.desk ?? {};
  return {
    conversationId: row.conversationId,
    area: row.area,
    channel: row.channel,
    language: story.language,
    carerKinds: carerKinds(story),
    place: story.place?.name ?? null,
    conditions: [...new Set(story.people.flatMap((person) => person.conditions))],
    level: row.level,
    reasons: row.reasons.map(({ words, finding, referral, at }) => ({
      words,
      raisedBy: finding?.words ?? null,
      concern: finding?.unsure ? 'unclear' : (finding?.concern ?? null),
      referral: referral ?? null,
      at,
    })),
    status: row.status,
    since: row.since,
    changedAt: row.changedAt,
    holder: holder ? { adviser: holder.adviser, name: holder.name } : null,
    offeredTo: offeredTo ? { adviser: offeredTo.adviser, name: offeredTo.name } : null,
    owedSince,
    alerts,
    outcome,
  };
}

function offeredFirst(
  rows: ListedConversation[],
  offered: (row: ListedConversation) => boolean,
): ListedConversation[] {
  const levels = [...new Set(rows.map(({ level }) => level))];
  return levels.flatMap((level) => {
    const same = rows.filter((row) => row.level === level);
    return [...same.filter(offered), ...same.filter((row) => !offered(row))];
  });
}
