import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import type { TwilioConfig } from '../../../server/twilio/config.js';
import { createTwilio } from '../../../server/twilio/twilio.js';
import { attempt } from '../../../server/outbox/attempt.js';
import { defaultRetryPolicy } from '../../../server/outbox/backoff.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import type { OutboxItem } from '../../../server/store/outbox.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Spool } from '../../../server/spool/spool.js';
import type { Replay } from '../../../server/spool/replay.js';
import type { Store } from '../../../server/store/store.js';
import { EchoTurns } from './echo-turns.js';
import { accountSid, authToken, inboundForm, postWebhook, TwilioStandIn } from './stand-in.js';

export const carer = '+447700900123';

export interface TestApp {
  /** Where the app listens, without a path. */
  url: string;
  store: Store;
  /** Conversations of which something new was announced. */
  announced: string[];
  turns: EchoTurns;
  twilio: TwilioStandIn;
  /** Runs what is in the spool; null where there is none. */
  replay: Replay | null;
  /** Everything that was logged. */
  logs: string[];
  clock: { now: Date; forward: (ms: number) => void };
  /** A message from a phone, signed; the status of the answer. */
  text: (fields?: Record<string, string>) => Promise<Response>;
  /** A delivery report, signed. */
  report: (fields: Record<string, string>) => Promise<Response>;
  /** One attempt for each item that is due, at the moment unless told. */
  deliver: (at?: Date) => Promise<void>;
  /** The outbox of the person's conversation. */
  outbox: (channel?: 'sms' | 'whatsapp') => Promise<OutboxItem[]>;
  close: () => Promise<void>;
}

export interface TestAppOptions {
  config?: Partial<TwilioConfig>;
  messagesPerMinute?: number;
  /** How long an answer of Twilio is waited for. */
  timeoutMs?: number;
  /** Where messages wait while the store is away; none unless told. */
  spool?: Spool;
}

/** The webhooks and the sender with a real store, the real twilio client and a stand-in for Twilio, all on loopback. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-'));
  const store = await openSqliteStore(join(folder, 'store.db'));
  const time = { now: new Date('2026-11-22T10:00:00.000Z') };
  const clock = () => time.now;
  const logs: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  const turns = new EchoTurns(store, clock);
  const standIn = await TwilioStandIn.start(clock);
  const app = express();
  const server = await listen(app);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: TwilioConfig = {
    accountSid,
    authToken,
    messagingServiceSid: `MG${'0'.repeat(32)}`,
    from: null,
    whatsappTemplateSid: null,
    numbers: new Map([['+442920000002', 'cardiff']]),
    defaultArea: 'vale-of-glamorgan',
    publicUrl: new URL(url),
    ...options.config,
  };
  const announced: string[] = [];
  const { router, sender, replay } = createTwilio({
    config,
    turns,
    store,
    spool: options.spool ?? null,
    live: { publish: (id) => void announced.push(id) },
    clock,
    logger,
    messagesPerMinute: options.messagesPerMinute ?? 1000,
    requestClient: standIn.requestClient(options.timeoutMs),
  });
  app.use(router);
  const noEmail = { send: () => Promise.reject(new Error('There is no email here.')) };
  const context = {
    store,
    senders: { message: sender, email: noEmail, endpoint: noEmail },
    retry: defaultRetryPolicy,
    sendTimeoutMs: 60_000,
    now: clock,
    random: () => 1,
    logger,
  };
  const signedFor = (path: string) => config.publicUrl.origin + path;
  return {
    url,
    store,
    announced,
    turns,
    twilio: standIn,
    replay,
    logs,
    clock: {
      get now() {
        return time.now;
      },
      forward: (ms) => {
        time.now = new Date(time.now.getTime() + ms);
      },
    },
    text: (fields) => {
      const path = '/webhooks/twilio/messages';
      return postWebhook({ url: url + path, signedFor: signedFor(path), form: inboundForm(fields) });
    },
    report: (form) => {
      const path = '/webhooks/twilio/status';
      return postWebhook({ url: url + path, signedFor: signedFor(path), form });
    },
    deliver: async (now = clock()) => {
      for (const item of await store.claimOutbox('test', now, 60_000, eachReceiver(100))) {
        const settlement = await attempt(item, context);
        await store.settleOutbox(item.id, 'test', settlement, now);
      }
    },
    outbox: async (channel = 'sms') => {
      const conversation = await store.findByAddress(channel, carer);
      return conversation ? store.outboxOf(conversation.id) : [];
    },
    close: async () => {
      await close(server);
      await standIn.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
