import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { z } from 'zod';
import type { Language } from '../../content/language.js';
import { sentenceOf, whatToWrite } from '../../content/schema/what-to-write.js';
import type { Directory } from './directory.js';
import type { OpenReferralService } from './open-referral.js';
import { isAskedFor, pageOf, pageQuerySchema, servicesQuerySchema } from './query.js';

/** Where the directory is found. */
export const directoryPath = '/directory';

/** How long an answer may be kept, in seconds; after that its ETag is enough. */
const keptSeconds = 300;

const profile = 'https://docs.openreferraluk.org/en/latest/';

/** Open to every site and every client, to read (a rule of compliance with the UK profile). */
const open: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'ETag, RateLimit, RateLimit-Policy, Retry-After',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': `public, max-age=${keptSeconds}`,
  });
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.set({ 'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS', 'Access-Control-Max-Age': '7200' });
  response.status(204).end();
};

function refuse(response: Response, status: number, message: string, field?: string): void {
  response.status(status).set('Cache-Control', 'no-store');
  response.json({ error: { status, ...(field !== undefined && { field }), message } });
}

/** The query, or null when it has been refused. */
function queryOf<S extends z.ZodType>(schema: S, request: Request, response: Response): z.infer<S> | null {
  const query = schema.safeParse(request.query, { reportInput: true, error: whatToWrite });
  if (query.success) return query.data;
  const [issue] = query.error.issues;
  refuse(response, 400, issue ? sentenceOf(issue) : 'The query cannot be read.', issue?.path.join('.'));
  return null;
}

/** A service as it stands in a page of services: without its lists. */
function summaryOf(service: OpenReferralService): object {
  return Object.fromEntries(Object.entries(service).filter(([, value]) => !Array.isArray(value)));
}

/**
 * The directory by the API of Open Referral UK 3.0: what runs, is confirmed and has its source. `?lang=cy` gives it in
 * Welsh.
 * @param perMinute the most requests from one address
 */
export function createDirectoryApi(directory: Record<Language, Directory>, perMinute: number): Router {
  const router = express.Router();
  const limited = rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => refuse(response, 429, 'Too many requests; try again in a minute.'),
  });
  router.use(open, limited);
  router.get('/', (request, response) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') response.redirect(303, `${directoryPath}/find`);
    else response.json({ version: 'HSDS-UK-3.0', profile, openapi_url: `${profile}openapi30.json` });
  });
  router.get('/services', (request, response) => {
    const query = queryOf(servicesQuerySchema, request, response);
    if (!query) return;
    const found = directory[query.lang].services.filter((service) => isAskedFor(service, query));
    response.json(pageOf(found.map(summaryOf), query));
  });
  // Nobody has told us of a place that may be visited, with its source; the list is there, and it is empty.
  router.get('/service_at_locations', (request, response) => {
    const query = queryOf(pageQuerySchema, request, response);
    if (query) response.json(pageOf([], query));
  });
  for (const part of ['organizations', 'taxonomies', 'taxonomy_terms'] as const) {
    router.get(`/${part}`, (request, response) => {
      const query = queryOf(pageQuerySchema, request, response);
      if (query) response.json(pageOf<object>(directory[query.lang][part], query));
    });
  }
  for (const part of ['services', 'organizations', 'taxonomies', 'taxonomy_terms'] as const) {
    router.get(`/${part}/:id`, (request, response) => {
      const query = queryOf(pageQuerySchema.pick({ lang: true }), request, response);
      if (!query) return;
      const found = directory[query.lang][part].find(({ id }) => id === request.params.id);
      if (!found) refuse(response, 404, 'There is nothing of this id.');
      else response.json(part === 'organizations' ? withServices(found, directory[query.lang]) : found);
    });
  }
  router.use((_request, response) => {
    refuse(response, 404, 'There is nothing here.');
  });
  return router;
}

/** An organisation in full has its services with it. */
function withServices(organization: { id: string }, { services }: Directory): object {
  const its = services.filter((service) => service.organization_id === organization.id);
  return { ...organization, services: its.map((service) => ({ ...service, organization: undefined })) };
}
