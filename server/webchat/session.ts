import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { cookies } from '../pages/page-language.js';

const cookiePrefix = 'chat-';

/**
 * What a browser holds to come back to its conversation: the conversation's id with a signature that binds it to its
 * area. It goes in a cookie or, in a frame where cookies are kept from us, in the frame's own session storage.
 */
export interface Sessions {
  /** The key to a conversation. */
  keyFor(area: string, conversationId: string): string;
  /** The conversation a key opens, or null for one that we did not sign for this area. */
  open(area: string, key: string): string | null;
  /** The key in the request's cookie, when it holds, with its conversation. */
  fromCookie(request: Request, area: string): Session | null;
  /** Keeps the key until the browser is closed: whoever uses the device next should not find the conversation. */
  keep(response: Response, area: string, key: string): void;
  /** Makes the browser forget every conversation it holds a cookie of. */
  forgetAll(request: Request, response: Response): void;
  /** The token that a form must bring with the key's cookie, so that another site cannot post for the person. */
  csrfToken(key: string): string;
  csrfHolds(key: string, token: string): boolean;
}

export interface Session {
  key: string;
  conversationId: string;
}

/** Sessions signed with keys derived from `secret`. */
export function createSessions({ secret, secure }: { secret: Uint8Array; secure: boolean }): Sessions {
  const sessionSecret = derive(secret, 'webchat session');
  const csrfSecret = derive(secret, 'webchat csrf');
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  const signature = (area: string, id: string): string => mac(sessionSecret, JSON.stringify([area, id]));

  const sessions: Sessions = {
    keyFor: (area, conversationId) => `${conversationId}.${signature(area, conversationId)}`,
    open(area, key) {
      const dot = key.lastIndexOf('.');
      const conversationId = key.slice(0, Math.max(dot, 0));
      return conversationId && equal(key.slice(dot + 1), signature(area, conversationId))
        ? conversationId
        : null;
    },
    fromCookie(request, area) {
      const key = cookies(request)[cookiePrefix + area];
      const conversationId = key === undefined ? null : sessions.open(area, key);
      return key !== undefined && conversationId !== null ? { key, conversationId } : null;
    },
    keep(response, area, key) {
      response.cookie(cookiePrefix + area, key, options);
    },
    forgetAll(request, response) {
      for (const name of Object.keys(cookies(request))) {
        if (name.startsWith(cookiePrefix)) response.clearCookie(name, options);
      }
    },
    csrfToken: (key) => mac(csrfSecret, key),
    csrfHolds: (key, token) => equal(token, mac(csrfSecret, key)),
  };
  return sessions;
}

function derive(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

function mac(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('base64url');
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
