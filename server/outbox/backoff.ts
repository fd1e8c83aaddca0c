/** How attempts are spread; milliseconds. */
export interface RetryPolicy {
  baseMs: number;
  capMs: number;
  /** After this many attempts the item is parked. */
  maxAttempts: number;
}

/** A dozen attempts over about an hour and a half, so that an hour's outage at a provider is ridden out. */
export const defaultRetryPolicy: RetryPolicy = { baseMs: 2_000, capMs: 20 * 60_000, maxAttempts: 12 };

/**
 * Milliseconds to wait after the given number of attempts: exponential with full jitter, so that what failed together
 * does not come back together.
 * @param random a number from 0 up to 1
 */
export function backoffMs({ baseMs, capMs }: RetryPolicy, attempts: number, random: number): number {
  return Math.round(Math.min(capMs, baseMs * 2 ** (attempts - 1)) * random);
}
