import { setTimeout as pause } from 'node:timers/promises';
import type { Channel } from '../../../bot/turn/channel.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Link } from './connection/link.js';
import { textOf } from './connection/reply.js';
import type { Conversations } from './conversations.js';
import type { Homes } from './homes.js';
import type { Keys } from './keys.js';
import type { Moves } from './moves.js';

/** A turn that has noted its address is given so long to commit before it is taken for dead, in looks. */
const looks = 8;
const lookMs = 25;

/**
 * Gives an address to one conversation of its channel. It is noted before the commit: one that is noted for a conversation
 * that never came to be is taken over, after that conversation has been prevented from ever beginning.
 */
export class Addresses {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly homes: Homes,
    private readonly moves: Moves,
    private readonly conversations: Conversations,
    private readonly keyring: Keyring,
  ) {}

  /** False when another conversation has the address. */
  async claim(channel: Channel, address: string, id: string): Promise<boolean> {
    const key = this.keys.address(channel, this.keyring.lookUp(address));
    for (let look = 0; ; look += 1) {
      const holder = textOf(await this.link.write(key, 'SET', key, id, 'NX', 'GET'));
      if (holder === null || holder === id) return true;
      const record = await this.conversations.load(holder);
      if (record?.channel === channel && record.address === address) return false;
      if (look < looks && !record) await pause(lookMs);
      else if (record || (await this.#prevented(holder))) await this.link.run('swap', key, holder, id);
    }
  }

  async #prevented(id: string): Promise<boolean> {
    const area = await this.homes.of(id);
    return area === null || this.moves.prevent(id, area);
  }
}
