import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers for every answer that sets none of its own: nothing may be loaded, framed, stored or guessed from it. Pages
 * loosen this for themselves.
 * @param https the service is reached over HTTPS, so that browsers may be told to use nothing else
 */
export function closedByDefault({ https }: { https: boolean }): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  return (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    headers(request, response, next);
  };
}
