import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Content } from '../../content/load.js';
import type { Area } from '../../content/schema/area.js';
import { perMinute as rateLimit } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import { chosenLanguage, pageLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { Signer } from '../afterwards/signer.js';
import { isLate, newsletterPath } from './link.js';
import { confirmed, stopped, type Subscription, type Subscriptions } from './subscriptions.js';

export interface NewsletterPagesParts {
  subscriptions: Subscriptions;
  signer: Signer;
  pages: Pages;
  content: Pick<Content, 'areas'>;
  clock: () => Date;
  config: { secure: boolean; perMinute: number };
}

const form = z.object({ answer: z.enum(['yes', 'stop']) });
const params = z.object({ area: z.string(), id: z.string().max(100), signature: z.string().max(100) });

/** One that its link leads to. */
interface Led {
  area: Area;
  id: string;
  kept: Subscription;
  path: string;
}

/**
 * The page of the link in the email that asks whether somebody wanted a newsletter. Opening it does nothing, since mail
 * scanners open links; pressing does. It says nothing of whose it is.
 */
export function createNewsletterPages(parts: NewsletterPagesParts): Router {
  const { subscriptions, signer, pages, content, clock, config } = parts;
  const router = express.Router();
  const limit = rateLimit(config.perMinute, () => new PageError(429));
  const read = express.urlencoded({ extended: false, limit: '2kb' });
  const path = '/newsletter/:area/:id/:signature';
  router.use('/newsletter', limit, pageSecurity({ frameOrigins: [], https: config.secure }));

  async function led(request: Request): Promise<Led | null> {
    const asked = params.safeParse(request.params).data;
    if (!asked) return null;
    const { area: areaId, id, signature } = asked;
    const area = content.areas.get(areaId);
    const kept = area ? await subscriptions.find(area.id, id) : null;
    if (!area || !kept) return null;
    const right = signer.matches(signature, 'newsletter', area.id, id, kept.consentedAt);
    return right ? { area, id, kept, path: newsletterPath(signer, area.id, id, kept) } : null;
  }

  function show(request: Request, response: Response, found: Led | null): void {
    // Theirs, also after a form, which names none.
    const language = chosenLanguage(request) ?? found?.kept.language ?? pageLanguage(request);
    const good = found && !isLate(found.kept, clock()) ? found : null;
    response
      .status(good ? 200 : 404)
      .set('cache-control', 'no-store')
      .type('html')
      .send(
        pages.render('newsletters/views/newsletter.njk', language, {
          path: found?.path ?? request.path,
          name: good?.area.afterwards.newsletter?.name[language] ?? '',
          state: good?.kept.state ?? 'gone',
        }),
      );
  }

  router.get([path, `${path}/stop`], async (request, response) => {
    show(request, response, await led(request));
  });

  router.post(path, read, async (request, response) => {
    const answer = form.safeParse(request.body);
    if (!answer.success) throw new PageError(400);
    const found = await led(request);
    const at = clock().toISOString();
    if (found && answer.data.answer === 'stop')
      await subscriptions.change(found.area.id, found.id, (before) => stopped(before, at));
    if (found && answer.data.answer === 'yes' && !isLate(found.kept, clock()))
      await subscriptions.change(found.area.id, found.id, (before) => confirmed(before, at));
    show(request, response, found && (await led(request)));
  });

  // One click in a mail program, which carries no cookie and opens no page (RFC 8058).
  router.post(`${path}/stop`, read, async (request, response) => {
    const found = await led(request);
    if (!found) throw new PageError(404);
    await subscriptions.change(found.area.id, found.id, (before) => stopped(before, clock().toISOString()));
    response.sendStatus(204);
  });
  return router;
}
