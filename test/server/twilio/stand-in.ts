import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import twilio from 'twilio';
import { TwilioRequestClient } from '../../../server/twilio/request-client.js';
import { newMessage, type MessageResource } from './message-resource.js';

interface ApiError {
  status: number;
  code?: number;
  /** Seconds. */
  retryAfter?: number;
}

/** What the stand-in does with the next request instead of answering it. */
export type Mishap =
  | ({ kind: 'error' } & ApiError)
  /** A gateway in front of Twilio answers, not Twilio; the message was taken or was not. */
  | { kind: 'gateway'; status: number; stored: boolean }
  /** Takes the message and never answers. */
  | { kind: 'hang' }
  | { kind: 'cut'; stored: boolean }
  /** Begins a good answer, and ends the connection in its middle. */
  | { kind: 'half'; stored: boolean };

export const accountSid = `AC${'0'.repeat(31)}1`;
export const authToken = 'f'.repeat(32);

/** A SID of Twilio's form, different each time. */
export function newSid(prefix: 'SM' | 'MM'): string {
  return prefix + randomBytes(16).toString('hex');
}

/** Answers on loopback as Twilio's message API does, with mishaps on demand. */
export class TwilioStandIn {
  /** Every message taken, oldest first. */
  readonly messages: MessageResource[] = [];
  /** The form of every attempt to create a message, in order. */
  readonly attempts: Record<string, string>[] = [];
  /** How often messages were listed. */
  lookUps = 0;
  private readonly mishaps: { create: Mishap[]; list: Mishap[] } = { create: [], list: [] };
  private readonly server: Server;

  private constructor(
    private readonly clock: () => Date,
    private readonly beforeAnswer: () => Promise<void>,
  ) {
    const app = express();
    const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
    app.post(path, express.urlencoded({ extended: false }), (request, response) =>
      this.create(request, response),
    );
    app.get(path, (request, response) => {
      this.list(request, response);
    });
    this.server = app.listen(0, '127.0.0.1');
  }

  /** @param beforeAnswer waited for when a message has been taken, before its sender hears of it */
  static async start(
    clock: () => Date,
    beforeAnswer: () => Promise<void> = () => Promise.resolve(),
  ): Promise<TwilioStandIn> {
    const standIn = new TwilioStandIn(clock, beforeAnswer);
    await new Promise((resolve) => standIn.server.once('listening', resolve));
    return standIn;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The next attempts to create a message meet these, one each. */
  nextCreate(...mishaps: Mishap[]): void {
    this.mishaps.create.push(...mishaps);
  }

  /** The next look-ups meet these, one each. */
  nextList(...mishaps: Mishap[]): void {
    this.mishaps.list.push(...mishaps);
  }

  /** Where the API is called. */
  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  /** Carries the real twilio client's requests here. */
  requestClient(timeoutMs = 2000): TwilioRequestClient {
    return new TwilioRequestClient({ timeoutMs, apiUrl: this.url });
  }

  private async create(request: Request, response: Response): Promise<void> {
    const form = request.body as Record<string, string>;
    this.attempts.push(form);
    if (!isAuthorised(request)) {
      sendError(response, { status: 401, code: 20003 });
      return;
    }
    const mishap = this.mishaps.create.shift();
    const message = newMessage(accountSid, newSid('SM'), form, this.clock());
    if (!mishap || mishap.kind === 'hang' || ('stored' in mishap && mishap.stored))
      this.messages.push(message);
    await this.beforeAnswer();
    if (mishap) meet(mishap, response);
    else response.status(201).json(message);
  }

  private list(request: Request, response: Response): void {
    this.lookUps += 1;
    const mishap = this.mishaps.list.shift();
    if (mishap) {
      meet(mishap, response);
      return;
    }
    const size = Number(request.query['PageSize'] ?? 50);
    const messages = this.messages.filter(({ to }) => to === request.query['To']);
    response.json({
      end: messages.length,
      first_page_uri: request.originalUrl,
      messages: messages.toReversed().slice(0, size),
      next_page_uri: null,
      page: 0,
      page_size: size,
      previous_page_uri: null,
      start: 0,
      uri: request.originalUrl,
    });
  }
}

function isAuthorised(request: Request): boolean {
  const expected = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  return request.header('authorization') === `Basic ${expected}`;
}

function meet(mishap: Mishap, response: Response): void {
  if (mishap.kind === 'cut') response.destroy();
  if (mishap.kind === 'half') {
    response.status(201).type('json').set('Content-Length', '500');
    response.write('{"sid": "SM', () => response.destroy());
  }
  if (mishap.kind === 'gateway') response.status(mishap.status).type('html').send('<h1>Bad gateway</h1>');
  if (mishap.kind === 'error') sendError(response, mishap);
}

function sendError(response: Response, { status, code, retryAfter }: ApiError): void {
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response.status(status).json({
    code,
    message: 'The request was not carried out.',
    more_info: `https://www.twilio.com/docs/errors/${code ?? status}`,
    status,
  });
}

/** The form of an incoming text, as Twilio posts it. */
export function inboundForm(fields: Record<string, string> = {}): Record<string, string> {
  const sid = newSid('SM');
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Body: 'Hello',
    From: '+447700900123',
    FromCountry: 'GB',
    MessageSid: sid,
    NumMedia: '0',
    NumSegments: '1',
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    To: '+442920000001',
    ...fields,
  };
}

export interface Webhook {
  /** What is posted to, on loopback. */
  url: string;
  form: Record<string, string>;
  /** What Twilio was told the address is, and therefore signs; by default the same. */
  signedFor?: string;
  token?: string;
  headers?: Record<string, string>;
}

/** Posts a form with Twilio's signature. */
export function postWebhook({ url, form, signedFor = url, token = authToken, headers = {} }: Webhook) {
  const signature = twilio.getExpectedTwilioSignature(token, signedFor, form);
  return fetch(url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': signature, ...headers },
    body: new URLSearchParams(form),
  });
}
