import type { Request, Response } from 'express';
import { parseCookie } from 'cookie';
import type { Language } from '../../content/language.js';
import { languages } from '../../content/language.js';

const cookieName = 'language';

/**
 * The language a page is shown in: the one asked for by `?lang=`, else the one asked for before, else the one the
 * browser prefers, else English.
 */
export function pageLanguage(request: Request): Language {
  const preferred = request.acceptsLanguages([...languages]);
  return known(request.query['lang']) ?? known(cookies(request)[cookieName]) ?? known(preferred) ?? 'en';
}

/** Keeps a language asked for by `?lang=` until the browser is closed. */
export function rememberLanguage(request: Request, response: Response, secure: boolean): void {
  const language = known(request.query['lang']);
  if (language) response.cookie(cookieName, language, { httpOnly: true, sameSite: 'lax', secure });
}

/** Cookies by name, as the browser sent them. */
export function cookies(request: Request): Partial<Record<string, string>> {
  return parseCookie(request.headers.cookie ?? '');
}

function known(value: unknown): Language | null {
  return languages.find((language) => language === value) ?? null;
}
