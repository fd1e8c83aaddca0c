import { Router } from 'express';
import type { Store } from '../store/store.js';
import { secondsSince } from './metrics.js';
import type { Metrics } from './metrics.js';

export interface HealthParts {
  store: Pick<Store, 'check' | 'outboxCounts'>;
  metrics: Metrics;
  clock: () => Date;
  /** True from the moment the process has been told to stop. */
  isStopping: () => boolean;
  /** How long a due item may wait before the outbox counts as stuck, in seconds; 10 minutes unless told. */
  outboxPatience?: number;
  /** How long the store may take to answer, in milliseconds; 2 seconds unless told. */
  storePatience?: number;
}

/** Why the service should get no traffic. */
type Reason = 'stopping' | 'store' | 'outbox';

/** Rejects when `promise` has not settled after `milliseconds`. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The store took too long.')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function reasonsOf(parts: HealthParts): Promise<Reason[]> {
  const { store, clock, isStopping, outboxPatience = 600, storePatience = 2000 } = parts;
  const stopping: Reason[] = isStopping() ? ['stopping'] : [];
  try {
    await within(store.check(), storePatience);
    const { oldestDueAt } = await within(store.outboxCounts(), storePatience);
    return secondsSince(oldestDueAt, clock()) > outboxPatience ? [...stopping, 'outbox'] : stopping;
  } catch {
    return [...stopping, 'store'];
  }
}

/**
 * `/health/live` answers while the process turns; `/health/ready` tells whether it should get traffic, or 503 with the
 * reasons; `/metrics` is for Prometheus. The content is loaded before anything listens, so it needs no reason here.
 */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ live: true });
  });
  router.get('/health/ready', async (_request, response) => {
    const reasons = await reasonsOf(parts);
    response.status(reasons.length === 0 ? 200 : 503).json({ ready: reasons.length === 0, reasons });
  });
  router.get('/metrics', async (_request, response) => {
    const text = await parts.metrics.read();
    response.type(parts.metrics.contentType).send(text);
  });
  return router;
}
