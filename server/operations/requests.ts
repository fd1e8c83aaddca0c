import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The route as it is declared, such as `/chat/:area`; never the path that was asked for. Routers are mounted at fixed paths. */
function routeOf(request: Request, status: number): string {
  const declared: unknown = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof declared === 'string') return `${request.baseUrl}${declared}`;
  return status === 404 ? 'none' : 'file';
}

/**
 * Counts, times and logs every request, by its route: no path, query, address, header or body. A caller that hangs up
 * before the answer counts as status 499.
 */
export function observeRequests({ logger, metrics }: { logger: Logger; metrics: Metrics }): RequestHandler {
  return (request, response, next) => {
    const begun = process.hrtime.bigint();
    const requestId = randomUUID();
    response.on('close', () => {
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      const status = response.writableFinished ? response.statusCode : 499;
      const method = methods.has(request.method) ? request.method : 'OTHER';
      const route = routeOf(request, status);
      metrics.requested({ method, route, status, seconds });
      const fields = { requestId, method, route, status, durationMs: Math.round(seconds * 1e4) / 10 };
      if (status >= 500) logger.warn(fields, 'request failed');
      else logger.debug(fields, 'request answered');
    });
    next();
  };
}
