import type { Request } from 'express';

/**
 * Whether a request comes from one of our own pages. Browsers say so in Sec-Fetch-Site, older ones by the Origin of a
 * POST; a request that says neither is not taken for ours.
 */
export function fromOwnPage(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
