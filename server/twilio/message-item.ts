import type { MessagePayload, OutboxItem } from '../store/outbox.js';

/** An outbox item that goes to a phone. */
export type MessageItem = OutboxItem & { payload: MessagePayload };
