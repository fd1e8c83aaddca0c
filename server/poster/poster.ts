import express from 'express';
import type { Router } from 'express';
import { encodeQR } from 'qr';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Content } from '../../content/load.js';
import { begunBy } from '../../content/areas/keyword.js';
import { languages, type Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import { areaOf } from '../webchat/area.js';

export interface PosterParts {
  content: Content;
  pages: Pages;
  /** Each number of ours (E.164) and the area it answers for; none while texts are not connected. */
  numbers: ReadonlyMap<string, string>;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  /** True where the site is served over HTTPS. */
  secure: boolean;
}

/**
 * `/poster/:area`: a page to print and hang up, with the word to text and codes for a phone's camera, one that opens the
 * chat and one that begins a text. In Wales it speaks both languages, Welsh first.
 */
export function createPoster({ content, pages, numbers, link, secure }: PosterParts): Router {
  const router = express.Router();
  const area = (request: express.Request): Area => {
    const found = content.areas.get(areaOf(request, content.areas).id);
    if (!found) throw new PageError(404);
    return found;
  };
  const number = (here: Area): string | null => numberFor(here, numbers, content.areas.values());
  router.use('/poster', pageSecurity({ frameOrigins: [], https: secure }));

  router.get('/poster/:area', (request, response) => {
    rememberLanguage(request, response, secure);
    const here = area(request);
    const text = number(here);
    const chat = link(`/chat/${here.id}`);
    const context = {
      path: request.path,
      chat: chat.replace(/^https?:\/\//, ''),
      number: text === null ? null : nationally(text),
      spoken: spokenIn(here, pageLanguage(request, here)).map((language) => ({
        language,
        council: here.council[language],
        keyword: here.keyword[language],
        say: (key: string, values: Record<string, string> = {}) =>
          content.words.text(`poster.${key}`, language, { council: here.council[language], ...values }),
      })),
    };
    response.type('html').send(pages.render('poster/views/poster.njk', pageLanguage(request, here), context));
  });

  router.get('/poster/:area/:code', (request, response) => {
    const here = area(request);
    const text = number(here);
    const [, language] = /^text-(en|cy)\.svg$/.exec(request.params.code) ?? [];
    const spoken = languages.find((each) => each === language);
    let address: string | null = null;
    if (request.params.code === 'chat.svg') address = link(`/chat/${here.id}`);
    // RFC 5724.
    if (spoken && text !== null) address = `sms:${text}?body=${here.keyword[spoken]}`;
    if (address === null) throw new PageError(404);
    response.type('svg').send(encodeQR(address, 'svg', { ecc: 'quartile', border: 4 }));
  });

  return router;
}

/** The area's own number, or a shared one where its word alone leads here; null where there is none. */
function numberFor(
  { id, keyword }: Area,
  numbers: ReadonlyMap<string, string>,
  areas: Iterable<Area>,
): string | null {
  const all = [...areas];
  const leadsHere = ([, owner]: [string, string]): boolean =>
    languages.every((language) => begunBy(keyword[language], all, owner)?.area === id);
  const own = [...numbers].find(([, owner]) => owner === id);
  return (own ?? [...numbers].find(leadsHere))?.[0] ?? null;
}

function spokenIn({ welshFirst }: Area, asked: Language): Language[] {
  return welshFirst ? ['cy', 'en'] : [asked];
}

function nationally(number: string): string {
  return parsePhoneNumberFromString(number)?.formatNational() ?? number;
}
