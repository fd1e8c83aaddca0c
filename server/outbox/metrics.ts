import type { OutboxPayload, Settlement } from '../store/outbox.js';

/** Told how each attempt ended, once that is recorded, to be counted. */
export interface OutboxMetrics {
  attempted(kind: OutboxPayload['kind'], outcome: Settlement['outcome']): void;
}
