import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import type { LiveUpdates, Signal } from '../../turns/live.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import { shownConversation } from '../conversation/shown-conversation.js';
import { shownDelivery, shownTranscript } from '../conversation/shown-transcript.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import type { DeskServices } from '../desk-services.js';
import { LiveQueue } from '../queue/live-queue.js';
import { readQueue } from '../queue/queue-pages.js';
import type { ShownRow } from '../queue/shown-queue.js';
import type { Store } from '../../store/store.js';
import { readSupervision, supervisionPath } from '../supervision/supervision-pages.js';
import { translator } from '../translate.js';
import { needsForConversation, needsInArea, type Visit } from '../visit.js';
import { EventStream, type StreamEvent } from './event-stream.js';
import { PacedAreas } from './paced-areas.js';

export interface StreamsParts {
  pages: DeskPages;
  services: Pick<DeskServices, 'queue' | 'conversations' | 'presences'>;
  store: Pick<Store, 'timers'>;
  live: LiveUpdates;
  content: Content;
  clock: () => Date;
}

/** The queue changes with every message somewhere; a person reads it no faster than this, in milliseconds. */
const queuePauseMs = 1_000;
/** Each window of an adviser has one stream; more than anybody looks at. */
const mostPerAdviser = 20;

const resumed = z.coerce.number().int().min(0).catch(0);

type Read = () => Promise<readonly StreamEvent[]>;

/** What a stream shows: the whole of something of an area, and the conversation that is open beside it. */
interface Watched {
  area: string;
  snapshot: Read;
  current: { id: string; lines: Read; state: Read } | null;
}

/** Live updates of the queue, of supervision, and of a conversation with the queue beside it. */
export class DeskStreams {
  readonly #open = new Map<string, Set<EventStream>>();

  readonly #areas: PacedAreas;
  /** Rows that are the same for everybody are rendered once. */
  readonly #rows = new WeakMap<ShownRow, string>();

  constructor(private readonly parts: StreamsParts) {
    this.#areas = new PacedAreas(parts.live, queuePauseMs);
  }

