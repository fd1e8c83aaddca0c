import { createServer } from 'node:http';
import express from 'express';
import { ContentError } from '../content/errors.js';
import { loadContent } from '../content/load.js';
import type { Content } from '../content/load.js';
import type { Known } from './configuration/combinations.js';
import { readConfiguration } from './configuration/configuration.js';
import { ConfigurationError } from './configuration/errors.js';
import { healthRoutes } from './operations/health.js';
import { CannotListen, listen } from './operations/listen.js';
import { createLogger } from './operations/logger.js';
import { createMetrics } from './operations/metrics.js';
import { observeRequests } from './operations/requests.js';
import { closedByDefault } from './operations/security.js';
import { obeySignals } from './operations/signals.js';
import { createStopper, stopAccepting } from './operations/stop.js';
import { StoreInUse, StoreTooNew, StoreUnavailable } from './store/errors.js';
import { openSqliteStore } from './store/sqlite/sqlite-store.js';

function knownFrom({ areas }: Content): Known {
  const paths = [...areas.values()].flatMap(({ pathway }) => Object.values(pathway.carers));
  return {
    areas: [...areas.keys()],
    referralServices: [...new Set(paths.map((path) => path.referTo.service))],
  };
}

async function start(): Promise<void> {
  const content = loadContent();
  const configuration = readConfiguration(process.env, knownFrom(content));
  const clock = (): Date => new Date();
  const logger = createLogger({ level: configuration.logLevel });
  const store = await openSqliteStore(configuration.store.file);
  const metrics = createMetrics(store, clock);

  const app = express();
  const server = createServer(app);
  const stopper = createStopper({
    steps: [
      { name: 'accepting', stop: () => stopAccepting(server) },
      { name: 'store', stop: () => store.close() },
    ],
    logger,
  });
  const https = configuration.production && configuration.publicUrl.protocol === 'https:';
  app.disable('x-powered-by').set('trust proxy', configuration.trustProxy);
  app.use(closedByDefault({ https }), observeRequests({ logger, metrics }));
  app.use(healthRoutes({ store, metrics, clock, isStopping: stopper.isStopping }));

  obeySignals({ stopper, logger });
  const port = await listen(server, configuration);
  process.stdout.write(`Fingerpost is ready: http://localhost:${port}/chat/${configuration.defaultArea}\n`);
}

/** Failures that the operator can mend from their message alone. */
const explained = [ConfigurationError, ContentError, CannotListen, StoreInUse, StoreTooNew, StoreUnavailable];

try {
  await start();
} catch (error) {
  if (!(error instanceof Error) || !explained.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
