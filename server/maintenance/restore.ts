// `npm run -s restore -- FILE`: brings back a backup where nothing is kept yet.
import { explained } from '../commands/explained.js';
import { restoreRedis } from '../store/redis/restore.js';
import { restoreSqlite } from '../store/sqlite/backup.js';
import { configuredStore, fileArgument, quietly } from './configured.js';

await explained(async () => {
  const source = fileArgument('restore');
  const store = configuredStore();
  if (store.kind === 'sqlite') await restoreSqlite(source, store.file, store.dataKeys);
  else await restoreRedis(store.address, source, store.dataKeys, { ...quietly, replicas: store.replicas });
  process.stdout.write('All of the backup is there again. Start the program.\n');
});
