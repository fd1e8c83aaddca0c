import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page may load and who may show it in a frame. */
export interface PageSecurity {
  /** Origins of sites that may show the page in a frame, such as `https://www.example.gov.uk`; our own always may. */
  frameOrigins: readonly string[];
  /** Pages are served over HTTPS: browsers are told to ask for nothing else. */
  https: boolean;
}

/** Headers for a page: its scripts and styles come from our own files alone, and nothing is written inline. */
export function pageSecurity({ frameOrigins, https }: PageSecurity): RequestHandler {
  const own = "'self'";
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [own],
        styleSrc: [own],
        imgSrc: [own],
        // Older Safari does not count WebSockets as 'self'.
        connectSrc: [own, (request) => `${https ? 'wss' : 'ws'}://${request.headers.host ?? 'localhost'}`],
        formAction: [own],
        baseUri: ["'none'"],
        frameAncestors: [own, ...frameOrigins],
      },
    },
    // Said by frame-ancestors above; the older header cannot name other origins.
    xFrameOptions: frameOrigins.length === 0 ? { action: 'sameorigin' } : false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  return (request, response, next) => {
    // Nothing of a conversation is kept by a browser or a proxy, nor shown by going back.
    response.set('Cache-Control', 'no-store');
    if (frameOrigins.length > 0) response.removeHeader('X-Frame-Options');
    headers(request, response, next);
  };
}
