import type { Request, Response } from 'express';
import { z } from 'zod';
import { pageLanguage } from '../../pages/page-language.js';
import type { PersonKeys } from '../conversation/person-keys.js';
import type { DeskRoutes } from '../desk-routes.js';
import { queuePath } from '../queue/queue-pages.js';
import type { Right } from '../rights.js';
import type { Translate } from '../translate.js';
import { needsForConversation, type ConversationVisit } from '../visit.js';
import type { Acts } from './acts.js';
import { bookOnBehalf } from './book-on-behalf.js';
import { claim } from './claim.js';
import { close, closeInput } from './close.js';
import { correctStory } from './correct-story.js';
import * as forms from './forms.js';
import { handBack } from './hand-back.js';
import { logContact, note, recordAssessment } from './note.js';
import { referOnBehalf } from './refer-on-behalf.js';
import type { ActResult, Refusal } from './refusal.js';
import { say, sayInput } from './say.js';
import { reassign, transfer } from './transfer.js';

export interface ActRoutesParts {
  acts: Acts;
  personKeys: PersonKeys;
  /** Sentences in the language of whoever asks. */
  translate: (request: Request) => Translate;
  /** Shows the conversation again, with what was wrong and what had been written. */
  showProblem: (
    visit: ConversationVisit,
    request: Request,
    response: Response,
    problem: string,
    draft: string,
  ) => Promise<void>;
}

/** What an act answers to: the adviser, the conversation, and the form as it was read. */
type Do<Form> = (visit: ConversationVisit, form: Form) => Promise<ActResult>;

/** Where one goes after an act: to the conversation, or back to the queue when it is no longer the adviser's. */
type After = 'conversation' | 'queue';

/** Every act as a form that is posted; a script that asks for JSON is answered with it. */
export function actRoutes(routes: DeskRoutes, parts: ActRoutesParts): void {
  const { acts, personKeys } = parts;
  const id = ({ conversation }: ConversationVisit): string => conversation.id;

  function act<Form>(
    name: string,
    right: Right,
    schema: z.ZodType<Form>,
    perform: Do<Form>,
    after: After = 'conversation',
  ): void {
    const path = `/desk/conversations/:conversation/${name}`;
    routes.act(path, needsForConversation(right), async (visit, request, response) => {
      const form = schema.safeParse(withoutToken(request.body));
      const result = form.success ? await perform(visit, form.data) : null;
      if (result?.done) {
        answer(request, response, result, pathAfter(visit, after));
        return;
      }
      const t = parts.translate(request);
      const problem = result
        ? refusalWords(t, result.refusal)
        : t(`desk-conversation.refusal.${missing(name)}`);
      if (wantsJson(request)) {
        response.status(result ? 409 : 400).json({ problem });
        return;
      }
      response.status(result ? 409 : 400);
      await parts.showProblem(visit, request, response, problem, draftIn(request));
    });
  }

  act('take', 'take-conversation', z.object({}), (visit) => claim(acts, visit.adviser, id(visit)));
  act('say', 'work-conversation', sayInput, (visit, form) => say(acts, visit.adviser, id(visit), form));
  act('note', 'work-conversation', forms.note, (visit, form) => note(acts, visit.adviser, id(visit), form));
  act('contact', 'work-conversation', forms.contact, (visit, form) =>
    logContact(acts, visit.adviser, id(visit), form),
  );
  act('assessment', 'work-conversation', forms.assessment, (visit, form) =>
    recordAssessment(acts, visit.adviser, id(visit), form),
  );
  act('refer', 'work-conversation', forms.refer, (visit, form) =>
    referOnBehalf(acts, visit.adviser, id(visit), form),
  );
  act('book', 'work-conversation', forms.book, (visit, form) =>
    bookOnBehalf(acts, visit.adviser, id(visit), form),
  );
  act('correct', 'work-conversation', forms.correction, (visit, form) =>
    correctStory(acts, personKeys, visit.adviser, id(visit), form),
  );
  act('correct-safety', 'work-conversation', forms.safety, (visit, form) =>
    correctStory(acts, personKeys, visit.adviser, id(visit), form),
  );
  act(
    'hand-back',
    'work-conversation',
    forms.handBack,
    (visit, form) => handBack(acts, visit.adviser, id(visit), form),
    'queue',
  );
  act(
    'transfer',
    'work-conversation',
    forms.transfer,
    (visit, form) => transfer(acts, visit.adviser, id(visit), form),
    'queue',
  );
  act('reassign', 'supervise', forms.reassign, (visit, form) =>
    reassign(acts, visit.adviser, id(visit), form),
  );
  act(
    'close',
    'work-conversation',
    closeInput,
    (visit, form) => close(acts, visit.adviser, id(visit), form),
    'queue',
  );
}

/** Why an act was refused, in plain words. */
export function refusalWords(t: Translate, refusal: Refusal): string {
  const { why, ...values } = refusal;
  return t(`desk-conversation.refusal.${why}`, values);
}

function answer(request: Request, response: Response, result: ActResult, path: string): void {
  if (wantsJson(request)) response.json(result);
  else response.redirect(303, `${path}${langOf(request)}`);
}

/** Keeps a language that was asked for in the address. */
function langOf(request: Request): string {
  return request.query['lang'] === undefined ? '' : `?lang=${pageLanguage(request)}`;
}

function pathAfter({ conversation }: ConversationVisit, after: After): string {
  return after === 'queue' ? queuePath(conversation.area) : `/desk/conversations/${conversation.id}`;
}

/** What is left out of what people write is said as such; elsewhere something of the form is missing. */
function missing(name: string): string {
  return name === 'say' || name === 'note' ? 'empty' : 'incomplete';
}

function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}

/** The CSRF token was checked already, and belongs to no act. */
function withoutToken(body: unknown): unknown {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  delete fields['csrf'];
  return fields;
}

function draftIn(request: Request): string {
  return z.object({ text: z.string().max(4000) }).safeParse(request.body).data?.text ?? '';
}
