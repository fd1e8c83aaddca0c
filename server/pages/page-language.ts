import type { Request, Response } from 'express';
import { parseCookie } from 'cookie';
import type { Language } from '../../content/language.js';
import { languages } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';

const cookieName = 'language';

/**
 * The language a page is shown in: the one chosen, else the one the browser names, else the first of the area that the
 * page is for; English where it is for none.
 */
export function pageLanguage(request: Request, area?: Pick<Area, 'welshFirst'>): Language {
  const first = area?.welshFirst ? 'cy' : 'en';
  return chosenLanguage(request) ?? namedLanguage(request) ?? first;
}

/** The language asked for by `?lang=`, else the one asked for before; null when the person has chosen none. */
export function chosenLanguage(request: Request): Language | null {
  return known(request.query['lang']) ?? known(cookies(request)[cookieName]);
}

/** The one of our languages that the browser names and prefers; null when it names neither, as with `*`. */
export function namedLanguage(request: Request): Language | null {
  const named = request.acceptsLanguages().map((tag) => known(tag.split('-')[0]));
  return named.find((language) => language !== null) ?? null;
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
