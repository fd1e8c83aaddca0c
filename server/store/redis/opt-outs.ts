import type { Channel } from '../../../bot/turn/channel.js';
import type { Keyring } from '../sealing/keyring.js';
import type { TurnCommit } from '../store.js';
import type { Link } from './connection/link.js';
import { listOf, textOf } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';

/** What a turn is about to change, to be believed once the turn was committed. */
interface Announced {
  optedOut: boolean;
  conversationId: string;
  /** What the conversation holds when that turn was committed. */
  mark: string;
}

/**
 * Who asked not to be written to; it outlives their conversation. A turn announces its change beforehand and confirms it
 * afterwards. Should the process die in between, the conversation itself tells whether the turn was committed.
 */
export class OptOuts {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly homes: Homes,
    private readonly keyring: Keyring,
  ) {}

  async has(channel: Channel, address: string): Promise<boolean> {
    const key = this.#key(channel, address);
    const reply = await this.link.read(key, 'HMGET', key, 'out', 'announced');
    const [out, announced] = listOf(reply).map(textOf);
    if (announced) {
      const news = JSON.parse(announced) as Announced;
      if (await this.#isCommitted(news)) return news.optedOut;
    }
    return out === '1';
  }

  /** `at` is milliseconds since 1970. */
  async set(channel: Channel, address: string, optedOut: boolean, at: number): Promise<void> {
    const key = this.#key(channel, address);
    await this.link.write(key, 'HSET', key, 'out', optedOut ? '1' : '0', 'at', String(at), 'announced', '');
  }

  /** To be called before the turn is committed, with the mark that it leaves on its conversation. */
  async announce({ conversation, optOut, at }: TurnCommit, mark: string): Promise<void> {
    const { id: conversationId, channel, address } = conversation;
    if (optOut === null || address === null) return;
    const before = await this.has(channel, address);
    const key = this.#key(channel, address);
    const announced: Announced = { optedOut: optOut, conversationId, mark };
    const fields = ['out', before ? '1' : '0', 'at', String(Date.parse(at))];
    await this.link.write(key, 'HSET', key, ...fields, 'announced', JSON.stringify(announced));
  }

  #key(channel: Channel, address: string): string {
    return this.keys.optOut(channel, this.keyring.lookUp(address));
  }

  async #isCommitted({ conversationId, mark }: Announced): Promise<boolean> {
    const found = await this.homes.find(conversationId, async (base) =>
      textOf(await this.link.read(base, 'HGET', base + ofConversation(conversationId), 'optOut')),
    );
    return found === mark;
  }
}
