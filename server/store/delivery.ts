import { deliveryStatuses } from './outbox.js';
import type { DeliveryStatus } from './outbox.js';

const ends: readonly DeliveryStatus[] = ['undelivered', 'failed'];
const arrivals: readonly DeliveryStatus[] = ['delivered', 'read'];

/**
 * Whether a delivery report tells something new. Providers send reports twice and out of order: a message never moves
 * back, nothing follows an end, and what has arrived cannot fail any more.
 */
export function movesForward(from: DeliveryStatus | null, to: DeliveryStatus): boolean {
  if (from === null) return true;
  if (ends.includes(from)) return false;
  if (ends.includes(to)) return !arrivals.includes(from);
  return deliveryStatuses.indexOf(to) > deliveryStatuses.indexOf(from);
}
