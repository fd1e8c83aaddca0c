import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';

/**
 * How many of the `limit` that are ready the longest stand in each area.
 * @param list what the key of the sorted set ends with, whose scores are the times
 * @param times milliseconds since 1970: what is ready until `now`, and what seems to be only after `far`
 */
export async function firstOf(
  link: Link,
  areas: Areas,
  list: string,
  { now, far }: { now: string; far?: string },
  limit: number,
): Promise<Map<string, number>> {
  const ready = await areas.each(async (base, area) => {
    const ranges = [['-inf', now], ...(far === undefined ? [] : [[`(${far}`, '+inf']])];
    const found = await Promise.all(
      ranges.map((range) =>
        link.read(base, 'ZRANGEBYSCORE', base + list, ...range, 'WITHSCORES', 'LIMIT', '0', String(limit)),
      ),
    );
    const scores = found.flatMap((each) => textsOf(each).filter((_, index) => index % 2 === 1));
    return scores.map((score) => ({ area, at: Number(score) }));
  });
  const shares = new Map<string, number>();
  const first = ready.flat().sort((one, other) => one.at - other.at);
  for (const { area } of first.slice(0, limit)) shares.set(area, (shares.get(area) ?? 0) + 1);
  return shares;
}
