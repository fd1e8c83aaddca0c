import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import { storeContract } from './contract.js';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  const file = join(folder, 'fingerpost.db');
  let store = await openSqliteStore(file);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openSqliteStore(file);
      return store;
    },
    destroy: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
