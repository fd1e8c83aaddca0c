import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InProcessLiveUpdates } from '../../turns/in-process-live.js';
import type { LiveUpdates, Signal } from '../../turns/live.js';
import type { Link } from './connection/link.js';
import { listOf, numberOf } from './connection/reply.js';
import type { Keys } from './keys.js';

const signal = z.union([
  z.object({ kind: z.literal('typing'), who: z.literal('carer') }),
  z.object({ kind: z.literal('typing'), who: z.literal('adviser'), shownAs: z.string() }),
  z.object({ kind: z.literal('read'), who: z.enum(['carer', 'adviser']), seq: z.number() }),
]);
const newsSchema = z.object({
  /** Which instance says it: it has told its own already. */
  from: z.string(),
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('conversation'), id: z.string() }),
    z.object({ kind: z.literal('area'), id: z.string() }),
    z.object({ kind: z.literal('signal'), id: z.string(), signal }),
  ]),
});
type News = z.infer<typeof newsSchema>['about'];

/** How many instances have the store open now. */
export async function instancesOf(link: Link, keys: Keys): Promise<number> {
  const channel = keys.live(0);
  const [plain, sharded] = await Promise.all(
    ['NUMSUB', 'SHARDNUMSUB'].map((count) => link.everywhere('PUBSUB', count, channel)),
  );
  const counts = [...(plain ?? []), ...(sharded ?? [])].map((reply) => numberOf(listOf(reply)[1]));
  return Math.max(...counts);
}

/** Channels, so that news spreads over a cluster. */
const channels = 16;
/** How soon, in milliseconds, those who watch look for themselves: news is lost with a connection, or with who had it. */
const lookAnywayMs = 10_000;

/**
 * Live updates between the instances of one store. What is published reaches those who watch here at once, and those of
 * other instances by Redis. Nothing depends on it: a message that is lost only makes an update late.
 */
export class RedisLiveUpdates implements LiveUpdates {
  readonly #own = randomUUID();
  readonly #here = new InProcessLiveUpdates();
  readonly #lookAnyway: NodeJS.Timeout;

  private constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#lookAnyway = setInterval(() => {
      this.#here.publishAll();
    }, lookAnywayMs);
    this.#lookAnyway.unref();
  }

  static async open(link: Link, keys: Keys, onError: (error: unknown) => void): Promise<RedisLiveUpdates> {
    const live = new RedisLiveUpdates(link, keys, onError);
    const names = Array.from({ length: channels }, (_, index) => keys.live(index));
    await link.subscribe(
      names,
      (message) => {
        live.#hear(message);
      },
      () => {
        live.#here.publishAll();
      },
    );
    return live;
  }

  publish(conversationId: string): void {
    this.#here.publish(conversationId);
    this.#tell({ kind: 'conversation', id: conversationId });
  }

  subscribe(conversationId: string, onChange: () => void): () => void {
    return this.#here.subscribe(conversationId, onChange);
  }

  publishArea(area: string): void {
    this.#here.publishArea(area);
    this.#tell({ kind: 'area', id: area });
  }

  subscribeArea(area: string, onChange: () => void): () => void {
    return this.#here.subscribeArea(area, onChange);
  }

  signal(conversationId: string, given: Signal): void {
    this.#here.signal(conversationId, given);
    this.#tell({ kind: 'signal', id: conversationId, signal: given });
  }

  subscribeSignals(conversationId: string, onSignal: (signal: Signal) => void): () => void {
    return this.#here.subscribeSignals(conversationId, onSignal);
  }

  close(): void {
    clearInterval(this.#lookAnyway);
  }

  #tell(about: News): void {
    const message = JSON.stringify({ from: this.#own, about });
    this.link.publish(this.keys.live(channelOf(about.id)), message).catch(this.onError);
  }

  #hear(message: string): void {
    const { from, about } = newsSchema.parse(JSON.parse(message));
    if (from === this.#own) return;
    if (about.kind === 'conversation') this.#here.publish(about.id);
    else if (about.kind === 'area') this.#here.publishArea(about.id);
    else this.#here.signal(about.id, about.signal);
  }
}

function channelOf(id: string): number {
  let sum = 0;
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) % 65_536;
  return sum % channels;
}
