import type { OutboxItem, OutboxPayload, Settlement } from '../store/outbox.js';

/** An outbox item whose kind of payload is known. */
export type ItemWith<P extends OutboxPayload> = OutboxItem & { payload: P };

/**
 * What a sender says became of one attempt. A retry may say `dueAt`, when the receiver must not be tried sooner; the
 * worker adds its own back-off. Reasons are short typed names, never message text or addresses.
 */
export type SendResult =
  | Exclude<Settlement, { outcome: 'retry' }>
  | { outcome: 'retry'; dueAt?: Date; reason: string; unknown: boolean };

/** Hands items of one kind to a receiver. */
export interface Sender<P extends OutboxPayload = OutboxPayload> {
  /**
   * Makes one attempt. With `item.unknown` an earlier attempt may have arrived, so it looks at the receiver before it
   * sends again, where the receiver cannot tell a repeat itself. `signal` fires when the worker waits no longer. An
   * error that it throws counts as a retry of which the outcome is unknown.
   */
  send(item: ItemWith<P>, signal: AbortSignal): Promise<SendResult>;
}

/** A sender for every kind of payload. */
export type Senders = {
  readonly [K in OutboxPayload['kind']]: Sender<Extract<OutboxPayload, { kind: K }>>;
};
