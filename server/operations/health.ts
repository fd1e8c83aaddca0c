import { Router } from 'express';
import type { Spool } from '../spool/spool.js';
import type { Store } from '../store/store.js';
import { secondsSince } from './metrics.js';
import type { Metrics } from './metrics.js';

export interface HealthParts {
  store: Pick<Store, 'check' | 'outboxCounts' | 'timers'>;
  spool: Pick<Spool, 'counts'> | null;
  metrics: Metrics;
  clock: () => Date;
  /** True from the moment the process has been told to stop. */
  isStopping: () => boolean;
  /** How many threads can run turns now. */
  threadsReady: () => number;
  /** How long a due item, or a held message, may wait before the outbox, or the spool, counts as stuck, in seconds; 10 minutes unless told. */
  outboxPatience?: number;
  /** How late the timers may be before they count as stuck, in seconds; 5 minutes unless told. */
  timersPatience?: number;
  /** How long the store may take to answer, in milliseconds; 2 seconds unless told. */
  storePatience?: number;
}

/** Why the service should get no traffic. */
type Reason = 'stopping' | 'threads' | 'store' | 'outbox' | 'timers' | 'spool';

/** Rejects when `promise` has not settled after `milliseconds`. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The store took too long.')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** How far behind the service is. */
interface Lag {
  /** How long the store took to keep a write, in milliseconds. */
  storeMs: number;
  /** What is still to be sent, what was given up, and for how many seconds the oldest due item has waited. */
  outbox: { waiting: number; parked: number; oldestDueSeconds: number };
  /** By how many seconds the timer that should have run first is late. */
  timersLateSeconds: number;
}

async function lagOf({ store, clock, storePatience = 2000 }: HealthParts): Promise<Lag> {
  const started = performance.now();
  await within(store.check(), storePatience);
  const storeMs = Math.round(performance.now() - started);
  const reads = Promise.all([store.outboxCounts(), store.timers.nextDue()]);
  const [{ waiting, parked, oldestDueAt }, nextTimer] = await within(reads, storePatience);
  const now = clock();
  return {
    storeMs,
    outbox: { waiting, parked, oldestDueSeconds: secondsSince(oldestDueAt, now) },
    timersLateSeconds: secondsSince(nextTimer?.toISOString() ?? null, now),
  };
}

/** Null where the store does not answer. */
async function lagIfAny(parts: HealthParts): Promise<Lag | null> {
  try {
    return await lagOf(parts);
  } catch {
    return null;
  }
}

/** What waits for the store on this machine, and for how many seconds. */
interface HeldBack {
  waiting: number;
  parked: number;
  oldestSeconds: number;
}

function heldBack({ spool, clock }: HealthParts): HeldBack | null {
  if (!spool) return null;
  const { waiting, parked, oldestAt } = spool.counts();
  return { waiting, parked, oldestSeconds: secondsSince(oldestAt?.toISOString() ?? null, clock()) };
}

function reasonsOf(lag: Lag | null, held: HeldBack | null, parts: HealthParts): Reason[] {
  const { isStopping, threadsReady, outboxPatience = 600, timersPatience = 300 } = parts;
  const reasons: Reason[] = isStopping() ? ['stopping'] : [];
  if (threadsReady() === 0) reasons.push('threads');
  if (!lag) return [...reasons, 'store'];
  if (lag.outbox.oldestDueSeconds > outboxPatience) reasons.push('outbox');
  if (lag.timersLateSeconds > timersPatience) reasons.push('timers');
  if (held && held.oldestSeconds > outboxPatience) reasons.push('spool');
  return reasons;
}

/**
 * `/health/live` answers while the process turns; `/health/ready` tells whether it should get traffic, or 503 with the
 * reasons, and how far behind it is; `/metrics` is for Prometheus. The content is loaded before anything listens, so it needs no reason here.
 */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ live: true });
  });
  router.get('/health/ready', async (_request, response) => {
    const lag = await lagIfAny(parts);
    const spool = heldBack(parts);
    const reasons = reasonsOf(lag, spool, parts);
    const ready = reasons.length === 0;
    response.status(ready ? 200 : 503).json({ ready, reasons, lag, spool });
  });
  router.get('/metrics', async (_request, response) => {
    const text = await parts.metrics.read();
    response.type(parts.metrics.contentType).send(text);
  });
  return router;
}
