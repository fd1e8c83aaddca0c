import type { Activity } from 'botbuilder';
import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { ConnectorAdapter } from '../../bot/connector/connector-adapter.js';
import type { Turns } from '../turns/turns.js';
import { activitySchema, inboundOf, isPersonal } from './activity.js';
import { isAllowedService } from './service-hosts.js';

/** Where Azure Bot Service delivers activities. */
export const connectorPath = '/api/messages';

export interface ConnectorRouterParts {
  adapter: () => Promise<Pick<ConnectorAdapter, 'receive'>>;
  turns: Turns;
  serviceHosts: readonly string[];
  /** The area of everybody who writes here. */
  area: string;
  /** The most activities from one address in a minute. */
  perMinute: number;
  logger: Logger;
}

function refuse(response: Response, status: number, why: string): void {
  response.status(status).json({ error: { status, message: why } });
}

/**
 * Takes activities in: checked in form, their service address allowed, their token right; then a message is a turn. 200
 * when it is committed (the reply leaves by the outbox), 503 when it could not be, so that it is delivered again.
 */
export function createConnectorRouter(parts: ConnectorRouterParts): Router {
  const router = express.Router();
  const limited = rateLimit({
    windowMs: 60_000,
    limit: parts.perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => refuse(response, 429, 'Too many requests.'),
  });
  router.post(connectorPath, limited, express.json({ limit: '600kb' }), receiveActivity(parts));
  router.use(connectorPath, answerBadBody(parts.logger));
  return router;
}

function receiveActivity({
  adapter,
  turns,
  serviceHosts,
  area,
  logger,
}: ConnectorRouterParts): RequestHandler {
  return async (request, response) => {
    const activity = activitySchema.safeParse(request.body);
    if (!activity.success) {
      refuse(response, 400, 'The body is not an activity.');
      return;
    }
    if (!isAllowedService(activity.data.serviceUrl, serviceHosts)) {
      refuse(response, 403, 'The service address is not one of those that are allowed.');
      return;
    }
    try {
      const authorization = request.headers.authorization ?? '';
      await (
        await adapter()
      ).receive(authorization, activity.data as unknown as Activity, async () => {
        const inbound = isPersonal(activity.data) ? inboundOf(activity.data, area) : null;
        if (inbound) await turns.accept(inbound);
      });
      response.status(200).end();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (name === 'NotAuthentic') {
        refuse(response, 401, 'The token was refused.');
        return;
      }
      logger.error({ error: name }, 'activity could not be committed');
      refuse(response, 503, 'The activity could not be kept. Please deliver it again.');
    }
  };
}

/** A body that cannot be read gets its 4xx in a plain sentence. */
function answerBadBody(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = typeof error === 'object' && error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) refuse(response, status, 'The body cannot be read.');
    else {
      logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'activity failed');
      refuse(response, 503, 'Please deliver it again.');
    }
  };
}
