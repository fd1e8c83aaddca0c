import type { Request, Response } from 'express';
import { circumstances } from '../../../content/schema/area.js';
import type { Content } from '../../../content/load.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import { answerKinds, readAnswer, toldWhys } from '../../referral/answer/answer-form.js';
import { answered, isOpenTo } from '../../referral/answers.js';
import type { FoundReferral, MoveChange, ReferralMoves } from '../../referral/moves.js';
import { newsOf } from '../../referral/news.js';
import { otherReceivers } from '../../referral/other-receivers.js';
import { assessmentKinds, assessmentOutcomes } from '../../store/referrals.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { translator } from '../translate.js';
import { needsAtParty, needsForReferral, type PartyVisit, type ReferralVisit } from '../visit.js';
import { agreements, filledIn, readAssessment, writtenParts } from './assessment-form.js';
import { desksOf, partnerPath, referralPath } from './desks.js';
import { readPartnerList } from './partner-list.js';
import { assessed } from './record-assessment.js';
import { assessmentsOf, referralSections, shownAssessment } from './shown-referral.js';

export interface PartnerPagesParts {
  pages: DeskPages;
  content: Content;
  moves: ReferralMoves;
  clock: () => Date;
}

/** What is wrong with a form that was sent: a key of content/words, and the form as it was. */
interface Refused {
  problem: string;
  given: Record<string, unknown>;
}

/** The desk of a partner or a carers officer: what was referred to it, and nothing else. */
export function partnerPages(routes: DeskRoutes, parts: PartnerPagesParts): void {
  const { pages, content, moves, clock } = parts;
  const { store } = moves.parts;

  routes.page(
    partnerPath(':area', ':party'),
    needsAtParty('work-referral'),
    async (visit, request, response) => {
      const { area, party } = visit;
      const language = pageLanguage(request);
      const reader = { content, t: translator(content.words, language), language };
      pages.show(request, response, 'desk/partner/views/partner.njk', visit, {
        deskName: deskName(visit, request),
        referrals: await readPartnerList(store, area, party, reader),
      });
    },
  );

  routes.page(
    referralPath(':area', ':party', ':referral'),
    needsForReferral('work-referral'),
    async (visit, request, response) => {
      await showReferral(visit, request, response, null);
    },
  );

  act('answer', (visit, request) => {
    const { area, service } = visit.record;
    const read = readAnswer(request.body, otherReceivers(content, area, service));
    if (!read) throw new PageError(400);
    const { answer, given, problem } = read;
    if (!answer) return { problem: `referral-answer.${problem ?? 'problem-answer'}`, given };
    const name = `referral-${answer.kind}`;
    return {
      name,
      decide: (found) =>
        isOpenTo(found, answer.kind) ? answered(moves.parts, found, answer, byOf(visit)) : null,
    };
  });

  act('assess', (visit, request) => {
    const area = content.areas.get(visit.area);
    if (!area || !mayAssess(visit)) throw new PageError(403);
    const read = readAssessment(request.body, area);
    if (typeof read === 'string')
      return { problem: `desk-partner.${read}`, given: request.body as Record<string, unknown> };
    const { form, officer } = read;
    return {
      name: officer ? 'passed-to-officer' : 'assessment-recorded',
      decide: (found) => assessed(moves.parts, found, form, officer, byOf(visit)),
    };
  });

  type Decided = { name: string; decide: (found: FoundReferral) => MoveChange | null };

  function act(name: string, read: (visit: ReferralVisit, request: Request) => Decided | Refused): void {
    const path = `${referralPath(':area', ':party', ':referral')}/${name}`;
    routes.act(path, needsForReferral('work-referral'), async (visit, request, response) => {
      const what = read(visit, request);
      if ('problem' in what) {
        await showReferral(visit, request, response.status(400), what);
        return;
      }
      const { adviser, record } = visit;
      const mover = { adviser: adviser.id, name: adviser.name, act: what.name };
      const { reference, area, party } = record;
      const done = await moves.move(
        (referrals) => referrals.find(reference),
        mover,
        // It may have gone to another desk meanwhile.
        (found) => (found.record.area === area && found.record.party === party ? what.decide(found) : null),
      );
      if (done) response.redirect(303, referralPath(visit.area, visit.party, reference));
      else {
        const now = (await store.referrals.find(reference)) ?? record;
        const refused = { problem: 'desk-partner.problem-moved', given: {} };
        await showReferral({ ...visit, record: now }, request, response.status(409), refused);
      }
    });
  }

  async function showReferral(
    visit: ReferralVisit,
    request: Request,
    response: Response,
    refused: Refused | null,
  ): Promise<void> {
    const { record, area, party } = visit;
    await log(visit, 'referral-viewed');
    const language = pageLanguage(request);
    const t = translator(content.words, language);
    // Who withdrew is shown to nobody here any more.
    const referral = record.status === 'withdrawn' ? null : await store.findReferral(record.reference);
    const recorded = referral ? await assessmentsOf(store, referral) : [];
    const answerable =
      record.status === 'open' || record.status === 'arrived' || record.status === 'returned';
    pages.show(request, response, 'desk/partner/views/referral.njk', visit, {
      deskName: deskName(visit, request),
      deskPath: partnerPath(area, party),
      // The form was posted to an address of its own.
      path: referralPath(area, party, record.reference),
      reference: record.reference,
      state: t(`desk-conversation.referral-state.${newsOf(content, record).state}`),
      sections: referral ? referralSections(content, referral, language) : [],
      assessments: recorded.map((each) => shownAssessment(t, language, each)),
      answers:
        referral && answerable
          ? answerKinds.filter((kind) => kind !== 'arrived' || record.status !== 'arrived')
          : [],
      toldWhys,
      services: otherReceivers(content, area, record.service).map((id) => ({
        id,
        name: content.services.get(id)?.name[language] ?? id,
      })),
      assess:
        referral && record.status === 'accepted' && mayAssess(visit)
          ? {
              kinds: assessmentKinds,
              parts: writtenParts,
              circumstances,
              outcomes: assessmentOutcomes,
              agreements,
            }
          : null,
      problem: refused?.problem ?? null,
      given: refused?.given ?? (referral ? filledIn(referral) : {}),
    });
  }

  /** A partner that the council has make assessments, and every carers officer. */
  function mayAssess({ area, party }: PartyVisit): boolean {
    const [desk] = desksOf(content.areas.get(area), [party]);
    return desk !== undefined && (!('assesses' in desk) || desk.assesses);
  }

  /** @throws PageError 404 when the content has no such desk any more */
  function deskName({ area, party }: PartyVisit, request: Request): string {
    const [desk] = desksOf(content.areas.get(area), [party]);
    if (!desk) throw new PageError(404);
    return desk.name[pageLanguage(request)];
  }

  async function log({ adviser, area, record }: ReferralVisit, name: string): Promise<void> {
    const { conversationId } = record;
    const at = clock().toISOString();
    await store.desk.addAudit([
      { at, adviser: adviser.id, name: adviser.name, area, act: name, conversationId },
    ]);
  }
}

function byOf({ adviser }: Pick<ReferralVisit, 'adviser'>): { adviser: string; name: string } {
  return { adviser: adviser.id, name: adviser.name };
}
