import { z } from 'zod';
import type { Area } from '../../../content/schema/area.js';
import type { Language } from '../../../content/language.js';
import type { Words } from '../../../content/words.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import { goneId } from '../floor/times.js';
import { setIntake } from '../acts/intake.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import type { DeskServices } from '../desk-services.js';
import { translator } from '../translate.js';
import { needsInArea, type Visit } from '../visit.js';
import { shownSupervision, type ShownSupervision } from './shown-supervision.js';

export interface SupervisionParts {
  pages: DeskPages;
  services: Pick<DeskServices, 'queue'>;
  store: Pick<Store, 'desk' | 'timers'>;
  live: LiveUpdates;
  words: Pick<Words, 'text'>;
  areas: ReadonlyMap<string, Area>;
  clock: () => Date;
}

const intakeForm = z.object({ intake: z.enum(['pause', 'resume']) });

/** Where an area's supervision is. */
export const supervisionPath = (area: string): string => `/desk/areas/${area}/supervision`;

/** Who waits, who holds what, and the area's intake, for supervisors. */
export function supervisionPages(routes: DeskRoutes, parts: SupervisionParts): void {
  const { pages, areas } = parts;

  routes.page(supervisionPath(':area'), needsInArea('supervise'), async (visit, request, response) => {
    const { area } = visit;
    const language = pageLanguage(request);
    pages.show(request, response, 'desk/supervision/views/supervision.njk', visit, {
      area,
      areaName: areas.get(area)?.name[language] ?? area,
      supervision: await readSupervision(parts, visit, area, language),
    });
  });

  routes.act('/desk/areas/:area/intake', needsInArea('supervise'), async (visit, request, response) => {
    const form = intakeForm.safeParse(request.body);
    if (!form.success) throw new PageError(400);
    await setIntake(parts, visit.adviser, { area: visit.area, paused: form.data.intake === 'pause' });
    response.redirect(303, supervisionPath(visit.area));
  });
}

/**
 * What a supervisor sees of an area, in the words of the page.
 * @throws PageError 404 when they may not supervise it
 */
export async function readSupervision(
  parts: Pick<SupervisionParts, 'services' | 'words' | 'areas' | 'clock'> & { store: Pick<Store, 'timers'> },
  { adviser }: Pick<Visit, 'adviser'>,
  area: string,
  language: Language,
): Promise<ShownSupervision> {
  const { services, store, words, areas, clock } = parts;
  const queue = await services.queue.whole(adviser, area);
  if (!queue) throw new PageError(404);
  const holders = new Set(queue.held.flatMap(({ holder }) => holder?.adviser ?? []));
  const timers = await store.timers.inArea(
    area,
    [...holders].map((holder) => goneId(area, holder)),
  );
  return shownSupervision(queue, timers, {
    adviser,
    t: translator(words, language),
    language,
    now: clock(),
    usualCapacity: areas.get(area)?.desk.capacity ?? 1,
    current: null,
    paused: queue.paused !== null,
  });
}
