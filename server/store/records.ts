import type { AuditEntry } from './desk.js';

/** Something that belongs to an area and to no conversation, such as somebody's place on a mailing list. */
export interface AreaRecord {
  /** Unique among those of its kind in its area. */
  id: string;
  /** Counts how often it was written, from 1. */
  version: number;
  /** JSON; whoever wrote it knows what is in it. */
  body: unknown;
}

/** A record as it is to be. */
export interface RecordWrite {
  id: string;
  /** The version that it was made from; 0 for one that is new. Not written when another one is kept. */
  expected: number;
  body: unknown;
}

/** Records by their area and kind. */
export interface RecordStore {
  find(area: string, kind: string, id: string): Promise<AreaRecord | null>;
  /** All of a kind, by their ids. */
  all(area: string, kind: string): Promise<AreaRecord[]>;
  /** Writes each whose version is as expected, with the audit entries; returns the ids of those that were written. */
  put(
    area: string,
    kind: string,
    writes: readonly RecordWrite[],
    audit: readonly AuditEntry[],
  ): Promise<string[]>;
  /** Forgets one whose version is as expected. False when it is another one, or not there; nothing is changed then. */
  remove(area: string, kind: string, id: string, expected: number): Promise<boolean>;
}
