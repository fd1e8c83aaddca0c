import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import type { Turns } from '../turns/turns.js';
import { activityRoutes } from './activity-routes.js';
import { conversationRoutes } from './conversation-routes.js';
import { answerErrors, refuseUnknownRoute } from './errors.js';
import { originCheck, shareWithOrigins } from './origins.js';
import type { DirectLineLimits } from './rate-limits.js';
import { streamAddresses } from './stream-address.js';
import { DirectLineStreams } from './streams.js';
import type { DirectLineTokens } from './tokens.js';

export interface DirectLineOptions {
  turns: Turns;
  store: Pick<Store, 'load' | 'journal'>;
  live: LiveUpdates;
  tokens: DirectLineTokens;
  clock: () => Date;
  logger: Logger;
  /** Ids of the areas a conversation may be opened in, and the one it is opened in when none is asked for. */
  areas: readonly string[];
  defaultArea: string;
  /** Origins of other sites' pages that may talk to us, such as `https://www.example.gov.uk`. */
  allowedOrigins: readonly string[];
  limits: DirectLineLimits;
  /** The address people reach us under; taken from each request when it is not given. */
  publicUrl?: string;
  newId?: () => string;
  /** Size of a message with its files, in bytes; 5 MB unless told. */
  uploadBytes?: number;
  /** Time between pings; 20 seconds unless told. */
  pingMs?: number;
  /** How long a socket may carry nothing; 30 minutes unless told. */
  idleMs?: number;
  /** Sockets one conversation may have at a time; 8 unless told. */
  socketsPerConversation?: number;
}

/** Direct Line 3.0: HTTP to be mounted at `directLinePath`, and the server's `upgrade` events. */
export interface DirectLine {
  router: Router;
  /** False when the upgrade is not for Direct Line: somebody else must answer it or destroy the socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Closes every stream; clients come back with their watermark. */
  close(): Promise<void>;
}

/** Builds Direct Line 3.0 as `botframework-directlinejs` and `botframework-webchat` use it. */
export function createDirectLine(options: DirectLineOptions): DirectLine {
  const { turns, store, live, tokens, clock, logger, limits, areas, defaultArea } = options;
  const newId = options.newId ?? randomUUID;
  const isAllowedOrigin = originCheck(options.allowedOrigins, options.publicUrl);
  const streamAddress = streamAddresses(options.publicUrl);
  const streams = new DirectLineStreams({
    store,
    live,
    tokens,
    isAllowedOrigin,
    clock,
    logger,
    pingMs: options.pingMs ?? 20_000,
    idleMs: options.idleMs ?? 30 * 60_000,
    socketsPerConversation: options.socketsPerConversation ?? 8,
  });

  const { tokensPerMinute, postsPerMinute } = limits;
  const uploadBytes = options.uploadBytes ?? 5 * 1024 * 1024;
  const router = express.Router();
  router.use(
    neverCached,
    shareWithOrigins(isAllowedOrigin),
    conversationRoutes({ turns, store, tokens, streamAddress, newId, areas, defaultArea, tokensPerMinute }),
    activityRoutes({ turns, store, live, tokens, newId, postsPerMinute, uploadBytes }),
    refuseUnknownRoute,
    answerErrors(logger),
  );
  return {
    router,
    upgrade: (request, socket, head) => streams.upgrade(request, socket, head),
    close: () => streams.close(),
  };
}

/** Answers hold tokens and what people wrote. */
const neverCached: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
