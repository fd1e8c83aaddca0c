import type { AreaRecord, RecordWrite } from '../records.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';

interface RecordRow {
  id: string;
  version: number;
  body: string;
}

/** What belongs to areas and to no conversation. */
export class AreaRecords {
  readonly #one;
  readonly #all;
  readonly #put;
  readonly #remove;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#keyring = keyring;
    this.#one = connection.query<RecordRow>(
      'SELECT id, version, body FROM area_record WHERE area = ? AND kind = ? AND id = ?',
    );
    this.#all = connection.query<RecordRow>(
      'SELECT id, version, body FROM area_record WHERE area = ? AND kind = ? ORDER BY id',
    );
    this.#put = connection.change(
      `INSERT INTO area_record (area, kind, id, version, body) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (area, kind, id) DO UPDATE SET version = excluded.version, body = excluded.body`,
    );
    this.#remove = connection.change(
      'DELETE FROM area_record WHERE area = ? AND kind = ? AND id = ? AND version = ?',
    );
  }

  find(area: string, kind: string, id: string): AreaRecord | null {
    const row = this.#one.one(area, kind, id);
    return row ? this.#toRecord(row) : null;
  }

  all(area: string, kind: string): AreaRecord[] {
    return this.#all.all(area, kind).map((row) => this.#toRecord(row));
  }

  put(area: string, kind: string, writes: readonly RecordWrite[]): string[] {
    return writes.flatMap(({ id, expected, body }) => {
      if ((this.#one.one(area, kind, id)?.version ?? 0) !== expected) return [];
      this.#put(area, kind, id, expected + 1, this.#keyring.seal(JSON.stringify(body)));
      return [id];
    });
  }

  remove(area: string, kind: string, id: string, expected: number): boolean {
    return this.#remove(area, kind, id, expected) === 1;
  }

  #toRecord({ id, version, body }: RecordRow): AreaRecord {
    return { id, version, body: JSON.parse(this.#keyring.open(body)) as unknown };
  }
}