  /** Adds the streams to the desk's routes. */
  addTo(routes: DeskRoutes): void {
    routes.data('/desk/areas/:area/stream', needsInArea('read-queue'), (visit, request, response) => {
      const snapshot = this.#queueReader(visit, request, visit.area, null);
      this.#watch(visit, response, { area: visit.area, snapshot, current: null });
    });
    const supervise = needsInArea('supervise');
    routes.data(`${supervisionPath(':area')}/stream`, supervise, (visit, request, response) => {
      const snapshot = this.#supervisionReader(visit, request, visit.area);
      this.#watch(visit, response, { area: visit.area, snapshot, current: null });
    });
    const need = needsForConversation('read-conversation');
    routes.data('/desk/conversations/:conversation/stream', need, async (visit, request, response) => {
      const { area, id } = visit.conversation;
      await this.parts.services.conversations.watched(visit.adviser, id);
      const snapshot = this.#queueReader(visit, request, area, id);
      const current = { id, ...this.#conversationReader(visit, request, id) };
      this.#watch(visit, response, { area, snapshot, current });
    });
  }

  /** Ends every stream; readers come back to wherever they are served then. */
  close(): void {
    for (const streams of this.#open.values()) for (const stream of [...streams]) stream.close();
  }

  #watch(visit: Visit, response: Response, { area, snapshot, current }: Watched): void {
    const { adviser } = visit;
    const { services, live } = this.parts;
    const own = this.#open.get(adviser.id) ?? new Set();
    this.#open.set(adviser.id, own);
    const [oldest] = own;
    if (oldest && own.size >= mostPerAdviser) oldest.close();

    const stops: (() => void)[] = [];
    const stream = new EventStream(response, {
      goesOn: visit.goesOn,
      onBeat: async () => {
        await services.presences.seen(adviser, [area]);
        stream.want(snapshot);
        if (current) stream.want(current.state);
      },
      onEnd: () => {
        for (const stop of stops) stop();
        own.delete(stream);
        if (own.size === 0) this.#open.delete(adviser.id);
      },
    });
    own.add(stream);

    stops.push(
      this.#areas.subscribe(area, () => {
        stream.want(snapshot);
      }),
    );
    if (current) {
      stops.push(
        live.subscribe(current.id, () => {
          stream.want(current.lines);
          stream.want(current.state);
        }),
        live.subscribeSignals(current.id, (signal) => {
          const event = signalEvent(signal);
          if (event) stream.signal(event);
        }),
      );
      stream.want(current.lines);
      stream.want(current.state);
    }
    stream.want(snapshot);
  }

  /** Reads what has changed in the queue since its reader was told last. */
  #queueReader(visit: Visit, request: Request, area: string, current: string | null): Read {
    const { pages, content } = this.parts;
    const parts = { ...this.parts, words: content.words, areas: content.areas };
    const language = pageLanguage(request);
    const shown = new LiveQueue();
    return async () => {
      const queue = await readQueue(parts, visit, area, language, current);
      const summary = pages.part(request, 'desk/queue/views/summary.njk', { queue });
      const data = shown.news(queue, summary, (row) => this.#rowHtml(request, row));
      return data ? [{ event: 'queue', data }] : [];
    };
  }

  #rowHtml(request: Request, row: ShownRow): string {
    const known = this.#rows.get(row);
    if (known !== undefined) return known;
    const html = this.parts.pages.part(request, 'desk/queue/views/row.njk', { row, take: true });
    this.#rows.set(row, html);
    return html;
  }

  /** Reads the whole of what a supervisor sees. */
  #supervisionReader(visit: Visit, request: Request, area: string): Read {
    const { pages, content } = this.parts;
    const parts = { ...this.parts, words: content.words, areas: content.areas };
    return whenChanged('supervision', async () => {
      const supervision = await readSupervision(parts, visit, area, pageLanguage(request));
      const context = { supervision, area, csrf: visit.csrf };
      return { html: pages.part(request, 'desk/supervision/views/overview.njk', context) };
    });
  }

  /** Reads what is new of a conversation, from where the reader says that it was left. */
  #conversationReader(visit: Visit, request: Request, id: string) {
    const { pages, services, content, clock } = this.parts;
    const { adviser } = visit;
    const language = pageLanguage(request);
    const t = translator(content.words, language);
    let seq = resumed.parse(request.get('last-event-id') ?? request.query['after']);

    const lines: Read = async () => {
      const news = await services.conversations.news(adviser, id, seq);
      if (!news) throw new PageError(404);
      const last = news.at(-1);
      if (!last) return [];
      seq = last.seq;
      const shown = shownTranscript(news, { t, language, now: clock(), content });
      return [
        {
          event: 'lines',
          id: seq,
          data: { html: pages.part(request, 'desk/conversation/views/lines.njk', { lines: shown }) },
        },
      ];
    };

    const state = whenChanged('state', async () => {
      const view = await services.conversations.standing(adviser, id, language);
      const deliveries = await services.conversations.deliveries(adviser, id);
      if (!view || !deliveries) throw new PageError(404);
      const shown = shownConversation(view, { t, language, now: clock(), content });
      const context = { shown, csrf: visit.csrf };
      return {
        mine: shown.mine,
        version: shown.version,
        status: pages.part(request, 'desk/conversation/views/status.njk', context),
        story: pages.part(request, 'desk/conversation/views/story.njk', context),
        deliveries: [...deliveries].map(([at, delivery]) => ({ seq: at, ...shownDelivery(delivery, t) })),
      };
    });
    return { lines, state };
  }
}

/** Reads the whole of something; gives nothing when nothing of it has changed on the screen. */
function whenChanged(event: string, read: () => Promise<unknown>): Read {
  let before = '';
  return async () => {
    const data = await read();
    const after = JSON.stringify(data);
    if (after === before) return [];
    before = after;
    return [{ event, data }];
  };
}

/** What the desk shows of a signal; null for the adviser's own. */
function signalEvent(signal: Signal): StreamEvent | null {
  if (signal.who !== 'carer') return null;
  return signal.kind === 'typing'
    ? { event: 'typing', data: {} }
    : { event: 'seen', data: { seq: signal.seq } };
}
