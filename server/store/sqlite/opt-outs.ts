import type { Channel } from '../../../bot/turn/channel.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';

/** Who asked not to be written to. It outlives their conversation. */
export class OptOuts {
  readonly #find;
  readonly #set;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#keyring = keyring;
    this.#find = connection.query<{ opted_out: number }>(
      'SELECT opted_out FROM opt_out WHERE channel = ? AND address = ?',
    );
    this.#set = connection.change(
      `INSERT INTO opt_out (channel, address, opted_out, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel, address) DO UPDATE SET opted_out = excluded.opted_out, at = excluded.at`,
    );
  }

  has(channel: Channel, address: string): boolean {
    return this.#find.one(channel, this.#keyring.lookUp(address))?.opted_out === 1;
  }

  /** `at` in milliseconds since 1970. */
  set(channel: Channel, address: string, optedOut: boolean, at: number): void {
    this.#set(channel, this.#keyring.lookUp(address), optedOut ? 1 : 0, at);
  }
}
