import { z } from 'zod';

/** The kinds of values that are kept. */
export const kinds = ['string', 'hash', 'list', 'set', 'zset'] as const;
type Kind = (typeof kinds)[number];

/** How each kind is read whole, and written with its elements behind the key; `each` counts what belongs together. */
export const commands: Record<Kind, { read: string[]; write: string; each: 1 | 2 }> = {
  string: { read: ['GET'], write: 'SET', each: 1 },
  hash: { read: ['HGETALL'], write: 'HSET', each: 2 },
  list: { read: ['LRANGE', '0', '-1'], write: 'RPUSH', each: 1 },
  set: { read: ['SMEMBERS'], write: 'SADD', each: 1 },
  zset: { read: ['ZRANGE', '0', '-1', 'WITHSCORES'], write: 'ZADD', each: 2 },
};

/** The first line of a backup of a Redis; then comes a line for each key, and a last one. */
export const headSchema = z.object({ fingerpost: z.literal('redis'), version: z.literal(1) });
export type Head = z.infer<typeof headSchema>;

/** A key and all that it holds. */
export const lineSchema = z.object({
  /** What its name goes on with after the prefix. */
  key: z.string(),
  kind: z.enum(kinds),
  /** Milliseconds that it had left; null where it stays. */
  left: z.number().nullable(),
  /** The text, or the elements: of a hash names and values, of a sorted set members and scores in turn. */
  holds: z.array(z.string()),
});
export type Line = z.infer<typeof lineSchema>;

/** How many lines there were between the first and this one. */
export const endSchema = z.object({ keys: z.number() });
