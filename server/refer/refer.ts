import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Content } from '../../content/load.js';
import { findPlace } from '../../content/areas/places/find-place.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { dangers } from '../../dialogs/safety/attention.js';
import { perMinute } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import { areaOf } from '../webchat/area.js';
import { formNames, forms, type Draft, type FormName } from './draft.js';
import type { Drafts, OpenDraft } from './drafts.js';
import { readForm, type Answered } from './read-form.js';
import type { ReferForOthers } from './send.js';
import { mayOpen, nextStep, stepNames, type StepName } from './steps.js';
import { declaration, shownStep } from './shown.js';

export interface ReferParts {
  content: Content;
  pages: Pages;
  drafts: Drafts;
  referring: ReferForOthers;
  clock: () => Date;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  config: {
    /** True where the site is served over HTTPS. */
    secure: boolean;
    /** Forms that one address may send in a minute. */
    formsPerMinute: number;
  };
}

const formLimit = '64kb';

/** What a page is shown with. */
interface Shown {
  area: Area;
  open: OpenDraft;
  step: StepName;
  /** What was written in its form and not taken, and which fields are wrong. */
  answered?: Answered;
}

/**
 * `/refer/:area`: a professional, a friend or family passes on a carer's story, with the carer's agreement. Plain pages
 * and forms, one thing at a time; nothing leaves, and nobody here can read it, before it is sent.
 */
export function createRefer(parts: ReferParts): Router {
  const { content, pages, drafts, referring, config } = parts;
  const router = express.Router();
  router.use('/refer', pageSecurity({ frameOrigins: [], https: config.secure }));
  const limit = perMinute(config.formsPerMinute, () => new PageError(429));
  const form = express.urlencoded({ extended: false, limit: formLimit });

  router.get('/refer/:area', (request, response) => {
    const { area, language } = visit(request, response);
    const context = { area: area.id, council: area.council[language], path: request.path };
    response.type('html').send(pages.render('refer/views/start.njk', language, context));
  });

  router.post('/refer/:area', limit, form, async (request, response) => {
    const { area } = visit(request, response);
    await drafts.begin(response, area.id);
    response.redirect(303, `/refer/${area.id}/you`);
  });

  router.get('/refer/:area/:step', async (request, response) => {
    const { area, language } = visit(request, response);
    const step = stepOf(request);
    const open = await drafts.find(request, area.id);
    if (!open) {
      response.redirect(303, `/refer/${area.id}`);
      return;
    }
    const next = nextStep(content, area, open.draft, language);
    if (mayOpen(step, next)) await show(response, { area, open, step }, language);
    else response.redirect(303, `/refer/${area.id}/${next}`);
  });

  router.post('/refer/:area/:step', limit, form, async (request, response) => {
    const { area, language } = visit(request, response);
    const step = stepOf(request);
    const body: unknown = request.body;
    const open = await drafts.find(request, area.id);
    if (!open) {
      response.redirect(303, `/refer/${area.id}`);
      return;
    }
    if (!drafts.csrfHolds(open.secret, fieldOf(body, 'csrf'))) throw new PageError(403);
    const next = nextStep(content, area, open.draft, language);
    if (mayOpen(step, next)) {
      const answered = await take(step, open.draft, area, language, body);
      if (answered) {
        await show(response.status(422), { area, open, step, answered }, language);
        return;
      }
      await drafts.keep(open);
    }
    response.redirect(303, `/refer/${area.id}/${nextStep(content, area, open.draft, language)}`);
  });

  /** Takes a page's form into the draft; what was written and what is wrong with it, when it cannot be taken. */
  async function take(
    step: StepName,
    draft: Draft,
    area: Area,
    language: Language,
    body: unknown,
  ): Promise<Answered | null> {
    if (step === 'danger') draft.dangersSeen = true;
    if (step === 'check') return send(draft, area, language, body);
    const name = formNames.find((each) => each === step);
    if (!name) return null;
    const answered = readForm(name, body);
    const wrong = answered.wrong.length > 0 ? answered : placeProblem(name, answered, content);
    if (wrong) return wrong;
    Object.assign(draft.answers, { [name]: forms[name].parse(answered.written) });
    if (name === 'caring') delete draft.answers.council;
    if (name === 'story') {
      const { what, matters } = forms.story.parse(answered.written);
      const { findings } = await referring.listen(area, language, `${what}\n${matters}`);
      draft.dangers = dangers(findings);
      draft.dangersSeen = false;
    }
    return null;
  }

  async function send(draft: Draft, area: Area, language: Language, body: unknown): Promise<Answered | null> {
    const { you, caring, story, reach } = draft.answers;
    if (!you || !caring || !story || !reach) throw new PageError(400);
    if (fieldOf(body, 'agreed') !== 'yes') return { written: {}, wrong: ['agreed'] };
    const whole = { ...draft, answers: { ...draft.answers, you, caring, story, reach } };
    const wording = declaration(content, area, draft, language);
    draft.sent = await referring.send(whole, area, language, wording);
    draft.answers = {};
    draft.dangers = [];
    return null;
  }

  async function show(response: Response, { area, open, step, answered }: Shown, language: Language) {
    const { draft, secret } = open;
    const written = formNames.some((name) => name === step) ? draft.answers[step as FormName] : {};
    const context = {
      ...shownStep(parts, { area, draft, step, language }),
      area: area.id,
      step,
      path: `/refer/${area.id}/${step}`,
      csrf: drafts.csrfToken(secret),
      written: answered?.written ?? written ?? {},
      wrong: answered?.wrong ?? [],
    };
    response.type('html').send(pages.render(`refer/views/${step}.njk`, language, context));
    return Promise.resolve();
  }

  function visit(request: Request, response: Response): { area: Area; language: Language } {
    rememberLanguage(request, response, config.secure);
    const { id } = areaOf(request, content.areas);
    const area = content.areas.get(id);
    if (!area) throw new PageError(404);
    return { area, language: pageLanguage(request, area) };
  }

  return router;
}

function stepOf(request: Request): StepName {
  const step = stepNames.find((each) => each === request.params['step']);
  if (!step) throw new PageError(404);
  return step;
}

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}

/** A place that nobody knows, or more than one: they are asked to look again, since it decides who answers. */
function placeProblem(name: FormName, { written }: Answered, { places }: Content): Answered | null {
  if (name !== 'caring') return null;
  const { kind } = findPlace(places, written['place'] ?? '');
  return kind === 'unknown' || kind === 'several' ? { written, wrong: ['place'] } : null;
}
