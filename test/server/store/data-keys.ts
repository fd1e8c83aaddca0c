import type { DataKey } from '../../../server/store/sealing/data-key.js';

/** A key of tests: 32 bytes that are all the same. */
export const dataKey = (id: string, fill: number): DataKey => ({ id, bytes: Buffer.alloc(32, fill) });
export const [oldKey, newKey] = [dataKey('2026-10', 1), dataKey('2026-11', 2)];
