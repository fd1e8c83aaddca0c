/**
 * Milliseconds since 1970 of an ISO 8601 time.
 * @throws RangeError when it is not a time
 */
export function milliseconds(iso: string): number {
  return validMilliseconds(new Date(iso));
}

/** @throws RangeError when it is an invalid date */
export function validMilliseconds(date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError('Not a time.');
  return time;
}

/** ISO 8601, in UTC. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
