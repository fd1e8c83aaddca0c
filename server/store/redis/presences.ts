import type { AdviserPresence, IntakePause } from '../desk.js';
import { iso, milliseconds } from '../time.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { textOf, textsOf } from './connection/reply.js';
import type { DeskRows } from './desk-rows.js';
import type { Keys } from './keys.js';

/** Who is at the desk of which area, and which areas take nobody new. */
export class Presences {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly rows: DeskRows,
  ) {}

  async put(presence: AdviserPresence): Promise<void> {
    await this.areas.add(presence.area);
    const kept = JSON.stringify({ ...presence, seenAt: iso(milliseconds(presence.seenAt)) });
    const base = this.keys.area(presence.area);
    await this.link.write(base, 'HSET', `${base}:presence`, presence.adviser, kept);
  }

  async one(adviser: string, area: string): Promise<AdviserPresence | null> {
    const base = this.keys.area(area);
    const kept = textOf(await this.link.read(base, 'HGET', `${base}:presence`, adviser));
    return kept === null ? null : (JSON.parse(kept) as AdviserPresence);
  }

  /** `since` is milliseconds since 1970. */
  async ofArea(area: string, since: number): Promise<(AdviserPresence & { held: number })[]> {
    const base = this.keys.area(area);
    const all = textsOf(await this.link.read(base, 'HVALS', `${base}:presence`));
    const here = all
      .map((kept) => JSON.parse(kept) as AdviserPresence)
      .filter(({ seenAt }) => Date.parse(seenAt) >= since);
    const withHeld = here.map(async (presence) => ({
      ...presence,
      held: await this.rows.heldCount(area, presence.adviser),
    }));
    return (await Promise.all(withHeld)).sort((one, other) => one.name.localeCompare(other.name));
  }

  async setPause(area: string, pause: IntakePause | null): Promise<void> {
    await this.areas.add(area);
    const base = this.keys.area(area);
    const key = `${base}:pause`;
    if (pause === null) {
      await this.link.write(base, 'DEL', key);
      return;
    }
    milliseconds(pause.at);
    await this.link.write(base, 'SET', key, JSON.stringify(pause));
  }

  async pause(area: string): Promise<IntakePause | null> {
    const base = this.keys.area(area);
    const kept = textOf(await this.link.read(base, 'GET', `${base}:pause`));
    return kept === null ? null : (JSON.parse(kept) as IntakePause);
  }
}
