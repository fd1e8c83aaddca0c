import type { AuditEntry } from '../desk.js';
import type { AreaRecord, RecordStore, RecordWrite } from '../records.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Areas } from './areas.js';
import { auditWrite } from './audit.js';
import type { Link } from './connection/link.js';
import { textOf, textsOf } from './connection/reply.js';
import type { Keys } from './keys.js';

/** What belongs to areas and to no conversation: each kind in a hash with the area. */
export class AreaRecords implements RecordStore {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly keyring: Keyring,
  ) {}

  async find(area: string, kind: string, id: string): Promise<AreaRecord | null> {
    const base = this.keys.area(area);
    const kept = textOf(await this.link.read(base, 'HGET', `${base}:records:${kind}`, id));
    return kept === null ? null : this.#toRecord(kept);
  }

  async all(area: string, kind: string): Promise<AreaRecord[]> {
    const base = this.keys.area(area);
    const kept = textsOf(await this.link.read(base, 'HVALS', `${base}:records:${kind}`));
    return kept.map((each) => this.#toRecord(each)).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  async put(
    area: string,
    kind: string,
    writes: readonly RecordWrite[],
    audit: readonly AuditEntry[],
  ): Promise<string[]> {
    await this.areas.add(area);
    const change = {
      kind,
      audit: audit.map(auditWrite),
      writes: writes.map(({ id, expected, body }) => ({
        id,
        expected: String(expected),
        version: String(expected + 1),
        record: this.keyring.seal(JSON.stringify({ id, version: expected + 1, body })),
      })),
    };
    return textsOf(await this.link.run('put-records', this.keys.area(area), JSON.stringify(change)));
  }

  async remove(area: string, kind: string, id: string, expected: number): Promise<boolean> {
    const base = this.keys.area(area);
    return (await this.link.run('remove-record', base, kind, id, String(expected))) === 1;
  }

  #toRecord(kept: string): AreaRecord {
    return JSON.parse(this.keyring.open(kept)) as AreaRecord;
  }
}
