import type { Area } from '../../../content/schema/area.js';
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
}

/** `/desk`: the areas of whoever is signed in, with what they are there. */
export function homeRoutes(routes: DeskRoutes, { pages, areas }: HomeParts): void {
  routes.page('/desk', needs('see-desk'), (visit, request, response) => {
    const language = pageLanguage(request);
    const shown = visit.areas.map((area) => ({
      name: areas.get(area)?.name[language] ?? area,
      roles: rolesIn(visit.adviser, area),
      path: may(visit.adviser, 'read-queue', area) ? queuePath(area) : null,
      desks: desksOf(areas.get(area), partiesOf(visit.adviser, area)).map(({ id, name }) => ({
        name: name[language],
        path: partnerPath(area, id),
      })),
    }));
    pages.show(request, response, 'desk/home/views/home.njk', visit, { areas: shown });
  });
}
