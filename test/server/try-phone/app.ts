import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { projectRoot } from '../../../content/project-root.js';
import { loadWords } from '../../../content/words.js';
import { OutboxWorker } from '../../../server/outbox/worker.js';
import { createErrorPages } from '../../../server/pages/errors.js';
import { createPages } from '../../../server/pages/pages.js';
import type { Store } from '../../../server/store/store.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import { createTryPhone } from '../../../server/try-phone/try-phone.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';
import { EchoTurns } from '../twilio/echo-turns.js';

/** Somebody with a browser that keeps its cookie. */
export class Visitor {
  private cookie = '';

  constructor(private readonly url: string) {}

  async open(channel = 'sms') {
    const answer = this.keep(await fetch(`${this.url}/try?channel=${channel}`, { headers: this.headers() }));
    const html = await answer.text();
    const texts = [...html.matchAll(/<p class="message__text">(.*?)<\/p>/gs)].map(([, text]) =>
      (text ?? '').replace(/<[^>]*>/g, '').trim(),
    );
    return { html, texts, number: /07700 900\d{3}/.exec(html)?.[0] ?? '' };
  }

  async send(form: Record<string, string>, path = '/try', headers: Record<string, string> = {}) {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Sec-Fetch-Site': 'same-origin', ...this.headers(), ...headers },
      body: new URLSearchParams(form),
    });
    return this.keep(answer);
  }

  async update(channel: string, after: number) {
    const query = new URLSearchParams({ channel, after: String(after) });
    const answer = await fetch(`${this.url}/try/messages?${query.toString()}`, { headers: this.headers() });
    return (await answer.json()) as { last: number; html: string };
  }

  private headers(): Record<string, string> {
    return this.cookie ? { Cookie: this.cookie } : {};
  }

  private keep(answer: Response): Response {
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    return answer;
  }
}

export interface TryPhoneApp {
  url: string;
  store: Store;
  turns: EchoTurns;
  visitor: () => Visitor;
  /** Asks again until `enough` holds of the answer. */
  until: <T>(ask: () => Promise<T>, enough: (answer: T) => boolean) => Promise<T>;
  close: () => Promise<void>;
}

/** The phone's page with a real store and the real outbox. */
export async function startTryPhone(): Promise<TryPhoneApp> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-'));
  const store = await openSqliteStore(join(folder, 'store.db'));
  const clock = () => new Date();
  const logger = pino({ level: 'silent' });
  const words = loadWords(join(projectRoot, 'content/words'));
  const pages = createPages({ words, exitUrl: 'https://www.example.org/' });
  const turns = new EchoTurns(store, clock);
  const live = new InProcessLiveUpdates();
  const { router, sender } = createTryPhone({
    pages,
    words,
    turns,
    store,
    live,
    clock,
    logger,
    config: { defaultArea: 'vale-of-glamorgan', secure: false, messagesPerMinute: 1000 },
  });
  const noEmail = { send: () => Promise.reject(new Error('There is no email here.')) };
  const worker = new OutboxWorker(
    {
      store,
      senders: { message: sender, email: noEmail, endpoint: noEmail },
      live,
      metrics: { attempted: () => undefined },
      logger,
      now: clock,
      random: Math.random,
    },
    { workerId: 'test' },
  );
  worker.start();
  turns.onCommit = () => worker.wake();
  const errors = createErrorPages({ pages, logger });
  const app = express().use('/assets', pages.assets).use(router).use(errors.notFound).use(errors.failed);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    store,
    turns,
    visitor: () => new Visitor(url),
    until: async (ask, enough) => {
      for (;;) {
        const answer = await ask();
        if (enough(answer)) return answer;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await worker.stop();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
