import type { Logger } from 'pino';
import type { Store } from '../store/store.js';
import type { Timer } from '../store/timers.js';

/** A timer lent to a worker: the commit of its handler names both as a guard, so that the work is done once. */
export interface LentTimer extends Timer {
  worker: string;
}

/**
 * Does what a timer is for, in one commit that clears the timer or sets it anew and has `guard.timer`. Where there is
 * nothing to do it only returns: the worker clears what is still lent to it. What it throws is tried again.
 */
export type TimerHandler = (timer: LentTimer) => Promise<void>;

export interface TimerWorkerParts {
  store: Pick<Store, 'timers'>;
  /** By kind. */
  handlers: Readonly<Record<string, TimerHandler>>;
  clock: () => Date;
  logger: Logger;
  /** Names this worker in its leases: unique among the processes that share a store. */
  workerId: string;
}

const leaseMs = 60_000;
const atATime = 16;
/** After a failure it is tried again, each time twice as late. */
const firstRetryMs = 5_000;
const longestRetryMs = 10 * 60_000;
const longestSleepMs = 10_000;

/** Runs what falls due, one round at a time. It wakes when it is told of a new timer, and by itself. */
export class TimerWorker {
  readonly #parts: TimerWorkerParts;
  #sleep: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;
  #wokenMeanwhile = false;
  #running = false;

  constructor(parts: TimerWorkerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  /** A timer may be due, or due sooner than was known. Returns at once. */
  wake(): void {
    if (!this.#running) return;
    if (this.#round) {
      this.#wokenMeanwhile = true;
      return;
    }
    clearTimeout(this.#sleep);
    this.#round = this.#work().finally(() => {
      this.#round = null;
      if (!this.#wokenMeanwhile) return;
      this.#wokenMeanwhile = false;
      this.wake();
    });
  }

  /** Claims nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#sleep);
    await this.#round;
    clearTimeout(this.#sleep);
  }

  /** Runs all that is due now, and returns when it is done. Rejects only when the store does. */
  async runDue(): Promise<void> {
    const { store, clock, workerId } = this.#parts;
    for (;;) {
      const due = await store.timers.claim(workerId, clock(), leaseMs, atATime);
      if (due.length === 0) return;
      for (const timer of due) await this.#run(timer);
    }
  }

  async #work(): Promise<void> {
    const { store, clock, logger } = this.#parts;
    try {
      await this.runDue();
      const next = await store.timers.nextDue();
      // Another instance may have set one and be gone.
      this.#sleepFor(next ? next.getTime() - clock().getTime() : longestSleepMs);
    } catch (error) {
      logger.error({ err: error }, 'timers could not be read');
      this.#sleepFor(firstRetryMs);
    }
  }

  async #run(timer: Timer): Promise<void> {
    const { store, handlers, clock, logger, workerId } = this.#parts;
    const handler = handlers[timer.kind];
    let retryAt: Date | null = null;
    try {
      if (!handler) throw new Error('No handler is known for this kind of timer.');
      await handler({ ...timer, worker: workerId });
    } catch (error) {
      const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(20, timer.attempts - 1));
      retryAt = new Date(clock().getTime() + wait);
      logger.error({ kind: timer.kind, attempts: timer.attempts, err: error }, 'a timer could not be run');
    }
    await store.timers.settle(timer.id, workerId, retryAt);
  }

  #sleepFor(milliseconds: number): void {
    if (!this.#running) return;
    const wait = Math.min(Math.max(milliseconds, 1), longestSleepMs);
    this.#sleep = setTimeout(() => this.wake(), wait);
    this.#sleep.unref();
  }
}
