import { z } from 'zod';
import type { Area } from '../../../content/schema/area.js';
import type { Language } from '../../../content/language.js';
import type { Words } from '../../../content/words.js';
import { availabilities } from '../../store/desk.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import type { DeskServices } from '../desk-services.js';
import { translator } from '../translate.js';
import { needsInArea, type AreaVisit, type Visit } from '../visit.js';
import { shownQueue, type ShownQueue } from './shown-queue.js';

export interface QueuePagesParts {
  pages: DeskPages;
  services: Pick<DeskServices, 'queue' | 'presences'>;
  words: Pick<Words, 'text'>;
  areas: ReadonlyMap<string, Area>;
  clock: () => Date;
}

/** Where an area's queue is. */
export const queuePath = (area: string): string => `/desk/areas/${area}`;

const availabilityForm = z.object({
  availability: z.enum(availabilities),
  capacity: z.coerce.number().int().min(1).max(50),
});

/** The queue of an area, and the adviser's own availability in it. */
export function queuePages(routes: DeskRoutes, parts: QueuePagesParts): void {
  const { pages, services, areas } = parts;

  routes.page('/desk/areas/:area', needsInArea('read-queue'), async (visit, request, response) => {
    const { area, adviser } = visit;
    await services.presences.seen(adviser, [area]);
    const language = pageLanguage(request);
    pages.show(request, response, 'desk/queue/views/queue.njk', visit, {
      area,
      areaName: areas.get(area)?.name[language] ?? area,
      queue: await readQueue(parts, visit, area, language, null),
    });
  });

  routes.act(
    '/desk/areas/:area/availability',
    needsInArea('take-conversation'),
    async (visit, request, response) => {
      const form = availabilityForm.safeParse(request.body);
      if (!form.success) throw new PageError(400);
      await services.presences.set(visit.adviser, { area: visit.area, ...form.data });
      response.redirect(303, queuePath(visit.area));
    },
  );
}

/**
 * The queue of an area in the words of the page.
 * @param current the conversation that is open beside it
 * @throws PageError 404 when the adviser may not read it
 */
export async function readQueue(
  {
    services,
    words,
    areas,
    clock,
  }: Pick<QueuePagesParts, 'words' | 'areas' | 'clock'> & {
    services: Pick<DeskServices, 'queue'>;
  },
  { adviser }: Pick<Visit, 'adviser'> | AreaVisit,
  area: string,
  language: Language,
  current: string | null,
): Promise<ShownQueue> {
  const queue = await services.queue.of(adviser, area);
  if (!queue) throw new PageError(404);
  return shownQueue(queue, {
    adviser,
    t: translator(words, language),
    language,
    now: clock(),
    usualCapacity: areas.get(area)?.desk.capacity ?? 1,
    current,
    paused: queue.paused !== null,
  });
}
