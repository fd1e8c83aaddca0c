import { setImmediate as nextRound } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { TurnInput, TurnOutcome, TurnRunner } from '../../../bot/turn/bot.js';
import type { Listened, ThreadData } from './calls.js';
import { ThreadLost, ThreadsUnavailable, TurnTookTooLong } from './errors.js';
import { HungTurns } from './hung-turns.js';
import { TurnThread, usualPatience, type ThreadPatience } from './turn-thread.js';

export interface TurnThreadsOptions {
  /** A thread that has been started already. */
  first?: TurnThread;
  /** How many threads there are to be. */
  count: number;
  patience?: ThreadPatience;
  /** Starts another thread. */
  newThread?: () => TurnThread;
}

/** How long until a thread is started in place of one that never was ready, in milliseconds: twice as long each time. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Runs turns in threads: the same input gives the same outcome as by a bot here, and only what a turn asks of the diary
 * comes back meanwhile.
 */
export class TurnThreads implements TurnRunner {
  readonly #threads: TurnThread[];
  readonly #patience: ThreadPatience;
  readonly #newThread: () => TurnThread;
  readonly #hung = new HungTurns();
  #closed = false;

  constructor(
    private readonly data: ThreadData,
    { first, count, patience = usualPatience, newThread = () => new TurnThread() }: TurnThreadsOptions,
    private readonly logger: Logger,
  ) {
    this.#patience = patience;
    this.#newThread = newThread;
    const others = Array.from({ length: count - (first ? 1 : 0) }, newThread);
    this.#threads = [...(first ? [first] : []), ...others];
    for (const index of this.#threads.keys()) this.#begin(index, 0);
  }

  /**
   * Resolves once all of them can run turns; what comes before waits.
   * @throws ThreadUnusable when the model cannot be used
   */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map(({ ready }) => ready));
  }

  /** How many of them can run turns now. */
  get readyCount(): number {
    return this.#threads.filter(({ state }) => state === 'ready').length;
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

  /**
   * A turn touches nothing outside, so that one whose thread was lost is run again, once. One that took too long is not:
   * whoever sends it again at once is told so at once, and a thread is not lost to them each time.
   */
  async #call(kind: 'run' | 'listen', input: TurnInput): Promise<TurnOutcome | Listened> {
    if (this.#hung.has(input)) throw new TurnTookTooLong('A turn took too long a moment ago.');
    try {
      return await this.#onThread(kind, input);
    } catch (error) {
      if (!(error instanceof ThreadLost) || this.#closed) throw error;
      // By then another thread is in its place.
      await nextRound();
      return this.#onThread(kind, input);
    }
  }

  async #onThread(kind: 'run' | 'listen', input: TurnInput): Promise<TurnOutcome | Listened> {
    try {
      return await this.#leastBusy().call(kind, input);
    } catch (error) {
      if (error instanceof TurnTookTooLong) this.#hung.add(input);
      throw error;
    }
  }

  /** Of those that are ready, or else of those that may soon be. */
  #leastBusy(): TurnThread {
    const ready = this.#threads.filter(({ state }) => state === 'ready');
    const able = ready.length > 0 ? ready : this.#threads.filter(({ state }) => state === 'starting');
    const [first, ...others] = able;
    if (!first) throw new ThreadsUnavailable('No thread that runs turns is ready.');
    return others.reduce((one, other) => (other.busy < one.busy ? other : one), first);
  }

  /** A thread that ends is replaced: at once when it had been ready, otherwise later each time, for the next may not be either. */
  #begin(index: number, failures: number): void {
    const thread = this.#threads[index];
    if (!thread) return;
    thread.begin(this.data, this.#patience);
    void thread.ready.then(
      async () => {
        const error = await thread.ended;
        if (this.#closed) return;
        this.logger.error({ err: error }, 'A thread that runs turns ended and is replaced');
        this.#replace(index, 0);
      },
      (error: unknown) => {
        if (this.#closed) return;
        void thread.stop();
        this.logger.error(
          { err: error, attempts: failures + 1 },
          'A thread that runs turns did not get ready',
        );
        const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
        setTimeout(() => {
          this.#replace(index, failures + 1);
        }, waitMs).unref();
      },
    );
  }

  #replace(index: number, failures: number): void {
    if (this.#closed) return;
    this.#threads[index] = this.#newThread();
    this.#begin(index, failures);
  }
}
