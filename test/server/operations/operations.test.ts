import { expect } from 'chai';
import { Router } from 'express';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { healthRoutes } from '../../../server/operations/health.js';
import { createLogger } from '../../../server/operations/logger.js';
import { createMetrics } from '../../../server/operations/metrics.js';
import type { Metrics } from '../../../server/operations/metrics.js';
import { observeRequests } from '../../../server/operations/requests.js';
import type { SpoolCounts } from '../../../server/spool/spool.js';
import { closedByDefault } from '../../../server/operations/security.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { serve } from './service.js';
import type { Service } from './service.js';

const start = new Date('2026-11-22T09:00:00.000Z');

describe('operations', () => {
  let folder: string;
  let store: Store;
  let metrics: Metrics;
  let service: Service;
  let now: Date;
  let stopping: boolean;
  let threads: number;
  let waiting: SpoolCounts;
  let log: string[];

  /** Routes as features have them: one by itself, and one in a router of its own. */
  function features(): Router {
    const router = Router();
    router.get('/chat/:area', (_request, response) => {
      response.send('page');
    });
    const mounted = Router();
    mounted.post('/conversations/:id/activities', (_request, response) => {
      response.status(500).end();
    });
    router.use('/v3/directline', mounted);
    return router;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fingerpost-operations-'));
    store = await openSqliteStore(join(folder, 'store.db'));
    now = start;
    stopping = false;
    threads = 1;
    waiting = { waiting: 0, parked: 0, oldestAt: null };
    log = [];
    const clock = (): Date => now;
    const logger = createLogger({ level: 'debug', destination: { write: (line) => log.push(line) } });
    metrics = createMetrics({ store, spool: { counts: () => waiting }, clock });
    service = await serve(
      closedByDefault({ https: true }),
      observeRequests({ logger, metrics }),
      healthRoutes({
        store,
        spool: { counts: () => waiting },
        metrics,
        clock,
        isStopping: () => stopping,
        threadsReady: () => threads,
      }),
      features(),
    );
  });

  afterEach(async () => {
    await service.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  interface Health {
    ready: boolean;
    reasons: string[];
    lag: { storeMs: number; outbox: unknown; timersLateSeconds: number } | null;
    spool: unknown;
  }
  let lag: Health['lag'];
  let held: unknown;
  async function ready(): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${service.url}/health/ready`);
    const { lag: found, spool: told, ...body } = (await response.json()) as Health;
    lag = found;
    held = told;
    return { status: response.status, body };
  }

  /** An item that is due at the start. */
  async function acceptMessage(): Promise<void> {
    await store.commit({
      conversation: {
        id: 'c-1',
        area: 'vale-of-glamorgan',
        channel: 'sms',
        address: '+441632960001',
        state: '{}',
        lastInboundAt: null,
      },
      expectedVersion: 0,
      messageId: 'm-1',
      at: start.toISOString(),
      journal: [{ kind: 'said', messageId: 'm-1', text: 'hello', media: 0 }],
      outbox: [
        {
          id: 'o-1',
          lane: 'c-1',
          dueAt: start.toISOString(),
          payload: { kind: 'message', channel: 'sms', to: '+441632960001', text: 'hello' },
        },
      ],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
    });
  }

  describe('health', () => {
    it('is live', async () => {
      expect((await fetch(`${service.url}/health/live`)).status).to.equal(200);
    });

    it('is ready while the store keeps what it is given and the outbox moves', async () => {
      expect(await ready()).to.deep.equal({ status: 200, body: { ready: true, reasons: [] } });
    });

    it('is not ready when the store cannot write', async () => {
      await store.close();
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['store'] } });
      expect(lag).to.equal(null);
    });

    it('is not ready when something due has waited for more than ten minutes', async () => {
      await acceptMessage();
      now = new Date(start.getTime() + 600_000);
      expect((await ready()).status).to.equal(200);
      now = new Date(start.getTime() + 601_000);
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['outbox'] } });
      expect(lag?.outbox).to.deep.include({ waiting: 1, parked: 0 });
    });

    it('is not ready when timers wait too long, and says how late they are', async () => {
      const dueAt = start.toISOString();
      const timer = { id: 't', kind: 'remind', conversationId: null, dueAt, payload: {} };
      await store.timers.change({ set: [timer], clear: [] });
      now = new Date(start.getTime() + 300_000);
      expect((await ready()).status).to.equal(200);
      now = new Date(start.getTime() + 301_000);
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['timers'] } });
      expect(lag?.timersLateSeconds).to.equal(301);
    });

    it('is not ready while no thread can run turns', async () => {
      threads = 0;
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['threads'] } });
    });

    it('tells what is held while the store is away, and is not ready when it is not run once it is back', async () => {
      waiting = { waiting: 2, parked: 1, oldestAt: start };
      now = new Date(start.getTime() + 600_000);
      expect((await ready()).status).to.equal(200);
      now = new Date(start.getTime() + 601_000);
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['spool'] } });
      await store.close();
      expect((await ready()).body).to.deep.equal({ ready: false, reasons: ['store'] });
      expect(held).to.deep.equal({ waiting: 2, parked: 1, oldestSeconds: 601 });
    });

    it('is not ready once it stops, and is still live', async () => {
      stopping = true;
      expect(await ready()).to.deep.equal({ status: 503, body: { ready: false, reasons: ['stopping'] } });
      expect((await fetch(`${service.url}/health/live`)).status).to.equal(200);
    });
  });

  describe('metrics', () => {
    const read = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();

    it('counts turns, screenings and attempts', async () => {
      metrics.turned('sms', 'committed', 0.004);
      metrics.turned('sms', 'committed', 0.004);
      metrics.turned('web', 'duplicate', 0.001);
      metrics.screened('urgent');
      metrics.attempted('email', 'retry');
      const text = await read();
      expect(text).to.include('fingerpost_turns_total{channel="sms",outcome="committed"} 2\n');
      expect(text).to.include('fingerpost_turns_total{channel="web",outcome="duplicate"} 1\n');
      expect(text).to.include('fingerpost_turn_seconds_bucket{le="0.005",channel="sms"} 2\n');
      expect(text).to.include('fingerpost_messages_screened_total{response="urgent"} 1\n');
      expect(text).to.include('fingerpost_outbox_attempts_total{kind="email",outcome="retry"} 1\n');
      expect(text).to.include('process_resident_memory_bytes');
    });

    it('reads the outbox from the store', async () => {
      await acceptMessage();
      now = new Date(start.getTime() + 30_000);
      const text = await read();
      expect(text).to.include('fingerpost_outbox_waiting 1\n');
      expect(text).to.include('fingerpost_outbox_parked 0\n');
      expect(text).to.include('fingerpost_outbox_oldest_due_seconds 30\n');
    });

    it('are told while the store is away too, with what is held', async () => {
      waiting = { waiting: 2, parked: 1, oldestAt: start };
      now = new Date(start.getTime() + 30_000);
      await store.close();
      const text = await read();
      expect(text).to.match(/^fingerpost_outbox_waiting nan$/im);
      expect(text).to.include('fingerpost_spool_waiting 2\n');
      expect(text).to.include('fingerpost_spool_parked 1\n');
      expect(text).to.include('fingerpost_spool_oldest_seconds 30\n');
    });

    it('names requests by their route', async () => {
      await fetch(`${service.url}/chat/vale-of-glamorgan?name=Blodwen`);
      await fetch(`${service.url}/v3/directline/conversations/c-123/activities`, {
        method: 'POST',
        body: 'hello',
      });
      await fetch(`${service.url}/07700900123`);
      await fetch(`${service.url}/health/live`, { method: 'PROPFIND' });
      const text = await read();
      expect(text).to.match(
        /http_request_seconds_count\{method="GET",route="\/chat\/:area",status="200"\} 1\n/,
      );
      expect(text).to.include(
        'http_request_seconds_count{method="POST",route="/v3/directline/conversations/:id/activities",status="500"} 1\n',
      );
      expect(text).to.include('http_request_seconds_count{method="GET",route="none",status="404"} 1\n');
      expect(text).to.include('method="OTHER"');
      expect(text).not.to.match(/Blodwen|c-123|07700900123/);
    });
  });

  describe('request log', () => {
    it('holds the route, the status and the time, and nothing that was sent', async () => {
      await fetch(`${service.url}/chat/vale-of-glamorgan?name=Blodwen`, {
        headers: { 'user-agent': 'Blodwen-phone', cookie: 'chat=Blodwen' },
      });
      await fetch(`${service.url}/v3/directline/conversations/Blodwen/activities`, {
        method: 'POST',
        body: 'Blodwen',
      });
      expect(log.join('')).not.to.include('Blodwen');
      const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines[0]).to.include({ level: 'debug', method: 'GET', route: '/chat/:area', status: 200 });
      expect(lines[0]?.['durationMs']).to.be.a('number');
      expect(lines[1]).to.include({ level: 'warn', method: 'POST', status: 500 });
    });
  });

  describe('security headers', () => {
    it('close every answer that says nothing else', async () => {
      for (const path of ['/health/live', '/chat/vale-of-glamorgan']) {
        const { headers } = await fetch(service.url + path);
        expect(headers.get('x-powered-by')).to.equal(null);
        expect(headers.get('cache-control')).to.equal('no-store');
        expect(headers.get('referrer-policy')).to.equal('no-referrer');
        expect(headers.get('x-content-type-options')).to.equal('nosniff');
        expect(headers.get('x-frame-options')).to.equal('DENY');
        expect(headers.get('strict-transport-security')).to.match(/^max-age=\d{8}/);
        const policy = headers.get('content-security-policy');
        expect(policy).to.include("default-src 'none'").and.to.include("frame-ancestors 'none'");
        expect(policy).not.to.include('unsafe-inline');
      }
    });

    it('ask for HTTPS only where there is HTTPS', async () => {
      const plain = await serve(closedByDefault({ https: false }));
      const { headers } = await fetch(plain.url);
      await plain.close();
      expect(headers.get('strict-transport-security')).to.equal(null);
    });
  });
});
