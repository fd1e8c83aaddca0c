import { StoreUnavailable } from '../errors.js';
import type { Areas } from './areas.js';
import { infoOf } from './connection/info.js';
import type { Link } from './connection/link.js';
import type { Keys } from './keys.js';
import type { Moves } from './moves.js';

/** Whether a write would be kept, wherever it went. */
export class Health {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly moves: Moves,
  ) {}

  /** @throws StoreUnavailable when a server is away, cannot write, or its disk has failed it */
  async check(): Promise<void> {
    const beat = async (base: string): Promise<unknown> => this.link.write(base, 'INCR', `${base}:beats`);
    await Promise.all([beat(this.keys.format), this.areas.each(beat)]);
    for (const reply of await this.link.everywhere('INFO', 'persistence')) {
      const info = infoOf(reply);
      if (info.get('loading') === '1') throw new StoreUnavailable('Redis is loading its data.');
      if (info.get('aof_last_write_status') === 'err') {
        throw new StoreUnavailable('Redis cannot write its append-only file.');
      }
    }
    await this.moves.endAbandoned();
  }
}
