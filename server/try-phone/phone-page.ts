import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Words } from '../../content/words.js';
import { PageError } from '../pages/errors.js';
import { cookies, pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { PhoneAddress } from '../twilio/address.js';
import { fromOwnPage } from '../webchat/same-origin.js';
import type { Phone, Phones } from './phones.js';
import { shownMessages } from './shown.js';
import { channelSchema, mostCharacters, refusalOf, submissionSchema, type Refusal } from './submission.js';

export interface PhonePageParts {
  pages: Pages;
  words: Pick<Words, 'text'>;
  clock: () => Date;
  config: { secure: boolean };
  phones: Phones;
  /** Hands a text to the webhooks; whether it was accepted. */
  send: (server: string, from: PhoneAddress, text: string) => Promise<boolean>;
}

interface Problem {
  reason: Refusal | 'not-accepted';
  draft: string;
}

const cookieName = 'try-phone';
/** So that the answer is usually there when the page comes back, without JavaScript too. */
const waitForAnswerMs = 1500;
const updateSchema = z.object({ channel: channelSchema, after: z.coerce.number().int().min(0).catch(0) });

/** The page with the phone, its form, and what its script asks for. */
export function createPhonePage(parts: PhonePageParts): Router {
  const { phones, config, send, clock } = parts;
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 10 });
  const security = pageSecurity({ frameOrigins: [], https: config.secure });
  const held = (request: Request): Phone | null => phones.find(cookies(request)[cookieName] ?? '');
  const hold = async (response: Response): Promise<Phone> => {
    const phone = await phones.add();
    const options = { httpOnly: true, sameSite: 'lax', secure: config.secure, path: '/try' } as const;
    response.cookie(cookieName, phone.key, options);
    return phone;
  };

  router.get('/try', security, async (request, response) => {
    rememberLanguage(request, response, config.secure);
    const phone = held(request) ?? (await hold(response));
    showPhone(parts, request, response, { phone, channel: channelSchema.parse(request.query['channel']) });
  });

  router.get('/try/messages', security, (request, response) => {
    const phone = held(request);
    const { channel, after } = updateSchema.parse(request.query);
    const language = pageLanguage(request);
    if (!phone) {
      response.status(404).json({ error: { status: 404 } });
      return;
    }
    const messages = shownMessages(phone.messages, { channel, after, language, now: clock() });
    response.json({
      last: phone.last,
      html: parts.pages.render('try-phone/views/texts.njk', language, { messages }),
    });
  });

  router.post('/try', security, form, async (request, response) => {
    if (!fromOwnPage(request)) throw new PageError(403);
    const submission = submissionSchema.safeParse(request.body ?? {});
    if (!submission.success) throw new PageError(400);
    const { channel, message } = submission.data;
    const text = message.replace(/\r\n?/g, '\n');
    const phone = held(request) ?? (await hold(response));
    const refuse = (reason: Problem['reason'], status: number): void => {
      response.status(status);
      showPhone(parts, request, response, { phone, channel, problem: { reason, draft: message } });
    };
    const refusal = refusalOf(text);
    if (refusal) {
      refuse(refusal, 400);
      return;
    }
    phone.server = reachedAt(request);
    // Before it is sent: the answer can come back sooner than the webhook's.
    const sent = phone.add({ channel, own: true, text, at: clock() });
    if (!(await send(phone.server, { channel, number: phone.number }, text))) {
      phone.remove(sent);
      refuse('not-accepted', 503);
      return;
    }
    await phone.waitForNewer(sent, waitForAnswerMs);
    response.redirect(303, `/try?channel=${channel}#latest`);
  });

  router.post('/try/new', security, form, async (request, response) => {
    if (!fromOwnPage(request)) throw new PageError(403);
    const submission = submissionSchema.safeParse(request.body ?? {});
    if (!submission.success) throw new PageError(400);
    await hold(response);
    response.redirect(303, `/try?channel=${submission.data.channel}`);
  });
  return router;
}

function showPhone(
  { pages, words, clock }: PhonePageParts,
  request: Request,
  response: Response,
  { phone, channel, problem }: { phone: Phone; channel: PhoneAddress['channel']; problem?: Problem },
): void {
  const language = pageLanguage(request);
  const page = pages.render('try-phone/views/phone.njk', language, {
    path: '/try',
    channel,
    number: phone.number.replace('+44', '0').replace(/^(\d{5})/, '$1 '),
    messages: shownMessages(phone.messages, { channel, after: 0, language, now: clock() }),
    last: phone.last,
    draft: problem?.draft ?? '',
    problem: problem ? words.text(`try.${problem.reason}`, language, { limit: mostCharacters }) : null,
  });
  response.type('html').send(page);
}

/** The address of this server within this machine: the one that the request itself came in by. */
function reachedAt({ socket }: Request): string {
  const address = socket.localAddress ?? '127.0.0.1';
  const host =
    address.includes(':') && !address.startsWith('::ffff:') ? `[${address}]` : address.replace('::ffff:', '');
  return `http://${host}:${socket.localPort ?? 80}`;
}
