import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../../content/load.js';
import { createApp } from '../../../server/app.js';
import type { App } from '../../../server/app.js';
import { readConfiguration } from '../../../server/configuration/configuration.js';
import type { Adviser, Grant } from '../../../server/desk/adviser.js';
import { DeskSessions } from '../../../server/desk/sign-in/sessions.js';
import { createLogger } from '../../../server/operations/logger.js';
import { createServices, type Services } from '../../../server/services.js';
import { openStore } from '../../../server/store/open-store.js';
import type { Store } from '../../../server/store/store.js';
import { createBot } from '../../../server/turns/create-bot.js';
import { randomIds } from '../../../server/turns/ids.js';

const ours = loadContent();
const [first] = ours.areas.values();
if (!first) throw new Error('There is no area.');
/** An area beside those of the content, for those who belong there and nowhere else. */
export const elsewhere = 'elsewhere';
const content = { ...ours, areas: new Map([...ours.areas, [elsewhere, { ...first, id: elsewhere }]]) };

export interface DeskSite {
  /** `http://127.0.0.1:port`. */
  origin: string;
  app: App;
  store: Store;
  services: Services;
  /** Moves the clock of everything that is ours on. */
  pass(minutes: number): void;
  /** Paths of the sign-in links shown at the terminal. */
  links: string[];
  logged: string[];
  /** A cookie of somebody who has signed in; `area` of a grant may be one that we do not have. */
  signedIn(...grants: Grant[]): Promise<string>;
  /** The same, of this adviser. */
  signedInAs(adviser: Adviser): Promise<string>;
  /** Stops and starts again, on the same data and at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole app with its desk, on a free port over a fresh store, with a clock that stands still.
 * @param settings environment variables, by the address at which the desk is going to be
 */
export async function startDesk(
  settings: (origin: string) => Promise<NodeJS.ProcessEnv> = () => Promise.resolve({}),
): Promise<DeskSite> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-site-'));
  let now = Date.now();
  const clock = (): Date => new Date(now);
  const links: string[] = [];
  const logged: string[] = [];
  const logger = createLogger({ level: 'warn', destination: { write: (line) => void logged.push(line) } });
  let listener: RequestListener = () => undefined;
  const server = createServer((request, response) => {
    listener(request, response);
  })
    .on('upgrade', (request, socket, head) => {
      if (!app.directLine.upgrade(request, socket, head)) socket.destroy();
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { PUBLIC_URL: origin, DATA_DIR: folder, SECRET: 's'.repeat(32), ...(await settings(origin)) };
  const known = { areas: new Map([...content.areas.keys()].map((id) => [id, []])) };
  const configuration = readConfiguration(env, known);

  async function open(): Promise<{ app: App; store: Store; services: Services }> {
    const { store, live } = await openStore(configuration.store, { production: false, logger });
    const secret = 's'.repeat(32);
    const { recogniser } = configuration;
    const bot = createBot({ content, recogniser, base: origin, logger, clock, ids: randomIds });
    const parts = {
      configuration,
      content,
      store,
      spool: null,
      live,
      bot,
      secret,
      logger,
      clock,
      ids: randomIds,
    };
    const services = createServices(parts);
    const app = createApp(services, {
      isStopping: () => false,
      threadsReady: () => 1,
      showSignInLink: (path) => void links.push(path),
    });
    listener = app.express;
    app.desk.start();
    return { app, store, services };
  }
  let { app, store, services } = await open();

  const site: DeskSite = {
    origin,
    links,
    logged,
    get app() {
      return app;
    },
    get store() {
      return store;
    },
    get services() {
      return services;
    },
    pass(minutes) {
      now += minutes * 60_000;
    },
    signedIn: (...grants) =>
      site.signedInAs({ id: 'bethan', name: 'Bethan', firstName: 'Bethan', team: null, grants }),
    async signedInAs(adviser) {
      const sessions = new DeskSessions(store.deskSessions, clock, configuration.desk);
      return `desk=${await sessions.begin({ adviser, idToken: null })}`;
    },
    async restart() {
      await app.directLine.close();
      await store.close();
      ({ app, store, services } = await open());
    },
    async close() {
      app.desk.close();
      await app.directLine.close();
      await services.outbox.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return site;
}
