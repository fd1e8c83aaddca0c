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

/** Live updates of the queue, and of a conversation with the queue beside it. */
export class DeskStreams {
  readonly #open = new Map<string, Set<EventStream>>();

  constructor(private readonly parts: StreamsParts) {}

  /** Adds the streams to the desk's routes. */
  addTo(routes: DeskRoutes): void {
    routes.data('/desk/areas/:area/stream', needsInArea('read-queue'), (visit, request, response) => {
      this.#watch(visit, request, response, visit.area, null);
    });
    const need = needsForConversation('read-conversation');
    routes.data('/desk/conversations/:conversation/stream', need, (visit, request, response) => {
      this.#watch(visit, request, response, visit.conversation.area, visit.conversation.id);
    });
  }

  /** Ends every stream; readers come back to wherever they are served then. */
  close(): void {
    for (const streams of this.#open.values()) for (const stream of [...streams]) stream.close();
  }

  #watch(visit: Visit, request: Request, response: Response, area: string, current: string | null): void {
    const { adviser } = visit;
    const { services, live } = this.parts;
    const own = this.#open.get(adviser.id) ?? new Set();
    this.#open.set(adviser.id, own);
    const [oldest] = own;
    if (oldest && own.size >= mostPerAdviser) oldest.close();

    const stops: (() => void)[] = [];
    const queue = this.#queueReader(visit, request, area, current);
    const conversation = current === null ? null : this.#conversationReader(visit, request, current);
    const stream = new EventStream(response, {
      goesOn: visit.goesOn,
      onBeat: async () => {
        await services.presences.seen(adviser, [area]);
        stream.want(queue);
        if (conversation) stream.want(conversation.state);
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
          stream.want(queue);
        }, queuePauseMs);
      }),
      () => {
        if (waiting) clearTimeout(waiting);
      },
    );
    if (current !== null && conversation) {
      stops.push(
        live.subscribe(current, () => {
          stream.want(conversation.lines);
          stream.want(conversation.state);
        }),
        live.subscribeSignals(current, (signal) => {
          const event = signalEvent(signal);
          if (event) stream.signal(event);
        }),
      );
      stream.want(conversation.lines);
      stream.want(conversation.state);
    }
    stream.want(queue);
  }

  /** Reads the whole queue; gives nothing when nothing has changed on the screen. */
  #queueReader(visit: Visit, request: Request, area: string, current: string | null) {
    const { pages, content } = this.parts;
    let before = '';
    return async (): Promise<readonly StreamEvent[]> => {
      const language = pageLanguage(request);
      const parts = { ...this.parts, words: content.words, areas: content.areas };
      const queue = await readQueue(parts, visit, area, language, current);
      const context = { queue, csrf: visit.csrf };
      const data = {
        lists: pages.part(request, 'desk/queue/views/lists.njk', context),
        summary: pages.part(request, 'desk/queue/views/summary.njk', context),
        waiting: queue.waiting.map(({ id, summary }) => ({ id, summary })),
      };
      const after = JSON.stringify(data);
      if (after === before) return [];
      before = after;
      return [{ event: 'queue', data }];
    };
  }

  /** Reads what is new of a conversation, from where the reader says that it was left. */
  #conversationReader(visit: Visit, request: Request, id: string) {
    const { pages, services, content, clock } = this.parts;
    const { adviser } = visit;
    const language = pageLanguage(request);
    const t = translator(content.words, language);
    let seq = resumed.parse(request.get('last-event-id') ?? request.query['after']);
    let before = '';

    const lines = async (): Promise<readonly StreamEvent[]> => {
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

    const state = async (): Promise<readonly StreamEvent[]> => {
      const view = await services.conversations.again(adviser, id, language);
      if (!view) throw new PageError(404);
      const shown = shownConversation(view, { t, language, now: clock(), content });
      const context = { shown, csrf: visit.csrf };
      const data = {
        mine: shown.mine,
        version: shown.version,
        status: pages.part(request, 'desk/conversation/views/status.njk', context),
        story: pages.part(request, 'desk/conversation/views/story.njk', context),
        deliveries: shown.lines.flatMap(({ seq: at, delivery }) =>
          delivery ? [{ seq: at, ...delivery }] : [],
        ),
      };
      const after = JSON.stringify(data);
      if (after === before) return [];
      before = after;
      return [{ event: 'state', data }];
    };
    return { lines, state };
  }
}

/** What the desk shows of a signal; null for the adviser's own. */
function signalEvent(signal: Signal): StreamEvent | null {
  if (signal.who !== 'carer') return null;
  return signal.kind === 'typing'
    ? { event: 'typing', data: {} }
    : { event: 'seen', data: { seq: signal.seq } };
}
