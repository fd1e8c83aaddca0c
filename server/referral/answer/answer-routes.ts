import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { DateTime } from 'luxon';
import type { Content } from '../../../content/load.js';
import { perMinute } from '../../operations/rate-limit.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import type { Pages } from '../../pages/pages.js';
import { pageSecurity } from '../../pages/security.js';
import type { ReferralRecord } from '../../store/referrals.js';
import { answered, isOpenTo } from '../answers.js';
import type { ReferralMoves } from '../moves.js';
import { otherReceivers } from '../other-receivers.js';
import { answerKinds, readAnswer, toldWhys, type AnswerFields, type Problem } from './answer-form.js';
import { answerPath, linkHash } from './link.js';

export interface AnswerRoutesParts {
  moves: ReferralMoves;
  pages: Pages;
  content: Content;
  clock: () => Date;
  /** True where the site is served over HTTPS. */
  secure: boolean;
  /** Requests a minute from one address. */
  perMinute: number;
}

/** Nobody who guesses comes near one of these by chance, and the look-up costs nothing worth having. */
const secretPattern = /^[\w-]{43}$/;

/**
 * The page on which a service answers a referral by its one-time link, without an account. Opening it does nothing, since
 * mail scanners open links. Whoever has no good link is told the same, whatever is wrong with theirs.
 */
export function answerRoutes(parts: AnswerRoutesParts): Router {
  const { moves, pages, content, clock, secure } = parts;
  const router = express.Router();
  const path = answerPath(':secret');
  const security = pageSecurity({ frameOrigins: [], https: secure });
  const limit: RequestHandler = perMinute(parts.perMinute, () => new PageError(429));

  const hashOf = (request: Request): string | null => {
    const secret = String(request.params['secret']);
    return secretPattern.test(secret) ? linkHash(secret) : null;
  };
  const byLink = async (request: Request): Promise<ReferralRecord | null> => {
    const hash = hashOf(request);
    const record = hash === null ? null : await moves.parts.store.referrals.byLink(hash);
    return record && isGood(record, clock()) ? record : null;
  };

  function showGone(request: Request, response: Response): void {
    response.status(404);
    if (wantsJson(request)) response.json({ error: { status: 404 } });
    else show(request, response, 'gone', {});
  }

  function show(
    request: Request,
    response: Response,
    view: 'answer' | 'done' | 'gone',
    context: object,
  ): void {
    response.type('html').send(
      pages.render(`referral/answer/views/${view}.njk`, pageLanguage(request), {
        ...context,
        // The address holds the secret: only the page itself may carry it on.
        path: request.path,
      }),
    );
  }

  function showForm(
    request: Request,
    response: Response,
    { reference, service, area, status, changedAt }: ReferralRecord,
    given: Partial<AnswerFields>,
    problem: Problem | null,
  ): void {
    const language = pageLanguage(request);
    const nameOf = (id: string): string => content.services.get(id)?.name[language] ?? id;
    const date = DateTime.fromISO(changedAt, { zone: content.areas.get(area)?.timeZone ?? 'Europe/London' })
      .setLocale(language === 'en' ? 'en-GB' : 'cy')
      .toFormat('d MMMM yyyy');
    show(request, response, 'answer', {
      reference,
      service: nameOf(service),
      date,
      given,
      problem,
      kinds: answerKinds.filter((kind) => kind !== 'arrived' || status !== 'arrived'),
      toldWhys,
      services: otherReceivers(content, area, service).map((id) => ({ id, name: nameOf(id) })),
    });
  }

  router.get(path, limit, security, async (request, response) => {
    const record = await byLink(request);
    if (record) showForm(request, response, record, {}, null);
    else showGone(request, response);
  });

  router.post(
    path,
    limit,
    security,
    express.urlencoded({ extended: false, limit: '16kb' }),
    express.json({ limit: '16kb' }),
    async (request, response) => {
      const record = await byLink(request);
      const hash = hashOf(request);
      if (!record || hash === null) {
        showGone(request, response);
        return;
      }
      const read = readAnswer(request.body ?? {}, otherReceivers(content, record.area, record.service));
      if (!read) throw new PageError(400);
      const { answer, given, problem } = read;
      if (!answer) {
        response.status(400);
        if (wantsJson(request)) response.json({ error: { status: 400, problem } });
        else showForm(request, response, record, given, problem);
        return;
      }
      const done = await moves.move(
        (referrals) => referrals.byLink(hash),
        { adviser: 'receiver', name: '', act: `referral-${answer.kind}` },
        (found) =>
          isGood(found.record, clock()) && isOpenTo(found, answer.kind)
            ? answered(moves.parts, found, answer, null)
            : null,
      );
      if (!done) showGone(request, response);
      else if (wantsJson(request)) response.json({ answer: answer.kind });
      else show(request, response, 'done', { kind: answer.kind });
    },
  );
  return router;
}

/** Its time is not over. What was answered or withdrawn has no link any more. */
function isGood({ link }: ReferralRecord, now: Date): boolean {
  return link !== null && new Date(link.expiresAt) > now;
}

function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}
