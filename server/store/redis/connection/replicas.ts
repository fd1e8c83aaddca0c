import { StoreUnavailable } from '../../errors.js';
import { patienceMs } from './engine.js';
import type { Client } from './engine.js';
import type { Reply } from './reply.js';
import { numberOf } from './reply.js';

/** As long as a primary waits for its replicas, in milliseconds. */
const waitMs = patienceMs / 2;

/**
 * Waits until enough replicas have what was written by one connection. Writes that come while one wait is under way share
 * the next.
 */
export class Replicas {
  #underWay: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(
    private readonly client: Client,
    private readonly count: number,
  ) {}

  /**
   * Writes, and answers once the replicas have it.
   * @throws StoreUnavailable when too few of them have it in time, or the connection was lost meanwhile: a new one would
   * wait for nothing
   */
  async kept(args: string[]): Promise<Reply> {
    const reply = await this.client.sendCommand<Reply>(args);
    const epoch = this.client.socketEpoch;
    await this.#wait();
    if (this.client.socketEpoch !== epoch) throw new StoreUnavailable('The connection to Redis was lost.');
    return reply;
  }

  #wait(): Promise<void> {
    if (!this.#underWay) return (this.#underWay = this.#start());
    // The one under way may have begun before the write.
    const after = (): Promise<void> => {
      this.#next = null;
      return (this.#underWay = this.#start());
    };
    return (this.#next ??= this.#underWay.then(after, after));
  }

  async #start(): Promise<void> {
    try {
      const have = numberOf(
        await this.client.sendCommand<Reply>(['WAIT', String(this.count), String(waitMs)]),
      );
      if (have < this.count) throw new StoreUnavailable('Too few replicas of Redis have the write.');
    } finally {
      if (!this.#next) this.#underWay = null;
    }
  }
}
