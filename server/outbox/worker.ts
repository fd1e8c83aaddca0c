import type { Logger } from 'pino';
import { eachReceiver, outboxReceivers } from '../store/outbox.js';
import type { OutboxItem, OutboxReceiver, OutboxShares } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import { attempt } from './attempt.js';
import type { AttemptContext } from './attempt.js';
import { defaultRetryPolicy } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { OutboxMetrics } from './metrics.js';
import type { Senders } from './sender.js';

export interface OutboxWorkerServices {
  store: Pick<Store, 'claimOutbox' | 'settleOutbox' | 'nextOutboxDue' | 'isOptedOut' | 'referrals'>;
  senders: Senders;
  /** Told of each conversation of which something has left, or has not. */
  live: Pick<LiveUpdates, 'publish'>;
  metrics: OutboxMetrics;
  logger: Logger;
  now: () => Date;
  /** From 0 up to 1; spreads the retries. */
  random: () => number;
}

export interface OutboxWorkerOptions {
  /** Names this worker in its leases: unique among the processes that share a store. */
  workerId: string;
  /** How many items are sent to each receiver at the same time. */
  concurrency?: number;
  retry?: RetryPolicy;
  /** The longest that a sender may take, in milliseconds. */
  sendTimeoutMs?: number;
}

/**
 * An item is lent for this part longer than its sender may take. After a crash that also gives the receiver time to show
 * what it took, before it is looked up there.
 */
const leaseMargin = 0.25;

/** How long to wait after the store failed, and the longest to sleep, in milliseconds. */
const storeRetryMs = 1_000;
const longestSleepMs = 10_000;

/**
 * Sends what the outbox holds: one item of a lane at a time, several lanes at once, and to each receiver a share of its
 * own, so that the others go on while one hangs. It wakes when it is told of a commit, and by itself when an item falls
 * due or a lease runs out.
 */
export class OutboxWorker {
  readonly #services: OutboxWorkerServices;
  readonly #context: AttemptContext;
  readonly #workerId: string;
  readonly #concurrency: number;
  readonly #leaseMs: number;
  readonly #inFlight = new Map<string, { receiver: OutboxReceiver; done: Promise<void> }>();
  #timer: NodeJS.Timeout | undefined;
  #claiming: Promise<void> | null = null;
  #wokenMeanwhile = false;
  #running = false;

  constructor(services: OutboxWorkerServices, options: OutboxWorkerOptions) {
    this.#services = services;
    const { retry = defaultRetryPolicy, sendTimeoutMs = 60_000 } = options;
    this.#context = { ...services, retry, sendTimeoutMs };
    this.#leaseMs = sendTimeoutMs * (1 + leaseMargin);
    this.#workerId = options.workerId;
    this.#concurrency = options.concurrency ?? 16;
  }

  /** Begins with what is already due. */
  start(): void {
    this.#running = true;
    this.wake();
  }

  /** Something may be due: call it after each commit that put something in the outbox. Returns at once. */
  wake(): void {
    if (!this.#running) return;
    if (this.#claiming) {
      this.#wokenMeanwhile = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = null;
      if (this.#wokenMeanwhile) {
        this.#wokenMeanwhile = false;
        this.wake();
      }
    });
  }

  /** Claims nothing more and waits for what is being sent to be settled. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#claiming;
    clearTimeout(this.#timer);
    await Promise.all([...this.#inFlight.values()].map(({ done }) => done));
  }

  async #claim(): Promise<void> {
    const { store, now, logger } = this.#services;
    try {
      const free = this.#free();
      if (receiversWithRoom(free).length > 0) {
        const items = await store.claimOutbox(this.#workerId, now(), this.#leaseMs, free);
        for (const item of items) this.#begin(item);
      }
      // Where no room is left there is nothing to wake for: each item that ends wakes the worker.
      const receivers = receiversWithRoom(this.#free());
      if (receivers.length === 0) return;
      const due = await store.nextOutboxDue(receivers);
      // Another instance may have left something that nobody tells this one of.
      this.#sleep(due ? due.getTime() - now().getTime() : longestSleepMs);
    } catch (error) {
      logger.error({ type: errorName(error) }, 'the outbox could not be read');
      this.#sleep(storeRetryMs);
    }
  }

  /** How many more may be sent to each receiver now. */
  #free(): OutboxShares {
    const free = { ...eachReceiver(this.#concurrency) };
    for (const { receiver } of this.#inFlight.values()) free[receiver] -= 1;
    return free;
  }

  #sleep(milliseconds: number): void {
    if (!this.#running) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(milliseconds, 1), longestSleepMs));
    this.#timer.unref();
  }

  #begin(item: OutboxItem): void {
    const done = this.#send(item).finally(() => {
      this.#inFlight.delete(item.id);
      this.wake();
    });
    this.#inFlight.set(item.id, { receiver: item.receiver, done });
  }

  async #send(item: OutboxItem): Promise<void> {
    const { store, live, metrics, logger, now } = this.#services;
    const { kind } = item.payload;
    try {
      const settlement = await attempt(item, this.#context);
      const { outcome } = settlement;
      const about = { item: item.id, kind, outcome, attempts: item.attempts };
      if (!(await store.settleOutbox(item.id, this.#workerId, settlement, now()))) {
        logger.warn(about, 'an outbox item was no longer lent to this worker when its attempt ended');
        return;
      }
      live.publish(item.conversationId);
      metrics.attempted(kind, outcome);
      const level = outcome === 'parked' ? 'warn' : 'debug';
      logger[level](
        { ...about, ...('reason' in settlement && { reason: settlement.reason }) },
        'outbox item settled',
      );
    } catch (error) {
      // The lease runs out, and the next attempt knows that this one may have arrived.
      logger.error({ item: item.id, kind, type: errorName(error) }, 'an outbox item could not be settled');
    }
  }
}

function receiversWithRoom(free: OutboxShares): OutboxReceiver[] {
  return outboxReceivers.filter((receiver) => free[receiver] > 0);
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
