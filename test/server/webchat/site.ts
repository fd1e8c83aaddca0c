import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import { projectRoot } from '../../../content/project-root.js';
import { loadWords } from '../../../content/words.js';
import { createDirectLine } from '../../../server/directline/direct-line.js';
import { directLinePath } from '../../../server/directline/stream-address.js';
import { DirectLineTokens } from '../../../server/directline/tokens.js';
import { createErrorPages } from '../../../server/pages/errors.js';
import { createHelp } from '../../../server/pages/help.js';
import { createPages } from '../../../server/pages/pages.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';
import type { LiveUpdates } from '../../../server/turns/live.js';
import type { WebchatConfig } from '../../../server/webchat/config.js';
import { createWebchat } from '../../../server/webchat/webchat.js';
import { ScriptedTurns } from './scripted-turns.js';

export const vale = {
  id: 'vale-of-glamorgan',
  name: { en: 'Vale of Glamorgan', cy: 'Bro Morgannwg' },
  council: { en: 'Vale of Glamorgan Council', cy: 'Cyngor Bro Morgannwg' },
  welshFirst: true,
};

export interface Site {
  /** `http://localhost:port`. */
  origin: string;
  /** The chat's address. */
  chat: string;
  turns: ScriptedTurns;
  store: Store;
  live: LiveUpdates;
  /** Everything logged, as JSON lines. */
  logged: string[];
  /** Breaks every WebSocket off without a goodbye; returns how many there were. */
  cutSockets(): number;
  /** While true, WebSockets are refused, as some networks do. */
  refuseSockets(refused: boolean): void;
  /** While true, every request and socket is dropped without an answer. */
  goAway(away: boolean): void;
  close(): Promise<void>;
}

/** The web chat with all that its page talks to, on a free port over a fresh store. Only the bot is scripted. */
export async function startSite(overrides: Partial<WebchatConfig> = {}): Promise<Site> {
  const clock = (): Date => new Date('2026-11-22T23:10:00Z');
  const folder = await mkdtemp(join(tmpdir(), 'webchat-'));
  const store = await openSqliteStore(join(folder, 'store.sqlite'));
  const live = new InProcessLiveUpdates();
  const turns = new ScriptedTurns(store, live, clock);
  const secret = Buffer.alloc(32, 'a secret for the tests');
  const tokens = new DirectLineTokens({ secret, clock, newId: randomUUID });
  const logged: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const config: WebchatConfig = {
    secret,
    secure: false,
    exitUrl: 'about:blank',
    embedOrigins: [],
    maxMessageLength: 2000,
    opensPerMinute: 1000,
    messagesPerMinute: 1000,
    ...overrides,
  };
  const words = loadWords(join(projectRoot, 'content/words'));
  const pages = createPages({ words, exitUrl: config.exitUrl });
  const directLine = createDirectLine({
    turns,
    store,
    live,
    tokens,
    clock,
    logger,
    areas: [vale.id],
    defaultArea: vale.id,
    allowedOrigins: [],
    limits: { tokensPerMinute: 1000, postsPerMinute: 1000 },
  });
  const errors = createErrorPages({ pages, logger });

  let away = false;
  let socketsRefused = false;
  const app = express();
  app.use((request, _response, next) => {
    if (away) request.socket.destroy();
    else next();
  });
  app.use(directLinePath, directLine.router);
  app.use('/assets', pages.assets);
  app.use(createHelp({ pages, config: { retentionDays: 90, secure: false } }));
  const areas = new Map([[vale.id, vale]]);
  app.use(createWebchat({ turns, store, tokens, pages, words, areas, config, clock, newId: randomUUID }));
  app.get('/breaks', () => {
    throw new Error('The person wrote: my secret words');
  });
  app.use(errors.notFound, errors.failed);

  const server = createServer(app);
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (away || socketsRefused || !directLine.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const cutSockets = (): number => {
    const cut = sockets.size;
    for (const socket of sockets) socket.destroy();
    return cut;
  };

  return {
    origin,
    chat: `${origin}/chat/${vale.id}`,
    turns,
    store,
    live,
    logged,
    cutSockets,
    refuseSockets(refused) {
      socketsRefused = refused;
    },
    goAway(gone) {
      away = gone;
      if (gone) cutSockets();
    },
    async close() {
      await directLine.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
