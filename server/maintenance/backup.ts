// `npm run -s backup -- FILE`: copies all that is kept to a new file, also while it is in use.
import { resolve } from 'node:path';
import { explained } from '../commands/explained.js';
import { backUpRedis } from '../store/redis/backup.js';
import { backUpSqlite } from '../store/sqlite/backup.js';
import { configuredStore, fileArgument, quietly } from './configured.js';
import { askForCopy } from './copying.js';

await explained(async () => {
  const target = resolve(fileArgument('backup'));
  const store = configuredStore();
  if (store.kind === 'redis') await backUpRedis(store.address, target, quietly);
  else if (!(await askForCopy(store.file, target))) await backUpSqlite(store.file, target);
  process.stdout.write(`All that is kept is in ${target}, as it was at one moment.\n`);
});
