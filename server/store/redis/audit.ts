import { randomInt } from 'node:crypto';
import type { AuditEntry, AuditQuery, AuditRecord } from '../desk.js';
import { iso, milliseconds } from '../time.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';
import type { Keys } from './keys.js';

/** Places in the log within one millisecond; the product stays exact until the year 2248. */
const perMillisecond = 1024;
const atATime = 500;

/** An entry as it is kept: in the log of its area, and in those of its conversation and its adviser. */
export interface AuditWrite {
  /** What the keys of the lists end with. */
  lists: string[];
  position: number;
  body: string;
}

/** Instances begin at different places, so that two entries hardly ever get the same one. */
let next = randomInt(perMillisecond);

export function auditWrite(entry: AuditEntry): AuditWrite {
  next = (next + 1) % perMillisecond;
  const at = milliseconds(entry.at);
  const position = at * perMillisecond + next;
  return { lists: listsOf(entry), position, body: JSON.stringify({ ...entry, at: iso(at), position }) };
}

function listsOf({ area, conversationId, adviser }: AuditEntry): string[] {
  const own = listOfArea(area);
  return [own, `${own}:a:${adviser}`, ...(conversationId === null ? [] : [`${own}:c:${conversationId}`])];
}

const listOfArea = (area: string): string => `:audit:${area}`;

/**
 * Who did and saw what. An entry is kept with the conversation that it was committed with, which has perhaps gone to
 * another area by it: so every area is asked for what it has of one.
 */
export class Audit {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
  ) {}

  async add(entries: readonly AuditEntry[]): Promise<void> {
    for (const entry of entries) {
      await this.areas.add(entry.area);
      const base = this.keys.area(entry.area);
      const { lists, position, body } = auditWrite(entry);
      // The area's own list is the log; the others are written before it and mean nothing without it.
      for (const list of lists.reverse()) {
        await this.link.write(base, 'ZADD', base + list, String(position), body);
      }
    }
  }

  async read({ area, conversationId, adviser, before }: AuditQuery, limit: number): Promise<AuditRecord[]> {
    const own = listOfArea(area);
    const list =
      conversationId !== undefined ? `${own}:c:${conversationId}` : adviser ? `${own}:a:${adviser}` : own;
    const until = before === undefined ? '+inf' : `(${before}`;
    // What an adviser did to one conversation is picked out of all that was done to it, which is never much.
    const most = conversationId !== undefined && adviser !== undefined ? '-1' : String(limit);
    const found = await this.areas.each((base) =>
      this.link.read(base, 'ZREVRANGEBYSCORE', base + list, until, '-inf', 'LIMIT', '0', most),
    );
    return found
      .flatMap(textsOf)
      .map((body) => JSON.parse(body) as AuditRecord)
      .filter((entry) => adviser === undefined || entry.adviser === adviser)
      .sort((one, other) => other.position - one.position)
      .slice(0, limit);
  }

  /** @param before milliseconds since 1970 */
  async forget(before: number): Promise<number> {
    const areas = await this.areas.all();
    const removed = await this.areas.each(async (base) => {
      const counts = await Promise.all(areas.map((area) => this.#forgetIn(base, area, before)));
      return counts.reduce((sum, count) => sum + count, 0);
    });
    return removed.reduce((sum, count) => sum + count, 0);
  }

  async #forgetIn(base: string, area: string, before: number): Promise<number> {
    const log = base + listOfArea(area);
    const until = `(${before * perMillisecond}`;
    for (let count = 0; ;) {
      const old = textsOf(
        await this.link.read(base, 'ZRANGEBYSCORE', log, '-inf', until, 'LIMIT', '0', String(atATime)),
      );
      for (const body of old) {
        const lists = listsOf(JSON.parse(body) as AuditRecord);
        for (const list of lists.reverse()) await this.link.write(base, 'ZREM', base + list, body);
      }
      count += old.length;
      if (old.length < atATime) return count;
    }
  }
}
