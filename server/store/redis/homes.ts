import { textOf } from './connection/reply.js';
import type { Link } from './connection/link.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';
import type { Moves } from './moves.js';

/** Areas of conversations that are remembered; each takes some hundred bytes. */
const mostRemembered = 50_000;
/** A conversation that changes its area at every look is not followed for ever. */
const mostLooks = 5;

/**
 * Finds the area that a conversation is kept in. The key that says so is written before the conversation, so that it may
 * name one that never came to be; what is remembered here may be out of date. Either shows when nothing is found there.
 */
export class Homes {
  /** The longest unused first. */
  readonly #remembered = new Map<string, string>();

  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly moves: Moves,
  ) {}

  /** The area, as it is remembered or known; null when the conversation was never begun. */
  async of(id: string): Promise<string | null> {
    return this.#remembered.get(id) ?? this.#learn(id);
  }

  remember(id: string, area: string): void {
    this.#remembered.delete(id);
    this.#remembered.set(id, area);
    if (this.#remembered.size <= mostRemembered) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      return;
    }
  }

  drop(id: string): void {
    this.#remembered.delete(id);
  }

  /** Notes that the conversation is to be found in the area, unless another is noted already: returns that one then. */
  async claim(id: string, area: string): Promise<string> {
    const key = this.keys.home(id);
    const before = textOf(await this.link.write(key, 'SET', key, area, 'NX', 'GET'));
    this.remember(id, before ?? area);
    return before ?? area;
  }

  /** Notes that the conversation is to be found in the area, whatever was noted before. */
  async set(id: string, area: string): Promise<void> {
    const key = this.keys.home(id);
    await this.link.write(key, 'SET', key, area);
    this.remember(id, area);
  }

  /** The area that the conversation is really in; null when it is nowhere. */
  whereabouts(id: string): Promise<string | null> {
    return this.find(id, async (base, area) => {
      const version = await this.link.read(base, 'HGET', base + ofConversation(id), 'version');
      return version === null ? null : area;
    });
  }

  /**
   * What `read` finds of a conversation, wherever it is kept; null when it is nowhere.
   * @param read given what the keys of the area begin with; null when the conversation is not there
   */
  async find<T>(id: string, read: (base: string, area: string) => Promise<T | null>): Promise<T | null> {
    let looked: string | null = null;
    for (let look = 0; look < mostLooks; look += 1) {
      const area: string | null = looked === null ? await this.of(id) : await this.#learn(id);
      if (area === null) return null;
      if (area !== looked || (await this.moves.settle(id, area))) {
        const found = await read(this.keys.area(area), area);
        if (found !== null) return found;
        looked = area;
      } else {
        return null;
      }
    }
    return null;
  }

  async #learn(id: string): Promise<string | null> {
    const key = this.keys.home(id);
    const area = textOf(await this.link.read(key, 'GET', key));
    if (area === null) this.drop(id);
    else this.remember(id, area);
    return area;
  }
}
