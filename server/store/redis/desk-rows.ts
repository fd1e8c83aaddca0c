import type { DeskCounts, DeskRow, DeskState } from '../desk.js';
import type { AttentionLevel } from '../../../dialogs/effects.js';
import type { Keyring } from '../sealing/keyring.js';
import { iso } from '../time.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { listOf, numberOf, textOf } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';
import { levels, scoreOf, scoresOf, sinceOf, toRow } from './rows.js';

const rowFields = ['id', 'channel', 'area', 'row', 'rowStatus', 'rowHolder', 'rowChanged'];

/** Conversations that an adviser should look at, has, or had. */
export class DeskRows {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly homes: Homes,
    private readonly keyring: Keyring,
  ) {}

  async of(id: string): Promise<DeskRow | null> {
    return (await this.before(id))?.row ?? null;
  }

  /** The row and who has the floor, for a turn that changes them; null when there is no such conversation. */
  before(id: string): Promise<{ row: DeskRow | null; desk: DeskState | null } | null> {
    return this.homes.find(id, async (base) => {
      const reply = listOf(
        await this.link.read(base, 'HMGET', base + ofConversation(id), ...rowFields, 'desk'),
      );
      if (textOf(reply[0]) === null) return null;
      const desk = textOf(reply[rowFields.length]);
      return {
        row: toRow(reply, this.keyring),
        desk: desk === null ? null : (JSON.parse(this.keyring.open(desk)) as DeskState),
      };
    });
  }

  waiting(area: string, limit: number): Promise<DeskRow[]> {
    return this.#list(area, ':waiting', limit, 'first');
  }

  held(area: string, adviser: string | null, limit: number): Promise<DeskRow[]> {
    return this.#list(area, adviser === null ? ':held' : `:held:${adviser}`, limit, 'first');
  }

  async heldBy(adviser: string, limit: number): Promise<DeskRow[]> {
    const rows = await this.areas.each((_, area) => this.held(area, adviser, limit));
    return rows
      .flat()
      .sort((one, other) => scoreOf(one.level, one.since) - scoreOf(other.level, other.since))
      .slice(0, limit);
  }

  closed(area: string, limit: number): Promise<DeskRow[]> {
    return this.#list(area, ':closed', limit, 'last');
  }

  async place(id: string): Promise<number> {
    const place = await this.homes.find(id, async (base) => {
      const rank = await this.link.read(base, 'ZRANK', `${base}:waiting`, id);
      return rank === null ? null : numberOf(rank);
    });
    return place ?? -1;
  }

  async counts(area: string): Promise<DeskCounts> {
    const base = this.keys.area(area);
    const [waiting, calm, held, ...longest] = await Promise.all([
      this.link.read(base, 'ZCARD', `${base}:waiting`),
      this.link.read(base, 'ZCOUNT', `${base}:waiting`, String(scoresOf('wants-person')[0]), '+inf'),
      this.link.read(base, 'ZCARD', `${base}:held`),
      ...levels.map((level) => this.#longest(base, level)),
    ]);
    const times = longest.filter((time) => time !== null);
    return {
      waiting: numberOf(waiting),
      pressing: numberOf(waiting) - numberOf(calm),
      held: numberOf(held),
      longestSince: times.length === 0 ? null : iso(Math.min(...times)),
    };
  }

  /** How many the adviser holds in the area. */
  async heldCount(area: string, adviser: string): Promise<number> {
    const base = this.keys.area(area);
    return numberOf(await this.link.read(base, 'ZCARD', `${base}:held:${adviser}`));
  }

  /** Since when the one of a level who waits longest has waited. */
  async #longest(base: string, level: AttentionLevel): Promise<number | null> {
    const [from, until] = scoresOf(level).map(String);
    const range = ['ZRANGEBYSCORE', `${base}:waiting`, from ?? '', `(${until ?? ''}`];
    const [, score] = listOf(await this.link.read(base, ...range, 'WITHSCORES', 'LIMIT', '0', '1'));
    return score === undefined ? null : sinceOf(numberOf(score));
  }

  async #list(area: string, list: string, limit: number, from: 'first' | 'last'): Promise<DeskRow[]> {
    if (limit === 0) return [];
    const base = this.keys.area(area);
    const reply = await this.link.query('rows', base, list, String(limit - 1), from);
    return listOf(reply).flatMap((each) => toRow(each, this.keyring) ?? []);
  }
}
