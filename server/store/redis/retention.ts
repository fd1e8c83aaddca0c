import { z } from 'zod';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';
import type { Deliveries } from './deliveries.js';
import type { Diary } from './diary.js';
import type { Homes } from './homes.js';
import type { Keys } from './keys.js';

/** A list that Redis writes as an object while it is empty. */
const list = z.union([z.array(z.string()), z.object({}).transform((): string[] => [])]);

const forgottenSchema = z.object({
  id: z.string(),
  channel: z.string(),
  address: z.string().nullable(),
  seen: list,
  /** Ids, references and bodies in turn. */
  referrals: list,
  people: list,
  /** Ids of the provider. */
  sent: list,
});

export interface RetentionParts {
  link: Link;
  keys: Keys;
  areas: Areas;
  homes: Homes;
  deliveries: Deliveries;
  diary: Diary;
}

/**
 * Removes conversations whose time is over, with everything that belongs to them but the person's opt-out. What finds them
 * from elsewhere is removed after them; should the process die in between it leads to nothing.
 */
export class Retention {
  constructor(private readonly parts: RetentionParts) {}

  /** Returns how many were removed; `before` in milliseconds since 1970. */
  async forget(before: number, limit: number): Promise<number> {
    const { areas, link, keys } = this.parts;
    let count = 0;
    for (const area of await areas.all()) {
      const most = String(limit - count);
      if (most === '0') break;
      const reply = await link.run('forget', keys.area(area), String(before), most);
      for (const forgotten of textsOf(reply)) await this.#clear(forgotten, area);
      count += textsOf(reply).length;
    }
    return count;
  }

  async #clear(forgotten: string, area: string): Promise<void> {
    const { id, channel, address, seen, referrals, people, sent } = forgottenSchema.parse(
      JSON.parse(forgotten),
    );
    const { keys, link, homes, deliveries, diary } = this.parts;
    const references = referrals.filter((_, index) => index % 3 === 1);
    const remove = (key: string) => link.write(key, 'DEL', key);
    homes.drop(id);
    await Promise.all([
      remove(keys.home(id)),
      address === null ? null : link.run('swap', keys.address(channel, address), id, ''),
      ...seen.map((field) => remove(keys.message(channel, field.slice(channel.length + 1)))),
      ...references.map((reference) => remove(keys.reference(reference))),
      ...people.map((hash) => link.write(keys.person(hash), 'SREM', keys.person(hash), id)),
      ...sent.map((providerId) => deliveries.forget(providerId)),
      diary.clearElsewhere(id, area),
    ]);
  }
}
