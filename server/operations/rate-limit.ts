import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const mappedIPv4 = '::ffff:';

/**
 * Lets one internet address make `limit` requests in a minute; what is more meets the error that `tooMany` makes, with
 * Retry-After set.
 */
export function perMinute(limit: number, tooMany: () => Error): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    // The newest draft hashes the address with every request.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator: addressKey,
    handler: (_request, _response, next) => {
      next(tooMany());
    },
  });
}

/** Nearly every address is IPv4, however the socket writes it, and needs none of the arithmetic of IPv6 networks. */
function addressKey({ ip = '' }: Request): string {
  return ip.startsWith(mappedIPv4) ? ip.slice(mappedIPv4.length) : ipKeyGenerator(ip);
}
