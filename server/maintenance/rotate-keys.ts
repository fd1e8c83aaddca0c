// `npm run -s rotate-keys`: seals all that is kept with the first of DATA_KEYS.
import { CommandError, explained } from '../commands/explained.js';
import { resealRedis } from '../store/redis/reseal.js';
import { resealSqlite } from '../store/sqlite/reseal.js';
import { configuredStore, quietly } from './configured.js';

await explained(async () => {
  const store = configuredStore();
  const [first, ...others] = store.dataKeys;
  if (!first) throw new CommandError('DATA_KEYS is not set. .env.example says what to write.');
  const keys = [first, ...others] as const;
  const sealed =
    store.kind === 'sqlite'
      ? await resealSqlite(store.file, [...keys])
      : await resealRedis(store.address, [...keys], { ...quietly, replicas: store.replicas });
  process.stdout.write(
    `All is sealed with the key ${first.id} now (${sealed} were not). Other keys can be taken out of DATA_KEYS.\n`,
  );
});
