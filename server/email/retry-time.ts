/** Servers that greylist take the second attempt after some minutes. */
const firstWaitMs = 60_000;
const longestWaitMs = 30 * 60_000;

/** When to try again after `attempts` attempts: twice as long each time, from a minute to half an hour. */
export function retryTime(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempts - 1)));
}
