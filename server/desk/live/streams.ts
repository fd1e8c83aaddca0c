import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import type { LiveUpdates, Signal } from '../../turns/live.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import { shownConversation } from '../conversation/shown-conversation.js';
import { shownTranscript } from '../conversation/shown-transcript.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import type { DeskServices } from '../desk-services.js';
import { readQueue } from '../queue/queue-pages.js';
import { readSupervision, supervisionPath } from '../supervision/supervision-pages.js';
import { translator } from '../translate.js';
import { needsForConversation, needsInArea, type Visit } from '../visit.js';
import { EventStream, type StreamEvent } from './event-stream.js';

export interface StreamsParts {
  pages: DeskPages;
  services: Pick<DeskServices, 'queue' | 'conversations' | 'presences'>;
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

  constructor(private readonly parts: StreamsParts) {}

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

    let waiting: NodeJS.Timeout | null = null;
    stops.push(
      live.subscribeArea(area, () => {
        waiting ??= setTimeout(() => {
          waiting = null;
          stream.want(snapshot);
        }, queuePauseMs);
      }),
      () => {
        if (waiting) clearTimeout(waiting);
      },
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

  /** Reads the whole queue. */
  #queueReader(visit: Visit, request: Request, area: string, current: string | null): Read {
    const { pages, content } = this.parts;
    const parts = { ...this.parts, words: content.words, areas: content.areas };
    return whenChanged('queue', async () => {
      const queue = await readQueue(parts, visit, area, pageLanguage(request), current);
      const context = { queue, csrf: visit.csrf };
      return {
        lists: pages.part(request, 'desk/queue/views/lists.njk', context),
        summary: pages.part(request, 'desk/queue/views/summary.njk', context),
        waiting: queue.waiting.map(({ id, summary }) => ({ id, summary })),
      };
    });
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
      const view = await services.conversations.again(adviser, id, language);
      if (!view) throw new PageError(404);
      const shown = shownConversation(view, { t, language, now: clock(), content });
      const context = { shown, csrf: visit.csrf };
      return {
        mine: shown.mine,
        version: shown.version,
        status: pages.part(request, 'desk/conversation/views/status.njk', context),
        story: pages.part(request, 'desk/conversation/views/story.njk', context),
        deliveries: shown.lines.flatMap(({ seq: at, delivery }) =>
          delivery ? [{ seq: at, ...delivery }] : [],
        ),
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
