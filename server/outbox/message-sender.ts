import type { MessagePayload } from '../store/outbox.js';
import type { Sender } from './sender.js';

/** Hands each message to the sender of its channel. What came by a channel that is no longer connected waits, parked. */
export function messageSender(
  phones: Sender<MessagePayload>,
  connector: Sender<MessagePayload> | null,
): Sender<MessagePayload> {
  return {
    send(item, signal) {
      if (item.payload.channel !== 'connector') return phones.send(item, signal);
      if (connector) return connector.send(item, signal);
      return Promise.resolve({ outcome: 'parked', reason: 'channel-not-connected' });
    },
  };
}
