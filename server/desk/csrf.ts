import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { fromOwnPage } from '../webchat/same-origin.js';

/** The field of a form that brings the session's token. Scripts send it in the header `x-csrf-token`. */
export const csrfField = 'csrf';

/**
 * Whether an adviser meant to send this: it comes from one of our own pages, and brings the token of their session.
 * @param request with its body read already
 */
export function isMeant(request: Request, token: string): boolean {
  const body: unknown = request.body;
  const field = typeof body === 'object' && body !== null ? Reflect.get(body, csrfField) : undefined;
  const given: unknown = request.get('x-csrf-token') ?? field;
  return typeof given === 'string' && fromOwnPage(request) && equal(given, token);
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
