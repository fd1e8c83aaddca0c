const firstWaitMs = 5_000;
const longestWaitMs = 30 * 60_000;
/** Gives Twilio time to list a message whose answer was lost. */
const waitBeforeLookUpMs = 15_000;

/**
 * When to try again after `attempts` attempts: twice as long each time, from 5 seconds to half an hour, and never
 * sooner than Twilio asked for.
 */
export function retryTime(
  now: Date,
  attempts: number,
  { waitMs, unknown }: { waitMs: number; unknown: boolean },
): Date {
  const backOffMs = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempts - 1));
  return new Date(now.getTime() + Math.max(backOffMs, waitMs, unknown ? waitBeforeLookUpMs : 0));
}
