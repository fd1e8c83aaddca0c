import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { newSecret } from './seal.js';

/** Hands out secrets to seal with. A row is only ever added at the end or overwritten in place; see seal.ts for why. */
export class Secrets {
  readonly #add;
  readonly #replace;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#keyring = keyring;
    this.#add = connection.query<{ key: number }>('INSERT INTO secret (bytes) VALUES (?) RETURNING key');
    this.#replace = connection.change('UPDATE secret SET bytes = ? WHERE key = ?');
  }

  add(): { key: number; secret: Buffer } {
    const secret = newSecret();
    const row = this.#add.one(this.#keyring.wrap(secret));
    if (!row) throw new Error('SQLite returned no key for a new secret.');
    return { key: row.key, secret };
  }

  /** Whatever was sealed with the earlier secret is gone. */
  replace(key: number): Buffer {
    const secret = newSecret();
    this.#replace(this.#keyring.wrap(secret), key);
    return secret;
  }
}
