import express from 'express';
import type { Router } from 'express';
import { contactWords, shownContact } from '../../content/areas/shown-contact.js';
import type { Language } from '../../content/language.js';
import type { Content } from '../../content/load.js';
import type { Service } from '../../content/schema/service.js';
import { topics } from '../../content/schema/vocabulary.js';
import { listInWords } from '../../dialogs/story/describe.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import { browse, browseSchema, type Browse, type PlaceFound } from './browse.js';
import { areaNameOf } from './describe.js';

const servicesOnAPage = 10;

export interface FindPageParts {
  content: Content;
  pages: Pages;
  /** True where the site is served over HTTPS. */
  secure: boolean;
}

/** The address of the same question with another page or language. */
function addressOf({ need, place, age, page }: Browse, change: Record<string, string>): string {
  const asked = { need, place, age, page: page === 1 ? '' : String(page), ...change };
  return `?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()}`;
}

/** What is shown of a service. */
function shown(service: Service, content: Content, language: Language): object {
  const { phone, text, email, url } = shownContact(service);
  const said = (detail: typeof phone): object | null =>
    detail && { words: contactWords(detail, language), value: detail.value.replace(/\s/g, '') };
  return {
    name: service.name[language],
    what: service.what[language],
    where: areaNameOf(content, service, language),
    for: service.serves.map((each) => content.words.text(`directory.audiences-${each}`, language)),
    hours: service.hours && !service.hours.stale ? service.hours.words[language] : null,
    phone: said(phone),
    text: said(text),
    email: said(email),
    url: said(url),
  };
}

function placeSaid(found: PlaceFound, place: string, { words }: Content, language: Language): string | null {
  if (found.kind === 'none' || found.kind === 'here') return null;
  const councils = found.kind === 'shared' ? listInWords(language, found.councils) : '';
  return words.text(`directory.place.${found.kind}`, language, { place, councils });
}

/** `/directory/find`: people look for services by need, place and age. Works without JavaScript; keeps nothing. */
export function createFindPage({ content, pages, secure }: FindPageParts): Router {
  const router = express.Router();
  router.get('/find', pageSecurity({ frameOrigins: [], https: secure }), (request, response) => {
    rememberLanguage(request, response, secure);
    const language = pageLanguage(request);
    const asked = browseSchema.parse(request.query);
    const { services, place, wrongAge } = browse(asked, content, language);
    const last = Math.max(1, Math.ceil(services.length / servicesOnAPage));
    const page = Math.min(asked.page, last);
    const here = { ...asked, page };
    const onPage = services.slice((page - 1) * servicesOnAPage, page * servicesOnAPage);
    const context = {
      asked,
      wrongAge,
      needs: topics,
      count: services.length,
      placeSaid: placeSaid(place, asked.place, content, language),
      services: onPage.map((service) => shown(service, content, language)),
      languages: { en: addressOf(here, { lang: 'en' }), cy: addressOf(here, { lang: 'cy' }) },
      previous: page > 1 ? addressOf(here, { page: String(page - 1) }) : null,
      next: page < last ? addressOf(here, { page: String(page + 1) }) : null,
    };
    response.send(pages.render('directory/views/find.njk', language, context));
  });
  return router;
}
