import { createServer } from 'node:http';
import { UnusableContent } from '../content/errors.js';
import { servingOnly } from '../content/areas/serving-only.js';
import { loadContent } from '../content/load.js';
import type { Content } from '../content/load.js';
import type { Area } from '../content/schema/area.js';
import type { CarerPaths } from '../content/schema/pathway.js';
import { overdue } from '../content/review/overdue.js';
import { createApp } from './app.js';
import type { Known } from './configuration/combinations.js';
import { readConfiguration } from './configuration/configuration.js';
import { ConfigurationError } from './configuration/errors.js';
import { loadSecret } from './configuration/secret.js';
import { offerCopies } from './maintenance/copying.js';
import { CannotListen, listen } from './operations/listen.js';
import { createLogger } from './operations/logger.js';
import { obeySignals } from './operations/signals.js';
import { createStopper, draining, stopAccepting } from './operations/stop.js';
import { baseOf, createServices } from './services.js';
import { storeFailures } from './store/errors.js';
import { Spool } from './spool/spool.js';
import { openStore } from './store/open-store.js';
import { randomIds } from './turns/ids.js';
import { ThreadUnusable } from './turns/threads/errors.js';
import { usualPatience, type TurnThread } from './turns/threads/turn-thread.js';
import { TurnThreads } from './turns/threads/turn-threads.js';

function knownFrom({ areas, services }: Content): Known {
  const receiving = ({ pathway }: Area): string[] => Object.values(pathway.carers).flatMap(receivers);
  const byEndpoint = [...services.values()].filter(({ referrals }) => (referrals?.by ?? 'email') !== 'email');
  return {
    areas: new Map([...areas].map(([id, area]) => [id, [...new Set(receiving(area))]])),
    byEndpoint: new Set(byEndpoint.map(({ id }) => id)),
  };
}

/** Who may be sent a referral on a path, by any of its turnings. */
function receivers(paths: CarerPaths): string[] {
  return [paths, ...paths.instead]
    .flatMap((path) => [path, ...path.assessmentWays])
    .flatMap(({ referTo }) => (referTo ? [referTo.service] : []));
}

async function start(first: TurnThread): Promise<void> {
  const all = loadContent();
  const configuration = readConfiguration(process.env, knownFrom(all));
  const content = configuration.areas === null ? all : servingOnly(all, configuration.areas);
  const logger = createLogger({ level: configuration.logLevel });
  const late = overdue(content, new Date()).length;
  if (late > 0) logger.warn({ count: late }, 'Content is past its day: npm run check-content lists it');
  const { areas, recogniser, logLevel, turnThreads, turnSeconds } = configuration;
  const told = { areas, recogniser, logLevel, base: baseOf(configuration) };
  const bot = new TurnThreads(
    told,
    { first, count: turnThreads, patience: { ...usualPatience, turnMs: turnSeconds * 1000 } },
    logger,
  );
  const secret = await loadSecret(configuration);
  const opened = await openStore(configuration.store, { production: configuration.production, logger });
  const { store, live, copies } = opened;
  const spool = configuration.spool && (await Spool.open(configuration.spool));
  const endCopies = copies && (await offerCopies(copies, logger));
  const clock = (): Date => new Date();
  const services = createServices({
    configuration,
    content,
    store,
    spool,
    live,
    bot,
    secret,
    logger,
    clock,
    ids: randomIds,
  });

  const app = createApp(services, {
    isStopping: () => stopper.isStopping(),
    threadsReady: () => bot.readyCount,
    showSignInLink: (path) => {
      const origin = services.secure ? configuration.publicUrl.origin : `http://localhost:${port}`;
      process.stdout.write(`Sign in at the desk: ${origin}${path}\n`);
    },
  });
  const server = createServer(app.express);
  server.on('upgrade', (request, socket, head) => {
    if (!app.directLine.upgrade(request, socket, head)) socket.destroy();
  });
  const stopper = createStopper({
    steps: [
      draining(configuration.drainSeconds),
      { name: 'streams', stop: () => app.directLine.close() },
      {
        name: 'desk',
        stop: () => {
          app.desk.close();
        },
      },
      { name: 'accepting', stop: () => stopAccepting(server) },
      { name: 'replay', stop: () => services.replay?.stop() },
      { name: 'retention', stop: () => services.retention.stop() },
      { name: 'timers', stop: () => services.desk.timers.stop() },
      { name: 'outbox', stop: () => services.outbox.stop() },
      { name: 'threads', stop: () => bot.stop() },
      { name: 'copies', stop: () => endCopies?.() },
      { name: 'spool', stop: () => spool?.close() },
      { name: 'store', stop: () => opened.close() },
    ],
    logger,
  });
  obeySignals({ stopper, logger });

  await bot.ready();
  const port = await listen(server, configuration);
  services.replay?.start();
  services.outbox.start();
  services.desk.timers.start();
  services.retention.start();
  sayWhereItIs(`http://localhost:${port}`, configuration.defaultArea, configuration.twilio === null);
  app.desk.start();
}

function sayWhereItIs(address: string, area: string, tryPhone: boolean): void {
  const lines = [
    `Fingerpost is ready: ${address}/chat/${area}`,
    ...(tryPhone ? [`Try it by text:      ${address}/try`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Failures that the operator can mend from their message alone. */
const explained = [ConfigurationError, UnusableContent, ThreadUnusable, CannotListen, ...storeFailures];

/**
 * Serves until it is told to stop; ends the process when it cannot begin.
 * @param first a thread that runs turns, to be told the configuration
 */
export async function serve(first: TurnThread): Promise<void> {
  try {
    await start(first);
  } catch (error) {
    if (!(error instanceof Error) || !explained.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
