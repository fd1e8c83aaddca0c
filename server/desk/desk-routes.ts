import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { PageError } from '../pages/errors.js';
import { rememberLanguage } from '../pages/page-language.js';
import { pageSecurity } from '../pages/security.js';
import type { Admissions, Refusal } from './admission.js';
import { isMeant } from './csrf.js';
import { isRight } from './rights.js';
import type { DeskSession } from './sign-in/sessions.js';
import type { Need, Scope, Serve } from './visit.js';

/** How a route answers: a page for people, data (a stream included) for scripts, or an act, which changes something. */
type Kind = 'page' | 'data' | 'act';

/** A route of the desk as it was declared; `need` is null for what anybody may ask for, signed in or not. */
export interface DeclaredRoute {
  method: 'get' | 'post';
  path: string;
  kind: Kind;
  need: Need | null;
}

/** A route of the desk was declared in a way that would not guard it. */
export class BadDeclaration extends Error {
  override readonly name = 'BadDeclaration';
}

export interface DeskRoutesParts {
  admissions: Admissions;
  /** Shows the page for those who have no role anywhere, with its status. */
  showNoRole: (request: Request, response: Response, session: DeskSession | null) => void;
  /** True where the desk is reached over HTTPS. */
  secure: boolean;
}

/** Where people sign in; `to` brings them back. */
export const signInPath = '/desk/sign-in';

const readForm: RequestHandler[] = [
  express.urlencoded({ extended: false, limit: '64kb' }),
  express.json({ limit: '64kb' }),
];

/**
 * The only way to add a route to the desk. Each declares what it needs, and is served to those alone who have it; whatever
 * changes something takes the session's CSRF token as well.
 */
export class DeskRoutes {
  readonly #router = express.Router();
  readonly #declared: DeclaredRoute[] = [];
  readonly #security: RequestHandler;

  constructor(private readonly parts: DeskRoutesParts) {
    this.#security = pageSecurity({ frameOrigins: [], https: parts.secure });
  }

  /** A page (GET). Somebody who is not signed in is sent to do so and brought back. */
  page<S extends Scope>(path: string, need: Need<S>, serve: Serve<S>): void {
    this.#guard('get', 'page', path, need, [], serve);
  }

  /** Data or a stream (GET) for a script. Somebody who is not signed in gets 401. */
  data<S extends Scope>(path: string, need: Need<S>, serve: Serve<S>): void {
    this.#guard('get', 'data', path, need, [], serve);
  }

  /**
   * Something that changes (POST), from a form or as JSON of at most 64 KB, with the CSRF token; `request.body` is to be
   * parsed by zod.
   * @param read reads another kind of body
   */
  act<S extends Scope>(path: string, need: Need<S>, serve: Serve<S>, read = readForm): void {
    this.#guard('post', 'act', path, need, read, serve);
  }

  /** A route for anybody at all: signing in, and no more. */
  open(method: 'get' | 'post', path: string, ...handlers: RequestHandler[]): void {
    this.#declare({ method, path, kind: method === 'get' ? 'page' : 'act', need: null });
    this.#router[method](path, this.#security, ...handlers);
  }

  /** All routes, in the order in which they were declared. */
  get declared(): readonly DeclaredRoute[] {
    return this.#declared;
  }

  /** To be mounted at the root. */
  get router(): Router {
    return this.#router;
  }

  #guard<S extends Scope>(
    method: 'get' | 'post',
    kind: Kind,
    path: string,
    need: Need<S>,
    read: RequestHandler[],
    serve: Serve<S>,
  ): void {
    this.#declare({ method, path, kind, need });
    const enter: RequestHandler = async (request, response) => {
      const admission = await this.parts.admissions.admit(request, need);
      if ('refusal' in admission) {
        this.#refuse(admission, kind, request, response);
        return;
      }
      const { session, visit } = admission;
      // What is sent is read only once we know who sends it.
      for (const reader of read) await reading(reader, request, response);
      if (kind === 'act' && !isMeant(request, session.csrf)) throw new PageError(403);
      await serve(visit, request, response);
    };
    this.#router[method](path, this.#security, enter);
  }

  #declare(route: DeclaredRoute): void {
    const { method, path, need } = route;
    const wrong = problemWith(route);
    if (wrong !== null) throw new BadDeclaration(`${method} ${path} ${wrong}.`);
    if (this.#declared.some((other) => other.method === method && other.path === path))
      throw new BadDeclaration(`${method} ${path} is declared twice.`);
    this.#declared.push({ ...route, need: need && { ...need } });
  }

  #refuse(
    { refusal, session }: { refusal: Refusal; session: DeskSession | null },
    kind: Kind,
    request: Request,
    response: Response,
  ): void {
    if (refusal === 'not-found') throw new PageError(404);
    if (refusal === 'no-right') throw new PageError(403);
    const forPerson = kind === 'page' || (kind === 'act' && request.accepts(['json', 'html']) === 'html');
    if (refusal === 'no-role') {
      if (!forPerson) throw new PageError(403);
      this.parts.showNoRole(request, response.status(403), session);
      return;
    }
    if (!forPerson) response.status(401).json({ error: { status: 401 } });
    else {
      rememberLanguage(request, response, this.parts.secure);
      const to = kind === 'page' ? `?to=${encodeURIComponent(request.originalUrl)}` : '';
      response.redirect(303, signInPath + to);
    }
  }
}

/** The parameters of the path that each scope checks. */
const checkedBy: Record<Scope, readonly string[]> = {
  desk: [],
  area: ['area'],
  conversation: ['conversation'],
  party: ['area', 'party'],
  referral: ['area', 'party', 'referral'],
};

/** What is wrong with a declaration, as the end of a sentence; checked again here because a guard may not rest on types alone. */
function problemWith({ path, need }: DeclaredRoute): string | null {
  if (path !== '/desk' && !path.startsWith('/desk/')) return 'is not below /desk';
  const parameters = [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => name);
  if (need !== null && !isRight(need.right)) return 'needs a right that does not exist';
  const checked = need ? checkedBy[need.scope] : [];
  for (const name of ['area', 'conversation', 'party', 'referral']) {
    const named = parameters.includes(name);
    if (named && !checked.includes(name)) return `names :${name} and does not check it`;
    if (!named && checked.includes(name)) return `checks :${name} and does not name it`;
  }
  return null;
}

function reading(reader: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void reader(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('The body cannot be read.'));
    });
  });
}
