import { setImmediate as nextRound } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { TurnInput, TurnOutcome, TurnRunner } from '../../../bot/turn/bot.js';
import type { Listened, ThreadData } from './calls.js';
import { ThreadLost, TurnThread } from './turn-thread.js';

/**
 * Runs turns in threads: the same input gives the same outcome as by a bot here, and only what a turn asks of the diary
 * comes back meanwhile.
 */
export class TurnThreads implements TurnRunner {
  readonly #threads: TurnThread[];
  #closed = false;

  /**
   * @param first a thread that has been started already
   * @param count how many threads there are to be
   */
  constructor(
    private readonly data: ThreadData,
    { first = new TurnThread(), count }: { first?: TurnThread; count: number },
    private readonly logger: Logger,
  ) {
    const others = Array.from({ length: count - 1 }, () => new TurnThread());
    this.#threads = [first, ...others];
    for (const index of this.#threads.keys()) this.#begin(index);
  }

  /**
   * Resolves once all of them can run turns; what comes before waits.
   * @throws ThreadUnusable when the model cannot be used
   */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map(({ ready }) => ready));
  }

  run(input: TurnInput): Promise<TurnOutcome> {
    return this.#call('run', input) as Promise<TurnOutcome>;
  }

  listen(input: TurnInput): Promise<Listened> {
    return this.#call('listen', input) as Promise<Listened>;
  }

  async stop(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  /** A turn touches nothing outside, so that one whose thread was lost is run again, once. */
  async #call(kind: 'run' | 'listen', input: TurnInput): Promise<TurnOutcome | Listened> {
    try {
      return await this.#leastBusy().call(kind, input);
    } catch (error) {
      if (!(error instanceof ThreadLost) || this.#closed) throw error;
      // By then another thread is in its place.
      await nextRound();
      return this.#leastBusy().call(kind, input);
    }
  }

  #leastBusy(): TurnThread {
    return this.#threads.reduce((one, other) => (other.busy < one.busy ? other : one));
  }

  /** A thread that ends is replaced, unless it never was ready: then the next one would not be either. */
  #begin(index: number): void {
    const thread = this.#threads[index];
    if (!thread) return;
    thread.begin(this.data);
    void thread.ready
      .then(() => thread.ended)
      .then((error) => {
        if (this.#closed) return;
        this.logger.error({ err: error }, 'A thread that runs turns ended and is replaced');
        this.#threads[index] = new TurnThread();
        this.#begin(index);
      })
      // Whoever starts the threads hears of one that never was ready.
      .catch(() => undefined);
  }
}
