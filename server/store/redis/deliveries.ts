import { movesForward } from '../delivery.js';
import { deliveryStatuses } from '../outbox.js';
import type { DeliveryStatus, OutboxItem } from '../outbox.js';
import { iso } from '../time.js';
import type { Link } from './connection/link.js';
import { listOf, textOf } from './connection/reply.js';
import type { Keys } from './keys.js';

/** A report that belongs to no message that we know is kept so long. */
const unknownSeconds = 30 * 86_400;

/** How messages arrived, by the provider's id. A report may come before the send that it belongs to is settled. */
export class Deliveries {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
  ) {}

  /** Returns the conversation whose message has moved; null when none has. `at` is milliseconds since 1970. */
  async record(
    providerId: string,
    status: DeliveryStatus,
    errorCode: string | null,
    at: number,
  ): Promise<string | null> {
    const before = deliveryStatuses.filter((each) => movesForward(each, status));
    const report = [status, errorCode ?? '', String(at), String(unknownSeconds)];
    return textOf(await this.link.run('report', this.keys.report(providerId), ...report, ...before));
  }

  /** A message of the conversation was sent under this id. */
  async belongsTo(providerId: string, conversationId: string): Promise<void> {
    const key = this.keys.report(providerId);
    await this.link.write(key, 'HSET', key, 'conversation', conversationId);
    await this.link.write(key, 'PERSIST', key);
  }

  async of(providerId: string): Promise<OutboxItem['delivery']> {
    const key = this.keys.report(providerId);
    const reply = await this.link.read(key, 'HMGET', key, 'status', 'code', 'at');
    const [status, code, at] = listOf(reply).map(textOf);
    if (!status || !at) return null;
    return { status: status as DeliveryStatus, errorCode: code ? code : null, at: iso(Number(at)) };
  }

  async forget(providerId: string): Promise<void> {
    const key = this.keys.report(providerId);
    await this.link.write(key, 'DEL', key);
  }
}
