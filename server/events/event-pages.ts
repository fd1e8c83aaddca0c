import { DateTime } from 'luxon';
import express from 'express';
import type { Router } from 'express';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import { localTime } from '../../dialogs/booking/slot-words.js';
import { eventsIn } from '../booking/turn-diary.js';
import { perMinute as rateLimit } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { KeptSlot } from '../store/diary.js';
import type { Store } from '../store/store.js';
import { areaOf } from '../webchat/area.js';

export interface EventPagesParts {
  store: Store;
  pages: Pages;
  content: Pick<Content, 'areas' | 'words'>;
  clock: () => Date;
  config: { secure: boolean; perMinute: number };
}

/** Where the events of an area are listed. */
export const eventsPath = (area: string): string => `/events/${area}`;

/** `GET /events/:area`: the groups, events and training that are to come, for everybody to read. Who goes stands nowhere on it. */
export function createEventPages({ store, pages, content, clock, config }: EventPagesParts): Router {
  const router = express.Router();
  const limit = rateLimit(config.perMinute, () => new PageError(429));
  router.use('/events', limit, pageSecurity({ frameOrigins: [], https: config.secure }));

  router.get(eventsPath(':area'), async (request, response) => {
    const area = content.areas.get(areaOf(request, content.areas).id);
    if (!area) throw new PageError(404);
    rememberLanguage(request, response, config.secure);
    const language = pageLanguage(request, area);
    const events = await eventsIn({ store, clock }, area.id);
    response.type('html').send(
      pages.render('events/views/events.njk', language, {
        path: request.path,
        chat: `/chat/${area.id}?lang=${language}`,
        areaName: area.name[language],
        events: events.map((slot) => shownEvent(content, slot, language)),
      }),
    );
  });
  return router;
}

function shownEvent(content: EventPagesParts['content'], slot: KeptSlot, language: Language) {
  const { event, startsAt, endsAt, capacity, taken } = slot;
  const start = localTime(content, slot, language);
  const end = DateTime.fromISO(endsAt, { zone: start.zone });
  const say = (key: string, values: Record<string, string | number>): string =>
    content.words.text(`events.${key}`, language, values);
  return {
    title: event?.title[language] ?? '',
    where: event?.where[language] ?? '',
    forWhom: event?.forWhom[language] ?? '',
    startsAt,
    when: say('time', {
      day: start.toFormat('cccc d MMMM yyyy'),
      from: start.toFormat('HH:mm'),
      to: end.toFormat('HH:mm'),
    }),
    places: say('places', { left: Math.max(0, capacity - taken) }),
  };
}
