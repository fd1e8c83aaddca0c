import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { TurnOutcome, TurnRunner } from '../bot/turn/bot.js';
import type { Content } from '../content/load.js';
import type { Response } from '../dialogs/finding.js';
import type { Ids } from '../dialogs/scene.js';
import type { Configuration } from './configuration/configuration.js';
import { createConnector } from './connector/connector.js';
import { createPersonKeys } from './desk/conversation/person-keys.js';
import { createDeskServices, type DeskServices } from './desk/desk-services.js';
import { createEmailSender } from './email/email.js';
import { createMetrics, type Metrics } from './operations/metrics.js';
import { Retention } from './operations/retention.js';
import { steadyClock } from './operations/steady-clock.js';
import { messageSender } from './outbox/message-sender.js';
import { createSigner, type Signer } from './afterwards/signer.js';
import { OutboxWorker } from './outbox/worker.js';
import { createPages, type Pages } from './pages/pages.js';
import { createPhones } from './phones.js';
import { newLinkSecret } from './referral/answer/link.js';
import { Dispatch } from './referral/dispatch.js';
import { EndpointSender } from './referral/endpoint/endpoint-sender.js';
import { ReferralMoves } from './referral/moves.js';
import { ReferForOthers } from './refer/send.js';
import type { Replay } from './spool/replay.js';
import type { Spool } from './spool/spool.js';
import type { Store } from './store/store.js';
import type { LiveUpdates } from './turns/live.js';
import { TurnService } from './turns/turn-service.js';
import type { Turns } from './turns/turns.js';

/** The connector delivers everybody's activities from a few addresses, so that the limit is one for all people. */
const connectorActivitiesPerMinute = 6000;

/** What the services are built from. */
export interface ServiceParts {
  configuration: Configuration;
  content: Content;
  store: Store;
  /** Where messages from phones wait while the store is away; null where none is configured. */
  spool: Spool | null;
  live: LiveUpdates;
  bot: TurnRunner;
  /** At least 32 characters. */
  secret: string;
  logger: Logger;
  clock: () => Date;
  ids: Ids;
}

/** Everything that runs, ready to be given its routes. */
export interface Services extends ServiceParts {
  /** Reached over HTTPS, so that cookies and headers may insist on it. */
  secure: boolean;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  signer: Signer;
  metrics: Metrics;
  live: LiveUpdates;
  turns: Turns;
  desk: DeskServices;
  referrals: ReferralMoves;
  /** Passes a story on for somebody who is not the carer. */
  referring: ReferForOthers;
  outbox: OutboxWorker;
  retention: Retention;
  pages: Pages;
  /** The webhooks of the phones: Twilio's, or the try page's while Twilio is not configured. */
  phones: Router;
  /** Runs messages that had to wait; null where none do. */
  replay: Replay | null;
  /** Where Bot Framework's channels deliver; null while none is connected. */
  connector: Router | null;
}

/** Where our pages are, without a slash at the end. */
export function baseOf({ publicUrl }: Configuration): string {
  return publicUrl.href.replace(/\/+$/, '');
}

/** Builds the services. Nothing begins to work before `outbox.start()`, `desk.timers.start()` and `retention.start()`. */
export function createServices(parts: ServiceParts): Services {
  const { configuration, content, store, spool, live, bot, secret, logger, clock, ids } = parts;
  const metrics = createMetrics({ store, spool, clock });
  const base = baseOf(configuration);
  const link = (path: string): string => base + path;
  const personKeys = createPersonKeys(secret);
  const signer = createSigner(secret);
  const dispatch = new Dispatch({ content, ids, link, newSecret: newLinkSecret });
  // What is woken is made from what wakes it.
  const wakeOutbox = (): void => {
    outbox.wake();
  };
  const wakeTimers = (): void => {
    desk.timers.wake();
  };
  const turns: Turns = new TurnService({
    store,
    bot,
    content,
    live,
    ids,
    clock,
    dispatch,
    wakeOutbox,
    wakeTimers,
    personKeys,
    observer: {
      ran(channel, outcome, seconds, run) {
        metrics.turned(channel, outcome, seconds);
        if (run) metrics.screened(gravest(run));
      },
    },
  });
  const referrals = new ReferralMoves({
    store,
    content,
    dispatch,
    live,
    ids,
    clock,
    wakeOutbox,
    wakeTimers,
  });
  const desk = createDeskServices({
    referrals,
    store,
    content,
    bot,
    live,
    ids,
    clock,
    logger,
    personKeys,
    dispatch,
    wakeOutbox,
    duty: configuration.desk.duty,
    deskUrl: `${base}/desk`,
    link,
    signer,
    workerId: randomUUID(),
  });
  const referring = new ReferForOthers({
    store,
    content,
    bot,
    live,
    ids,
    clock,
    link,
    personKeys,
    dispatch,
    wakeOutbox,
    wakeTimers,
  });
  const secure = configuration.publicUrl.protocol === 'https:';
  const pages = createPages({ words: content.words, exitUrl: configuration.exitUrl.href });
  const phones = createPhones({ ...parts, turns, live, pages, secure });
  const connector = createBotFramework({ ...parts, turns });
  const outbox = new OutboxWorker(
    {
      store,
      senders: {
        message: messageSender(phones.sender, connector?.sender ?? null),
        email: createEmailSender({
          configuration: configuration.email,
          dataDir: configuration.dataDir,
          clock,
          logger,
        }),
        endpoint: new EndpointSender({ ...configuration.endpoints, clock, nonce: randomUUID, logger }),
      },
      live,
      metrics,
      logger,
      now: steadyClock(clock),
      random: Math.random,
    },
    { workerId: randomUUID(), sendTimeoutMs: configuration.sendSeconds * 1000 },
  );
  const retention = new Retention({
    store,
    spool,
    days: configuration.retentionDays,
    auditDays: configuration.desk.auditDays,
    clock,
    logger,
  });
  return {
    ...parts,
    secure,
    link,
    signer,
    metrics,
    live,
    turns,
    desk,
    referrals,
    referring,
    outbox,
    retention,
    pages,
    phones: phones.router,
    replay: phones.replay,
    connector: connector?.router ?? null,
  };
}

function createBotFramework({
  configuration,
  turns,
  clock,
  logger,
}: ServiceParts & Pick<Services, 'turns'>): ReturnType<typeof createConnector> | null {
  const { microsoft, defaultArea } = configuration;
  if (!microsoft) return null;
  return createConnector({
    ...microsoft,
    turns,
    area: defaultArea,
    perMinute: connectorActivitiesPerMinute,
    clock,
    logger,
  });
}

function gravest({ findings }: TurnOutcome): Response {
  const responses: Response[] = ['emergency', 'urgent', 'distress'];
  return responses.find((each) => findings.some(({ response }) => response === each)) ?? 'none';
}
