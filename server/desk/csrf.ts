import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { fromOwnPage } from '../webchat/same-origin.js';

/** The field of a form that brings the session's token. Scripts send it in the header `x-csrf-token`. */
export const csrfField = 'csrf';

/**
 * Whether an adviser meant to send this: it comes from one of our own pages, and brings the token of their session.
 * @param request with its body read already
 */
export function isMeant(request: Request, token: string): boolean {
  const inBody = z.object({ [csrfField]: z.string() }).safeParse(request.body).data?.[csrfField];
  const given = request.get('x-csrf-token') ?? inBody;
  return given !== undefined && fromOwnPage(request) && equal(given, token);
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
