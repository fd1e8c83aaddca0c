import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { Store } from '../../store/store.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { assessmentsOf, shownAssessment } from '../partner/shown-referral.js';
import { desksOf } from '../partner/desks.js';
import { may } from '../rights.js';
import { translator } from '../translate.js';
import { needsInArea } from '../visit.js';

export interface OutcomePagesParts {
  pages: DeskPages;
  store: Store;
  content: Content;
  clock: () => Date;
}

/** Where the council sees how many were referred to whom, and what came of it. */
export const outcomesPath = (area: string): string => `/desk/areas/${area}/outcomes`;

const yearMs = 365 * 24 * 60 * 60_000;
const query = z.object({ reference: z.string().trim().max(40).optional().catch(undefined) });

/** Counts and outcomes of an area's referrals and assessments; what an assessment says only to those who have the right to it. */
export function outcomePages(routes: DeskRoutes, { pages, store, content, clock }: OutcomePagesParts): void {
  routes.page(outcomesPath(':area'), needsInArea('count-referrals'), async (visit, request, response) => {
    const { area } = visit;
    const language = pageLanguage(request);
    const t = translator(content.words, language);
    const since = new Date(clock().getTime() - yearMs);
    const desk = (party: string): string =>
      desksOf(content.areas.get(area), [party])[0]?.name[language] ?? party;
    const referrals = await store.referrals.counts(area, since);
    const assessments = await store.referrals.assessmentCounts(area, since);
    pages.show(request, response, 'desk/outcomes/views/outcomes.njk', visit, {
      area,
      areaName: content.areas.get(area)?.name[language] ?? area,
      referrals: referrals.map(({ service, party, status, count }) => ({
        to: party === null ? (content.services.get(service)?.name[language] ?? service) : desk(party),
        state: t(`desk-outcomes.status-${status}`),
        count,
      })),
      assessments: assessments.map(({ party, kind, outcome, count }) => ({
        by: desk(party),
        kind: t(`desk-partner.kind-${kind}`),
        outcome: t(`desk-conversation.assessment.${outcome}`),
        count,
      })),
      mayRead: may(visit.adviser, 'read-assessment', area),
    });
  });

  const readPath = `${outcomesPath(':area')}/assessments`;
  routes.page(readPath, needsInArea('read-assessment'), async (visit, request, response) => {
    const { area, adviser } = visit;
    const { reference = '' } = query.parse(request.query);
    const record = await store.referrals.find(reference);
    const referral = record?.area === area ? await store.findReferral(reference) : null;
    if (!record || !referral) throw new PageError(404);
    const { conversationId } = record;
    const at = clock().toISOString();
    const entry = {
      at,
      adviser: adviser.id,
      name: adviser.name,
      area,
      act: 'assessment-read',
      conversationId,
    };
    await store.desk.addAudit([entry]);
    const language = pageLanguage(request);
    const t = translator(content.words, language);
    const found = await assessmentsOf(store, referral);
    pages.show(request, response, 'desk/outcomes/views/assessments.njk', visit, {
      area,
      reference,
      assessments: found.map((each) => shownAssessment(t, language, each)),
    });
  });
}
