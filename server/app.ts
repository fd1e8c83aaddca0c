import express from 'express';
import type { Express } from 'express';
import { createAdvicePages } from './advice/advice-pages.js';
import { createStopPages } from './afterwards/stop-pages.js';
import { calendarFiles } from './booking/calendar-file.js';
import { createDesk } from './desk/desk.js';
import type { Desk } from './desk/desk.js';
import { createDirectLine } from './directline/direct-line.js';
import { createDirectoryApi, directoryPath } from './directory/api.js';
import { createDirectory } from './directory/directory.js';
import { createFindPage } from './directory/find-page.js';
import { directLinePath } from './directline/stream-address.js';
import { DirectLineTokens } from './directline/tokens.js';
import { healthRoutes } from './operations/health.js';
import { observeRequests } from './operations/requests.js';
import { createNewsletterPages } from './newsletters/newsletter-pages.js';
import { closedByDefault } from './operations/security.js';
import { createErrorPages } from './pages/errors.js';
import { createEventPages } from './events/event-pages.js';
import { createHelp } from './pages/help.js';
import { answerRoutes } from './referral/answer/answer-routes.js';
import { createPoster } from './poster/poster.js';
import { Drafts } from './refer/drafts.js';
import { createRefer } from './refer/refer.js';
import type { Services } from './services.js';
import { createStatementPages } from './statement/statement-pages.js';
import { createWebchat } from './webchat/webchat.js';

/** The longest message that the web takes, in UTF-16 units. */
const maxMessageLength = 4000;
/** Requests a minute from one address that sign in or out at the desk. An office may share an address. */
const signInsPerMinute = 120;
/** Requests a minute from one address to the pages on which services answer referrals. */
const answersPerMinute = 60;

/** What the process tells the app, and is told by it. */
export interface Process {
  /** True from the moment that the process has been told to stop. */
  isStopping: () => boolean;
  /** How many threads can run turns now. */
  threadsReady: () => number;
  /** Shows the path of a link that signs in at the desk to the person at the terminal; no log may hold it. */
  showSignInLink: (path: string) => void;
}

export interface App {
  express: Express;
  /** Serves the streams of Direct Line. */
  directLine: ReturnType<typeof createDirectLine>;
  desk: Desk;
}

/**
 * Puts every feature's routes together, around the services it is given. What no route answers is a 404; what goes
 * wrong is a clear status, and never a trace.
 */
export function createApp(services: Services, { isStopping, threadsReady, showSignInLink }: Process): App {
  const { configuration, content, store, clock, logger, ids, live, metrics, pages, turns, secure } = services;
  const { areas, words, advice } = content;
  const { rateLimits, defaultArea } = configuration;
  const secret = new TextEncoder().encode(services.secret);
  const newId = (): string => ids.unique();
  const tokens = new DirectLineTokens({
    secret,
    clock,
    newId,
    conversationSeconds: configuration.webTokenMinutes * 60,
  });
  const directLine = createDirectLine({
    turns,
    store,
    live,
    tokens,
    clock,
    logger,
    areas: [...areas.keys()],
    defaultArea,
    allowedOrigins: configuration.directLineOrigins,
    limits: { tokensPerMinute: rateLimits.address, postsPerMinute: rateLimits.address },
    newId,
  });
  const desk = createDesk({
    store,
    pages,
    content,
    services: services.desk,
    live,
    ids,
    link: services.link,
    clock,
    logger,
    config: { ...configuration.desk, secure, publicUrl: configuration.publicUrl, signInsPerMinute },
    print: showSignInLink,
  });
  const errors = createErrorPages({ pages, logger });

  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', configuration.trustProxy);
  app.use(closedByDefault({ https: secure }), observeRequests({ logger, metrics }));
  app.use(healthRoutes({ store, spool: services.spool, metrics, clock, isStopping, threadsReady }));
  app.use('/assets', pages.assets);
  app.use(directLinePath, directLine.router);
  app.use(desk.router);
  app.use(services.phones);
  if (services.connector) app.use(services.connector);
  app.use(
    answerRoutes({
      moves: services.referrals,
      pages,
      content,
      clock,
      secure,
      perMinute: answersPerMinute,
    }),
  );
  app.use(calendarFiles({ store, content, clock, perMinute: rateLimits.address }));
  app.use(
    createEventPages({ store, pages, content, clock, config: { secure, perMinute: rateLimits.address } }),
  );
  app.use(
    createStopPages({
      store,
      signer: services.signer,
      pages,
      clock,
      wakeTimers: () => {
        services.desk.timers.wake();
      },
      config: { secure, perMinute: rateLimits.address },
    }),
  );
  app.use(
    createNewsletterPages({
      subscriptions: services.desk.subscriptions,
      signer: services.signer,
      pages,
      content,
      clock,
      config: { secure, perMinute: rateLimits.address },
    }),
  );
  app.use(createStatementPages({ store, pages, content, config: { secret, secure } }));
  app.use(createAdvicePages({ pages, advice, secure }));
  app.use(
    directoryPath,
    createFindPage({ content, pages, secure }),
    createDirectoryApi(createDirectory(content), rateLimits.address),
  );
  app.use(createHelp({ pages, config: { retentionDays: configuration.retentionDays, secure } }));
  app.use(
    createWebchat({
      turns,
      store,
      tokens,
      pages,
      words,
      areas,
      clock,
      newId,
      config: {
        secret,
        secure,
        exitUrl: configuration.exitUrl.href,
        embedOrigins: configuration.embedOrigins,
        maxMessageLength,
        opensPerMinute: rateLimits.address,
        messagesPerMinute: rateLimits.address,
      },
    }),
  );
  app.use(
    createRefer({
      content,
      pages,
      drafts: new Drafts({ store: store.deskSessions, clock, newId, secret, secure }),
      referring: services.referring,
      clock,
      link: services.link,
      config: { secure, formsPerMinute: rateLimits.address },
    }),
  );
  const numbers = configuration.twilio?.numbers ?? new Map<string, string>();
  app.use(createPoster({ content, pages, numbers, link: services.link, secure }));
  app.get('/', (_request, response) => {
    response.redirect(`/chat/${defaultArea}`);
  });
  app.use(errors.notFound, errors.failed);
  return { express: app, directLine, desk };
}
