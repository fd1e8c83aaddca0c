import { StoreRefused } from '../errors.js';
import type { DeskSessionRecord, DeskSessionStore } from '../desk-sessions.js';
import type { Keyring } from '../sealing/keyring.js';
import { iso, milliseconds, validMilliseconds } from '../time.js';
import type { Link } from './connection/link.js';
import { numberOf, textOf, textsOf } from './connection/reply.js';
import type { Keys } from './keys.js';

type Kept = Pick<DeskSessionRecord, 'adviser' | 'value'>;

/**
 * Who is signed in at the desk. A session is one key; the lists that find it by its adviser and by its end are written
 * before it and cleared after it, so that it is never there without them.
 */
export class DeskSessions implements DeskSessionStore {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly keyring: Keyring,
  ) {}

  async add({ key, adviser, value, expiresAt }: DeskSessionRecord): Promise<void> {
    const kept: Kept = { adviser, value };
    const ends = String(milliseconds(expiresAt));
    if (adviser !== null) await this.#write('SADD', this.#ofAdviser(adviser), key);
    await this.#write('ZADD', this.#ends, 'NX', ends, key);
    const sealed = this.keyring.seal(JSON.stringify(kept));
    if (textOf(await this.#write('SET', this.#session(key), sealed, 'NX')) === null) {
      throw new StoreRefused('The key of the session is taken.');
    }
  }

  async find(key: string, now: Date): Promise<DeskSessionRecord | null> {
    const [session, ends] = await Promise.all([this.#kept(key), this.#read('ZSCORE', this.#ends, key)]);
    if (session === null || textOf(ends) === null || numberOf(ends) <= validMilliseconds(now)) return null;
    return { key, ...session, expiresAt: iso(numberOf(ends)) };
  }

  async extend(key: string, expiresAt: Date): Promise<boolean> {
    await this.#write('ZADD', this.#ends, 'XX', String(validMilliseconds(expiresAt)), key);
    return numberOf(await this.#read('EXISTS', this.#session(key))) === 1;
  }

  async replace(key: string, value: unknown, expiresAt: Date): Promise<boolean> {
    const session = await this.#kept(key);
    if (session === null) return false;
    await this.#write('ZADD', this.#ends, 'XX', String(validMilliseconds(expiresAt)), key);
    const kept: Kept = { adviser: session.adviser, value };
    const sealed = this.keyring.seal(JSON.stringify(kept));
    return textOf(await this.#write('SET', this.#session(key), sealed, 'XX')) !== null;
  }

  async remove(key: string): Promise<boolean> {
    const session = await this.#kept(key);
    const removed = numberOf(await this.#write('DEL', this.#session(key))) === 1;
    await this.#write('ZREM', this.#ends, key);
    if (session?.adviser) await this.#write('SREM', this.#ofAdviser(session.adviser), key);
    return removed;
  }

  async removeOf(adviser: string): Promise<number> {
    const keys = textsOf(await this.#read('SMEMBERS', this.#ofAdviser(adviser)));
    let removed = 0;
    for (const key of keys) {
      const isTheirs = (await this.#kept(key))?.adviser === adviser;
      if (isTheirs && (await this.remove(key))) removed += 1;
    }
    return removed;
  }

  async removeExpired(now: Date): Promise<void> {
    const until = String(validMilliseconds(now));
    const over = await this.#read('ZRANGEBYSCORE', this.#ends, '-inf', until);
    for (const key of textsOf(over)) await this.remove(key);
  }

  async #kept(key: string): Promise<Kept | null> {
    const kept = textOf(await this.#read('GET', this.#session(key)));
    return kept === null ? null : (JSON.parse(this.keyring.open(kept)) as Kept);
  }

  get #ends(): string {
    return `${this.keys.sessions}:ends`;
  }

  #session(key: string): string {
    return `${this.keys.sessions}:s:${key}`;
  }

  #ofAdviser(adviser: string): string {
    return `${this.keys.sessions}:of:${adviser}`;
  }

  #read(...args: string[]) {
    return this.link.read(this.keys.sessions, ...args);
  }

  #write(...args: string[]) {
    return this.link.write(this.keys.sessions, ...args);
  }
}
