import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadContent } from '../../content/load.js';
import { readConfiguration } from '../../server/configuration/configuration.js';
import { createLogger } from '../../server/operations/logger.js';
import { baseOf, createServices } from '../../server/services.js';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../server/store/store.js';
import { InProcessLiveUpdates } from '../../server/turns/in-process-live.js';
import { TurnThreads } from '../../server/turns/threads/turn-threads.js';
import { randomIds } from '../../server/turns/ids.js';
import type { Turns } from '../../server/turns/turns.js';
import { area } from './lines.js';
import { WaterfallBot } from './waterfall-bot.js';
import type { Side, Talk } from './side.js';

const content = loadContent();

/** The program's own services on a store in a file; nothing is delivered, as in a turn itself. */
export interface WholeTurn extends Side {
  store: Store;
  turns: Turns;
  /** A conversation that is in the store already. */
  resume(conversationId: string): Talk;
  close(): Promise<void>;
}

/** Opens the services on a store: the file `fingerpost.db` of `folder`, or another one. */
export async function openWholeTurn(folder: string, name: string, other?: Store): Promise<WholeTurn> {
  const known = { areas: new Map([...content.areas.keys()].map((id) => [id, []])) };
  const configuration = readConfiguration({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, known);
  const store = other ?? (await openSqliteStore(join(folder, 'fingerpost.db')));
  const logger = createLogger({ level: configuration.logLevel });
  const { recogniser, logLevel, turnThreads } = configuration;
  const base = baseOf(configuration);
  const bot = new TurnThreads({ areas: null, recogniser, logLevel, base }, { count: turnThreads }, logger);
  await bot.ready();
  const { turns } = createServices({
    configuration,
    bot,
    content,
    store,
    spool: null,
    live: new InProcessLiveUpdates(),
    secret: randomUUID(),
    logger,
    clock: () => new Date(),
    ids: randomIds,
  });
  const resume = (conversationId: string): Talk => ({
    async say(text) {
      const messageId = randomUUID();
      await turns.accept({ channel: 'web', area, from: { conversationId }, messageId, text, media: 0 });
    },
  });
  return {
    name,
    store,
    turns,
    resume,
    async close() {
      await bot.stop();
      await store.close();
    },
    begin: async () => resume((await turns.open(area, 'en')).conversationId),
  };
}

/** The bare bot, called without a network. */
export function waterfallInProcess(): Side {
  const bot = new WaterfallBot();
  return {
    name: '(a) bare waterfall bot, in memory',
    async begin() {
      const conversationId = randomUUID();
      await bot.hear(conversationId, 'hello');
      return {
        async say(line) {
          await bot.hear(conversationId, line);
        },
      };
    },
  };
}
