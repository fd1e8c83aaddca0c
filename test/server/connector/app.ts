import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { createConnector } from '../../../server/connector/connector.js';
import { attempt } from '../../../server/outbox/attempt.js';
import { defaultRetryPolicy } from '../../../server/outbox/backoff.js';
import { messageSender } from '../../../server/outbox/message-sender.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import type { OutboxItem } from '../../../server/store/outbox.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { EchoTurns } from '../twilio/echo-turns.js';
import { appId, appPassword, ConnectorStandIn } from './stand-in.js';

export interface TestApp {
  store: Store;
  turns: EchoTurns;
  standIn: ConnectorStandIn;
  logs: string[];
  forward: (ms: number) => void;
  /** The activity of a message from a person, with changes. */
  activity: (changes?: Record<string, unknown>) => Record<string, unknown>;
  /** Posts an activity with a right token, or with the one given. */
  post: (activity: unknown, authorization?: string) => Promise<Response>;
  /** One attempt for each item that is due. */
  deliver: () => Promise<void>;
  /** The outbox of the only conversation. */
  outbox: () => Promise<OutboxItem[]>;
  close: () => Promise<void>;
}

/** `/api/messages` and its sender over a real store and the real CloudAdapter, with Microsoft's part on loopback. */
export async function startApp({ serviceHosts = ['127.0.0.1'], perMinute = 10_000 } = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-connector-'));
  const store = await openSqliteStore(join(folder, 'store.db'));
  const time = { now: new Date('2026-11-22T10:00:00.000Z') };
  const clock = (): Date => time.now;
  const logs: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  const turns = new EchoTurns(store, clock);
  const standIn = await ConnectorStandIn.start();
  const { router, sender } = createConnector({
    cloud: {
      registration: { appId, appPassword, loginUrl: `${standIn.url}/a-tenant` },
      tokenIssuer: standIn.url,
      openIdUrl: `${standIn.url}/openid`,
    },
    serviceHosts,
    turns,
    area: 'vale-of-glamorgan',
    perMinute,
    clock,
    logger,
  });
  const app = express();
  app.use(router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const none = { send: () => Promise.reject(new Error('There is nothing here.')) };
  const senders = { message: messageSender(none, sender), email: none, endpoint: none };
  const context = {
    store,
    senders,
    retry: defaultRetryPolicy,
    sendTimeoutMs: 60_000,
    now: clock,
    random: () => 1,
    logger,
  } as Parameters<typeof attempt>[1];
  let conversation = '';
  return {
    store,
    turns,
    standIn,
    logs,
    forward: (ms) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    activity: (changes = {}) => ({
      type: 'message',
      id: randomUUID(),
      timestamp: '2026-11-22T10:00:00Z',
      channelId: 'msteams',
      serviceUrl: standIn.url,
      from: { id: '29:person', name: 'Somebody', aadObjectId: 'x' },
      recipient: { id: '28:bot', name: 'Fingerpost' },
      conversation: { id: 'a:conversation', conversationType: 'personal' },
      text: 'My mum fell',
      ...changes,
    }),
    async post(activity, authorization) {
      const token = authorization ?? `Bearer ${await standIn.token()}`;
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: token }) },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const from = turns.inbound.at(-1)?.from;
      if (from && 'address' in from) {
        conversation = (await store.findByAddress('connector', from.address))?.id ?? conversation;
      }
      return response;
    },
    async deliver() {
      for (const item of await store.claimOutbox('worker', clock(), 60_000, eachReceiver(10))) {
        await store.settleOutbox(item.id, 'worker', await attempt(item, context), clock());
      }
    },
    outbox: () => store.outboxOf(conversation),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await standIn.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
