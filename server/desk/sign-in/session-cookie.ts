import type { Request, Response } from 'express';
import { cookies } from '../../pages/page-language.js';

/** A secret in a cookie: closed to scripts, gone with the browser, and over HTTPS bound to this host alone. */
export interface SecretCookie {
  read(request: Request): string | null;
  write(response: Response, secret: string): void;
  clear(response: Response): void;
}

/**
 * @param name of the cookie, without the prefix that it has over HTTPS
 * @param secure the desk is reached over HTTPS
 */
export function secretCookie(name: string, secure: boolean): SecretCookie {
  const fullName = secure ? `__Host-${name}` : name;
  // Lax, because people come back to us from the provider's site.
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read: (request) => cookies(request)[fullName] ?? null,
    write: (response, secret) => {
      response.cookie(fullName, secret, options);
    },
    clear: (response) => {
      response.clearCookie(fullName, options);
    },
  };
}
