import { z } from 'zod';
import type { Area } from '../../content/schema/area.js';
import type { NewTimer } from '../store/timers.js';
import type { TimerHandler } from '../timers/timer-worker.js';
import type { Subscriptions } from './subscriptions.js';

/** The kind of the timer that forgets an address which nobody has confirmed. */
export const unconfirmedTimer = 'newsletter-unconfirmed';

const dayMs = 24 * 60 * 60_000;
const payloadSchema = z.object({ area: z.string(), subscription: z.string() });

/**
 * When an address that is asked for at `at` is forgotten unless it is confirmed. The timer belongs to no conversation: it
 * outlives the one in which it was asked for. Asking anew sets it anew.
 */
export function forgetUnconfirmed(area: Area, subscription: string, at: string): NewTimer {
  const days = area.afterwards.newsletter?.keepUnconfirmedDays ?? 0;
  return {
    id: `${unconfirmedTimer}:${area.id}:${subscription}`,
    kind: unconfirmedTimer,
    conversationId: null,
    dueAt: new Date(Date.parse(at) + days * dayMs).toISOString(),
    since: at,
    payload: { area: area.id, subscription },
  };
}

/** Nobody has confirmed it in time. */
export function newsletterUnconfirmed({ subscriptions }: { subscriptions: Subscriptions }): TimerHandler {
  return async ({ payload }) => {
    const { area, subscription } = payloadSchema.parse(payload);
    await subscriptions.forgetUnconfirmed(area, subscription);
  };
}
