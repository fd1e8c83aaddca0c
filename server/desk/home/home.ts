import type { Area } from '../../../content/schema/area.js';
import type { Store } from '../../store/store.js';
import { pageLanguage } from '../../pages/page-language.js';
import { rolesIn } from '../adviser.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { queuePath } from '../queue/queue-pages.js';
import { desksOf, partnerPath } from '../partner/desks.js';
import { may, partiesOf } from '../rights.js';
import { needs } from '../visit.js';

export interface HomeParts {
  pages: DeskPages;
  areas: ReadonlyMap<string, Pick<Area, 'name' | 'partners' | 'officers'>>;
  store: Pick<Store, 'desk'>;
}

/** `/desk`: the areas of whoever is signed in, with what they are there, and who waits where they may see the queue. */
export function homeRoutes(routes: DeskRoutes, { pages, areas, store }: HomeParts): void {
  routes.page('/desk', needs('see-desk'), async (visit, request, response) => {
    const language = pageLanguage(request);
    const shownArea = async (area: string) => ({
      name: areas.get(area)?.name[language] ?? area,
      roles: rolesIn(visit.adviser, area),
      ...(may(visit.adviser, 'read-queue', area) && {
        path: queuePath(area),
        counts: await store.desk.counts(area),
      }),
      desks: desksOf(areas.get(area), partiesOf(visit.adviser, area)).map(({ id, name }) => ({
        name: name[language],
        path: partnerPath(area, id),
      })),
    });
    const shown = await Promise.all(visit.areas.map(shownArea));
    pages.show(request, response, 'desk/home/views/home.njk', visit, { areas: shown });
  });
}
