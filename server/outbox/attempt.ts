import type { Logger } from 'pino';
import { longestWaitMs } from '../store/outbox.js';
import type { OutboxItem, OutboxPayload, Settlement } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { hasLeft } from '../referral/news.js';
import { backoffMs } from './backoff.js';
import type { RetryPolicy } from './backoff.js';
import type { Sender, SendResult, Senders } from './sender.js';

/** What an attempt needs to know of the world. */
export interface AttemptContext {
  store: Pick<Store, 'isOptedOut' | 'referrals'>;
  senders: Senders;
  retry: RetryPolicy;
  /** The longest that a sender may take, in milliseconds. */
  sendTimeoutMs: number;
  now: () => Date;
  /** From 0 up to 1. */
  random: () => number;
  logger: Logger;
}

/** Tries to send one leased item and says what should be recorded. Never throws because of a sender. */
export async function attempt(item: OutboxItem, context: AttemptContext): Promise<Settlement> {
  const { payload } = item;
  if (payload.kind === 'message' && (await context.store.isOptedOut(payload.channel, payload.to))) {
    return { outcome: 'stopped', reason: 'opted-out' };
  }
  const stopped = await stoppedBecause(payload, context.store);
  if (stopped !== null) return { outcome: 'stopped', reason: stopped };
  const result = await sent(item, context);
  return result.outcome === 'retry' ? retried(item, result, context) : result;
}

/**
 * Why something about a referral must not leave: the person withdrew their agreement before it was sent; or nobody has
 * to be told so, because it never was. Null when it may leave.
 */
async function stoppedBecause(
  payload: OutboxPayload,
  { referrals }: Pick<Store, 'referrals'>,
): Promise<string | null> {
  if (payload.kind === 'message' || payload.about === undefined) return null;
  const record = await referrals.find(payload.reference);
  if (payload.about === 'referral') return record?.status === 'withdrawn' ? 'withdrawn' : null;
  return record && !hasLeft(record) ? 'never-sent' : null;
}

async function sent(
  item: OutboxItem,
  { senders, sendTimeoutMs, logger }: AttemptContext,
): Promise<SendResult> {
  // Each sender is listed under its own kind, which TypeScript cannot follow through the lookup.
  const sender = senders[item.payload.kind] as Sender<OutboxPayload>;
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => {
      deadline.abort();
      resolve({ outcome: 'retry', reason: 'timed-out', unknown: true });
    }, sendTimeoutMs);
  });
  try {
    return await Promise.race([sender.send(item, deadline.signal), late]);
  } catch (error) {
    // Only the kind of error: its message may quote what was being sent.
    const type = error instanceof Error ? error.name : typeof error;
    logger.error({ item: item.id, kind: item.payload.kind, type }, 'a sender failed unexpectedly');
    return { outcome: 'retry', reason: 'sender-failed', unknown: true };
  } finally {
    clearTimeout(timer);
  }
}

function retried(
  item: OutboxItem,
  result: SendResult & { outcome: 'retry' },
  { retry, now, random }: AttemptContext,
): Settlement {
  const { reason, unknown, dueAt } = result;
  if (item.attempts >= retry.maxAttempts) return { outcome: 'parked', reason };
  const time = now().getTime();
  const backedOff = time + backoffMs(retry, item.attempts, random());
  const due = Math.min(Math.max(backedOff, dueAt?.getTime() ?? 0), time + longestWaitMs);
  return { outcome: 'retry', dueAt: new Date(due), reason, unknown };
}
