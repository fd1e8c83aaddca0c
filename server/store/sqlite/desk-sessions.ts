import type { DeskSessionRecord } from '../desk-sessions.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { iso, milliseconds } from '../time.js';

interface Row {
  key: string;
  adviser: string | null;
  value: string;
  expires_at: number;
}

/** Who is signed in at the desk. Times are milliseconds since 1970. */
export class DeskSessions {
  readonly #add;
  readonly #find;
  readonly #extend;
  readonly #replace;
  readonly #remove;
  readonly #removeOf;
  readonly #removeExpired;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#keyring = keyring;
    this.#add = connection.change(
      'INSERT INTO desk_session (key, adviser, value, expires_at) VALUES (?, ?, ?, ?)',
    );
    this.#find = connection.query<Row>('SELECT * FROM desk_session WHERE key = ? AND expires_at > ?');
    this.#extend = connection.change('UPDATE desk_session SET expires_at = ? WHERE key = ?');
    this.#replace = connection.change('UPDATE desk_session SET value = ?, expires_at = ? WHERE key = ?');
    this.#remove = connection.change('DELETE FROM desk_session WHERE key = ?');
    this.#removeOf = connection.change('DELETE FROM desk_session WHERE adviser = ?');
    this.#removeExpired = connection.change('DELETE FROM desk_session WHERE expires_at <= ?');
  }

  add({ key, adviser, value, expiresAt }: DeskSessionRecord): void {
    this.#add(key, adviser, this.#keyring.seal(JSON.stringify(value)), milliseconds(expiresAt));
  }

  find(key: string, now: number): DeskSessionRecord | null {
    const row = this.#find.one(key, now);
    if (!row) return null;
    const value = JSON.parse(this.#keyring.open(row.value)) as unknown;
    return { key, adviser: row.adviser, value, expiresAt: iso(row.expires_at) };
  }

  extend(key: string, expiresAt: number): boolean {
    return this.#extend(expiresAt, key) > 0;
  }

  replace(key: string, value: unknown, expiresAt: number): boolean {
    return this.#replace(this.#keyring.seal(JSON.stringify(value)), expiresAt, key) > 0;
  }

  remove(key: string): boolean {
    return this.#remove(key) > 0;
  }

  removeOf(adviser: string): number {
    return this.#removeOf(adviser);
  }

  removeExpired(now: number): void {
    this.#removeExpired(now);
  }
}
