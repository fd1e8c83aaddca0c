import twilio from 'twilio';
import { startDesk, type DeskSite } from '../desk/site.js';
import { accountSid, authToken } from '../twilio/stand-in.js';
import { openWebConversation } from '../whole/people.js';
import type { Request } from './requests.js';

export const areaId = 'vale-of-glamorgan';
export const ourNumber = '+442920180999';

/** What a client can know and have. */
export interface Known {
  origin: string;
  /** Ids that are there. */
  ids: string[];
  /** Nobody's, and those of an adviser who may do everything. */
  cookies: string[];
  /** The adviser's. */
  csrf: string;
  /** Of a web chat. */
  token: string;
  streamUrl: string;
}

/** The whole app with every edge open: Twilio, Bot Framework's connector, the desk and the web. */
export function startEverything(): Promise<DeskSite> {
  return startDesk(() =>
    Promise.resolve({
      RATE_LIMIT_ADDRESS: '100000',
      RATE_LIMIT_NUMBER: '1000',
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: ourNumber,
      TWILIO_NUMBERS: `${ourNumber}=${areaId}`,
      MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555',
      MICROSOFT_APP_PASSWORD: 'a client secret',
      // Nothing is fetched from the world outside.
      MICROSOFT_OPENID_URL: 'http://127.0.0.1:9/none',
      MICROSOFT_LOGIN_URL: 'http://127.0.0.1:9',
    }),
  );
}

/** Talks on the web, signs somebody in at the desk, and says what there is. */
export async function getToKnow(site: DeskSite): Promise<Known> {
  const { conversationId, token, streamUrl } = await openWebConversation(site.origin);
  const cookie = await site.signedIn({ role: 'adviser', area: '*' }, { role: 'supervisor', area: '*' });
  const home = await fetch(`${site.origin}/desk`, { headers: { cookie } });
  const csrf = /name="csrf" value="([^"]*)"/.exec(await home.text())?.[1] ?? '';
  const page = await fetch(`${site.origin}/chat/${areaId}`, { redirect: 'manual' });
  const chat = page.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return {
    ...{ origin: site.origin, token, streamUrl, csrf },
    ids: [conversationId, 'sleep', 'vale-unpaid-carers-hub', 'advisers', 'a'],
    cookies: ['', cookie, ['language=cy', ...chat].join('; ')],
  };
}

/** The request with Twilio's signature on its form, where it is to have one. */
export function withSignature({ origin }: Known, request: Request): Record<string, string> {
  if (!request.signed || !request.path.startsWith('/webhooks')) return request.headers;
  const form = Object.fromEntries(new URLSearchParams(request.body.toString()));
  return {
    ...request.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, origin + request.path, form),
  };
}
