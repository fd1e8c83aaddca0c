import type { Link } from './connection/link.js';
import { listOf, numberOf, textOf, textsOf } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';

/** Which conversations a person had, by keyed hashes of the ways to reach them. The conversation itself says which are its. */
export class People {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly homes: Homes,
  ) {}

  /** The newest first. */
  async conversationsOf(hashes: readonly string[], limit: number): Promise<string[]> {
    const noted = await Promise.all(
      hashes.map(async (hash) =>
        textsOf(await this.link.read(this.keys.person(hash), 'SMEMBERS', this.keys.person(hash))),
      ),
    );
    const ids = [...new Set(noted.flat())];
    const found = await Promise.all(ids.map((id) => this.#updatedAt(id, hashes)));
    return ids
      .flatMap((id, index) => {
        const at = found[index];
        return typeof at === 'number' ? [{ id, at }] : [];
      })
      .sort((one, other) => other.at - one.at)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** When the conversation changed last (milliseconds since 1970), if it is really one of theirs. */
  #updatedAt(id: string, hashes: readonly string[]): Promise<number | null> {
    return this.homes.find(id, async (base) => {
      const key = base + ofConversation(id);
      const [updated, own] = await Promise.all([
        this.link.read(base, 'HGET', key, 'updated'),
        this.link.read(base, 'SMISMEMBER', `${key}:p`, ...hashes),
      ]);
      const isTheirs = listOf(own).some((each) => numberOf(each) === 1);
      return isTheirs && textOf(updated) !== null ? numberOf(updated) : null;
    });
  }
}
