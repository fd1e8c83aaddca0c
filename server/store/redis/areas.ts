import type { Keys } from './keys.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';

/** The areas that something is kept in; what belongs to no area is kept under the name ''. */
export class Areas {
  readonly #known = new Set<string>();

  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
  ) {}

  /** To be called before something is first kept in an area: what nobody knows of is never claimed. */
  async add(area: string): Promise<void> {
    if (this.#known.has(area)) return;
    await this.link.write(this.keys.areas, 'SADD', this.keys.areas, area);
    this.#known.add(area);
  }

  async all(): Promise<string[]> {
    const areas = textsOf(await this.link.read(this.keys.areas, 'SMEMBERS', this.keys.areas));
    for (const area of areas) this.#known.add(area);
    return areas;
  }

  /** What `read` finds in each area. */
  async each<T>(read: (base: string, area: string) => Promise<T>): Promise<T[]> {
    const areas = await this.all();
    return Promise.all(areas.map((area) => read(this.keys.area(area), area)));
  }
}
