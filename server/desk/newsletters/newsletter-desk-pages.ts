import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import { subscriptionStates } from '../../../dialogs/newsletter/mailing.js';
import { columns, exported } from '../../newsletters/export.js';
import { imported, mostRows, UnreadableList, type Imported } from '../../newsletters/import.js';
import type { Subscriptions } from '../../newsletters/subscriptions.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { Store } from '../../store/store.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { translator } from '../translate.js';
import { needsInArea, type AreaVisit } from '../visit.js';
import { readList } from './read-list.js';

export interface NewsletterDeskParts {
  pages: DeskPages;
  store: Store;
  content: Content;
  subscriptions: Subscriptions;
  clock: () => Date;
}

/** Where a supervisor finds the mailing list of an area. */
export const newsletterListPath = (area: string): string => `/desk/areas/${area}/newsletter`;

const form = z.object({ file: z.string().min(1) });

/** The mailing list of an area's newsletter: how many are on it, the list itself as a file, and another list added to it. */
export function newsletterDeskPages(routes: DeskRoutes, parts: NewsletterDeskParts): void {
  const { store, subscriptions, clock } = parts;
  const path = newsletterListPath(':area');

  routes.page(path, needsInArea('manage-newsletter'), async (visit, request, response) => {
    await show(parts, visit, request, response, {});
  });

  routes.page(`${path}/list.csv`, needsInArea('manage-newsletter'), async (visit, _request, response) => {
    const area = areaOf(parts, visit);
    const list = await exported(store, area, await subscriptions.all(area.id));
    await store.desk.addAudit([entryOf(visit, 'newsletter-exported', clock)]);
    response
      .type('text/csv; charset=utf-8')
      .attachment(`newsletter-${area.id}.csv`)
      .set('cache-control', 'no-store')
      .send(list);
  });

  routes.act(
    `${path}/import`,
    needsInArea('manage-newsletter'),
    async (visit, request, response) => {
      const area = areaOf(parts, visit);
      const sent = form.safeParse(request.body);
      const entry = entryOf(visit, 'newsletter-imported', clock);
      try {
        if (!sent.success) throw new UnreadableList('There is no file.');
        const result = await imported(subscriptions, area.id, sent.data.file, { at: entry.at, entry });
        await show(parts, visit, request, response, { result });
      } catch (error) {
        if (!(error instanceof UnreadableList)) throw error;
        await show(parts, visit, request, response.status(400), { unreadable: true });
      }
    },
    [readList],
  );
}

/** As many lines as somebody looks up. */
const mostLines = 20;

async function show(
  { pages, content, subscriptions }: NewsletterDeskParts,
  visit: AreaVisit,
  request: Request,
  response: Response,
  { result, unreadable = false }: { result?: Imported; unreadable?: boolean },
): Promise<void> {
  const language = pageLanguage(request);
  const t = translator(content.words, language);
  const area = content.areas.get(visit.area);
  const newsletter = area?.afterwards.newsletter ?? null;
  const all = newsletter ? await subscriptions.all(visit.area) : [];
  pages.show(request, response, 'desk/newsletters/views/newsletter.njk', visit, {
    // The form was posted to an address of its own.
    path: newsletterListPath(visit.area),
    area: visit.area,
    areaName: area?.name[language] ?? visit.area,
    name: newsletter?.name[language] ?? null,
    listPath: newsletterListPath(visit.area),
    columns: columns.join(', '),
    counts: subscriptionStates.map((state) => ({
      words: t(`desk-newsletter.state-${state}`, { days: newsletter?.keepUnconfirmedDays ?? 0 }),
      count: all.filter((each) => each.state === state).length,
    })),
    unreadable: unreadable && t('desk-newsletter.unreadable', { most: mostRows }),
    result: result && {
      ...result,
      lines: result.wrong.slice(0, mostLines).join(', '),
      more: result.wrong.length > mostLines,
    },
  });
}

function areaOf({ content }: NewsletterDeskParts, { area: id }: AreaVisit): Area {
  const area = content.areas.get(id);
  if (!area?.afterwards.newsletter) throw new PageError(404);
  return area;
}

function entryOf({ adviser, area }: AreaVisit, act: string, clock: () => Date) {
  const { id, name } = adviser;
  return { at: clock().toISOString(), adviser: id, name, area, act, conversationId: null };
}
