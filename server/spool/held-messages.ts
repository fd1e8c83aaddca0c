import type { Keyring } from '../store/sealing/keyring.js';
import type { Connection } from '../store/sqlite/connection.js';
import { validMilliseconds } from '../store/time.js';
import type { Held, HeldAt, SpoolCounts } from './spool.js';

interface Row {
  position: number;
  id: string;
  kept: string;
}

/** The table of the spool. What was said, and by whom, is sealed. */
export class HeldMessages {
  static readonly schema = `CREATE TABLE IF NOT EXISTS held (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    held_at INTEGER NOT NULL,
    kept TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    parked INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS held_waiting ON held (position) WHERE parked = 0;`;

  readonly #add;
  readonly #all;
  readonly #first;
  readonly #bytes;
  readonly #remove;
  readonly #fail;
  readonly #isParked;
  readonly #waiting;
  readonly #parked;
  readonly #parkedBefore;
  readonly #forgetParked;

  constructor(
    connection: Connection,
    private readonly keyring: Pick<Keyring, 'seal' | 'open'>,
  ) {
    this.#add = connection.change(
      'INSERT INTO held (id, held_at, kept, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    );
    this.#all = connection.query<{ kept: string; bytes: number; parked: number }>(
      'SELECT kept, bytes, parked FROM held',
    );
    this.#first = connection.query<Row>(
      'SELECT position, id, kept FROM held WHERE parked = 0 ORDER BY position LIMIT ?',
    );
    this.#bytes = connection.query<{ bytes: number }>('SELECT bytes FROM held WHERE position = ?');
    this.#remove = connection.change('DELETE FROM held WHERE position = ?');
    this.#fail = connection.change(
      'UPDATE held SET failures = failures + 1, parked = failures + 1 >= ? WHERE position = ?',
    );
    this.#isParked = connection.query<{ parked: number }>('SELECT parked FROM held WHERE position = ?');
    this.#waiting = connection.query<{ count: number; oldest: number | null }>(
      'SELECT count(*) AS count, min(held_at) AS oldest FROM held WHERE parked = 0',
    );
    this.#parked = connection.query<{ count: number }>('SELECT count(*) AS count FROM held WHERE parked = 1');
    this.#parkedBefore = connection.query<{ bytes: number | null }>(
      'SELECT sum(bytes) AS bytes FROM held WHERE parked = 1 AND held_at < ?',
    );
    this.#forgetParked = connection.change('DELETE FROM held WHERE parked = 1 AND held_at < ?');
  }

  add({ id, who, body }: Held, at: Date): { bytes: number; isNew: boolean } {
    const kept = this.keyring.seal(JSON.stringify([who, body]));
    const bytes = Buffer.byteLength(kept);
    return { bytes, isNew: this.#add(id, validMilliseconds(at), kept, bytes) === 1 };
  }

  /** @throws StoreLocked when one was sealed with a key that is not here */
  all(): { who: string; bytes: number; parked: boolean }[] {
    return this.#all.all().map(({ kept, bytes, parked }) => {
      return { who: this.#open(kept).who, bytes, parked: parked === 1 };
    });
  }

  first(limit: number): HeldAt[] {
    return this.#first.all(limit).map(({ position, id, kept }) => ({ position, id, ...this.#open(kept) }));
  }

  /** Returns how much room it took. */
  remove(position: number): number {
    const bytes = this.#bytes.one(position)?.bytes ?? 0;
    this.#remove(position);
    return bytes;
  }

  fail(position: number, most: number): boolean {
    this.#fail(most, position);
    return this.#isParked.one(position)?.parked === 1;
  }

  forgetParked(before: Date): { count: number; bytes: number } {
    const time = validMilliseconds(before);
    const bytes = this.#parkedBefore.one(time)?.bytes ?? 0;
    return { count: this.#forgetParked(time), bytes };
  }

  counts(): SpoolCounts {
    const { count = 0, oldest = null } = this.#waiting.one() ?? {};
    const parked = this.#parked.one()?.count ?? 0;
    return { waiting: count, parked, oldestAt: oldest === null ? null : new Date(oldest) };
  }

  #open(kept: string): Pick<Held, 'who' | 'body'> {
    const [who, body] = JSON.parse(this.keyring.open(kept)) as [string, string];
    return { who, body };
  }
}
