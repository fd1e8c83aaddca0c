import { z } from 'zod';
import type { Area } from '../../../content/schema/area.js';
import type { Words } from '../../../content/words.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { Store } from '../../store/store.js';
import { timeLabel } from '../../webchat/time-label.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { translator } from '../translate.js';
import { needsInArea } from '../visit.js';
import { actWords, strangerIds, whoWords } from './act-words.js';

export interface AuditPagesParts {
  pages: DeskPages;
  store: Pick<Store, 'desk'>;
  words: Pick<Words, 'text'>;
  areas: ReadonlyMap<string, Pick<Area, 'name'>>;
  clock: () => Date;
}

/** Where an area's audit log is. */
const auditPath = (area: string): string => `/desk/areas/${area}/audit`;

const pageSize = 50;
/** Empty fields of the form ask for nothing. */
const wanted = z
  .string()
  .trim()
  .max(200)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);
const search = z.object({
  adviser: wanted,
  conversation: wanted,
  before: z.coerce.number().int().min(1).optional().catch(undefined),
});

/** Who saw and did what in an area. The log is read here and nothing else: no route of the desk changes an entry. */
export function auditPages(routes: DeskRoutes, { pages, store, words, areas, clock }: AuditPagesParts): void {
  routes.page(auditPath(':area'), needsInArea('read-audit'), async (visit, request, response) => {
    const { area } = visit;
    const language = pageLanguage(request);
    const t = translator(words, language);
    const { adviser, conversation, before } = search.parse(request.query);
    const found = await store.desk.audit(
      {
        area,
        ...(adviser !== undefined && { adviser }),
        ...(conversation !== undefined && { conversationId: conversation }),
        ...(before !== undefined && { before }),
      },
      pageSize + 1,
    );
    const shown = found.slice(0, pageSize);
    const last = shown.at(-1);
    const link = (more: { adviser?: string; conversation?: string; before?: number }): string => {
      const all = Object.entries(more).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(all.map(([name, value]): [string, string] => [name, String(value)]));
      return query.size === 0 ? auditPath(area) : `${auditPath(area)}?${query}`;
    };
    const filter = {
      ...(adviser !== undefined && { adviser }),
      ...(conversation !== undefined && { conversation }),
    };
    const everybody = await store.desk.presences(area, new Date(0));
    pages.show(request, response, 'desk/audit/views/audit.njk', visit, {
      area,
      areaName: areas.get(area)?.name[language] ?? area,
      entries: shown.map(({ at, adviser: id, name, act, conversationId }) => ({
        at,
        time: timeLabel(new Date(at), clock(), language),
        name: whoWords(t, { adviser: id, name }),
        ofAdviser: link({ ...filter, adviser: id }),
        act: actWords(t, act),
        conversation: conversationId && {
          short: conversationId.slice(0, 8),
          ofConversation: link({ ...filter, conversation: conversationId }),
          path: `/desk/conversations/${conversationId}`,
        },
      })),
      advisers: [
        ...everybody.map(({ adviser: id, name }) => ({ id, name })),
        ...strangerIds.map((id) => ({ id, name: whoWords(t, { adviser: id, name: '' }) })),
      ],
      wanted: { adviser: adviser ?? '', conversation: conversation ?? '' },
      older: found.length > pageSize && last ? link({ ...filter, before: last.position }) : null,
      newest: before === undefined ? null : link(filter),
      unfiltered: adviser === undefined && conversation === undefined ? null : auditPath(area),
    });
  });
}
