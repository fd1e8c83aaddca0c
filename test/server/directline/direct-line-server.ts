import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import type { DirectLineOptions } from '../../../server/directline/direct-line.js';
import { createDirectLine } from '../../../server/directline/direct-line.js';
import { directLinePath } from '../../../server/directline/stream-address.js';
import { DirectLineTokens } from '../../../server/directline/tokens.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';
import { EchoTurns } from './echo-turns.js';

/** A clock that stands still until it is moved. */
export class StillClock {
  #now = new Date('2026-11-22T09:00:00Z').getTime();
  readonly read = (): Date => new Date(this.#now);
  advanceSeconds(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

export interface DirectLineServer {
  /** `http://127.0.0.1:port`. */
  origin: string;
  /** What clients have as their `domain`. */
  domain: string;
  clock: StillClock;
  tokens: DirectLineTokens;
  store: Store;
  live: InProcessLiveUpdates;
  turns: EchoTurns;
  /** Everything logged so far, as JSON lines. */
  logged: string[];
  /** Breaks every WebSocket off without a goodbye; returns how many there were. */
  cutSockets(): number;
  close(): Promise<void>;
}

/** A real HTTP server with Direct Line on a free port, over a fresh store. `overrides` go to `createDirectLine`. */
export async function startDirectLine(overrides: Partial<DirectLineOptions> = {}): Promise<DirectLineServer> {
  const clock = new StillClock();
  const folder = await mkdtemp(join(tmpdir(), 'direct-line-'));
  const store = await openSqliteStore(join(folder, 'store.sqlite'));
  const live = new InProcessLiveUpdates();
  const turns = new EchoTurns(store, live, clock.read);
  const tokens = new DirectLineTokens({
    secret: Buffer.alloc(32, 'a secret for the tests'),
    clock: clock.read,
    newId: randomUUID,
  });
  const logged: string[] = [];
  const directLine = createDirectLine({
    turns,
    store,
    live,
    tokens,
    clock: clock.read,
    logger: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    areas: ['vale-of-glamorgan', 'cardiff'],
    defaultArea: 'vale-of-glamorgan',
    allowedOrigins: ['https://www.example.gov.uk'],
    limits: { tokensPerMinute: 1000, postsPerMinute: 1000 },
    ...overrides,
  });

  const app = express();
  app.use(directLinePath, directLine.router);
  const server = createServer(app);
  const sockets = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (!directLine.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    domain: `${origin}${directLinePath}`,
    clock,
    tokens,
    store,
    live,
    turns,
    logged,
    cutSockets() {
      const cut = sockets.size;
      for (const socket of sockets) socket.destroy();
      return cut;
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
