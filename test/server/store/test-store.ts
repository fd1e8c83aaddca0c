import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { startCluster, startSentinelSet, startSingle, withoutDisk } from './redis/servers.js';
import type { RedisSet } from './redis/servers.js';

/** What is kept for one test, empty at first. */
export interface TestStore {
  /** Opens it, or opens it again after it was closed. */
  open: () => Promise<Store>;
  /** Removes all of it, once it is closed. */
  discard: () => Promise<void>;
}

const forms = { redis: startSingle, cluster: startCluster, sentinel: startSentinelSet };
let running: Promise<RedisSet> | null = null;

/** A store of the kind that TEST_STORE names: redis, cluster or sentinel, started once for all tests; else SQLite. */
export async function createTestStore(): Promise<TestStore> {
  const kind = process.env['TEST_STORE'] ?? 'sqlite';
  if (kind === 'redis' || kind === 'cluster' || kind === 'sentinel') {
    running ??= forms[kind](withoutDisk);
    const address = readRedisAddress((await running).url)!;
    const options = {
      prefix: randomUUID(),
      replicas: kind === 'sentinel' ? 1 : 0,
      onError: () => undefined,
    };
    return {
      open: async () => (await openRedisStore(address, options)).store,
      discard: () => Promise.resolve(),
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-store-'));
  return {
    open: () => openSqliteStore(join(folder, 'store.db')),
    discard: () => rm(folder, { recursive: true }),
  };
}

// Conversations are also printed by themselves, where there is no mocha.
if ('after' in globalThis) {
  after(async function () {
    this.timeout(60_000);
    await (await running)?.destroy();
  });
}
