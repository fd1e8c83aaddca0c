import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Channel } from '../../bot/turn/channel.js';
import type { Response } from '../../dialogs/finding.js';
import type { Spool, SpoolCounts } from '../spool/spool.js';
import type { OutboxPayload, Settlement } from '../store/outbox.js';
import type { Store } from '../store/store.js';

/** How a turn ended: `conflict` is one that is run again, `refused` an act at the desk that must not be done. */
export type TurnOutcome = 'committed' | 'duplicate' | 'conflict' | 'refused' | 'failed';

export interface RequestMeasure {
  method: string;
  /** As declared, with its parameters' names. */
  route: string;
  status: number;
  seconds: number;
}

/** What the parts of the program report, for Prometheus. No label holds anything that a person gave. */
export interface Metrics {
  turned(channel: Channel, outcome: TurnOutcome, seconds: number): void;
  /** One message's gravest response. */
  screened(response: Response): void;
  /** One attempt at sending. */
  attempted(kind: OutboxPayload['kind'], outcome: Settlement['outcome']): void;
  requested(measure: RequestMeasure): void;
  /** All measures in Prometheus's text form. */
  read(): Promise<string>;
  /** The media type of `read`. */
  contentType: string;
}

const turnBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Whole seconds from an ISO 8601 time to `now`, not below 0; 0 when there is none. */
export function secondsSince(time: string | null, now: Date): number {
  return time === null ? 0 : Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / 1000));
}

/** What is measured when somebody asks. */
export interface MeasuredParts {
  store: Pick<Store, 'outboxCounts'>;
  spool: Pick<Spool, 'counts'> | null;
  clock: () => Date;
}

/** Gauges that are read from the store when somebody asks, so that they are right for several instances too; NaN while it is away. */
function outboxGauges(registry: Registry, { store, clock }: MeasuredParts): void {
  type Counts = Awaited<ReturnType<Store['outboxCounts']>>;
  const gauge = (name: string, help: string, read: (counts: Counts) => number): void => {
    new Gauge({
      name: `fingerpost_outbox_${name}`,
      help,
      registers: [registry],
      async collect() {
        const counts = await store.outboxCounts().catch(() => null);
        this.set(counts ? read(counts) : NaN);
      },
    });
  };
  gauge('waiting', 'Items not sent yet.', (counts) => counts.waiting);
  gauge('parked', 'Items given up until somebody looks at them.', (counts) => counts.parked);
  gauge('oldest_due_seconds', 'For how long the oldest due item has waited.', (counts) =>
    secondsSince(counts.oldestDueAt, clock()),
  );
}

/** What waits in this instance's own spool. */
function spoolGauges(registry: Registry, spool: Pick<Spool, 'counts'>, clock: () => Date): void {
  const gauge = (name: string, help: string, read: (counts: SpoolCounts) => number): void => {
    new Gauge({
      name: `fingerpost_spool_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read(spool.counts()));
      },
    });
  };
  gauge('waiting', 'Messages held until the store is back.', ({ waiting }) => waiting);
  gauge('parked', 'Held messages that could not be run.', ({ parked }) => parked);
  gauge('oldest_seconds', 'For how long the oldest held message has waited.', ({ oldestAt }) =>
    secondsSince(oldestAt?.toISOString() ?? null, clock()),
  );
}

/** Measures in a registry of their own, so that two services in one process do not meet. */
export function createMetrics(parts: MeasuredParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  outboxGauges(registry, parts);
  if (parts.spool) spoolGauges(registry, parts.spool, parts.clock);

  const turns = new Counter({
    name: 'fingerpost_turns_total',
    help: 'Turns by channel and outcome.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'fingerpost_turn_seconds',
    help: 'From a message to its durable commit.',
    labelNames: ['channel'],
    buckets: turnBuckets,
    registers,
  });
  const screenings = new Counter({
    name: 'fingerpost_messages_screened_total',
    help: 'Messages by the response that the safety screen gave.',
    labelNames: ['response'],
    registers,
  });
  const attempts = new Counter({
    name: 'fingerpost_outbox_attempts_total',
    help: 'Attempts at sending, by what became of them.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'fingerpost_http_request_seconds',
    help: 'HTTP requests by route.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });

  return {
    turned: (channel, outcome, seconds) => {
      turns.inc({ channel, outcome });
      turnSeconds.observe({ channel }, seconds);
    },
    screened: (response) => screenings.inc({ response }),
    attempted: (kind, outcome) => attempts.inc({ kind, outcome }),
    requested: ({ seconds, ...labels }) => requestSeconds.observe(labels, seconds),
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
