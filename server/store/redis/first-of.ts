import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';

/**
 * How many of the `limit` that are ready the longest stand in each area.
 * @param list what the key of the sorted set ends with, whose scores are the times
 * @param now milliseconds since 1970
 */
export async function firstOf(
  link: Link,
  areas: Areas,
  list: string,
  now: string,
  limit: number,
): Promise<Map<string, number>> {
  const ready = await areas.each(async (base, area) => {
    const range = ['ZRANGEBYSCORE', base + list, '-inf', now, 'WITHSCORES', 'LIMIT', '0', String(limit)];
    const scores = textsOf(await link.read(base, ...range)).filter((_, index) => index % 2 === 1);
    return scores.map((score) => ({ area, at: Number(score) }));
  });
  const shares = new Map<string, number>();
  const first = ready.flat().sort((one, other) => one.at - other.at);
  for (const { area } of first.slice(0, limit)) shares.set(area, (shares.get(area) ?? 0) + 1);
  return shares;
}
