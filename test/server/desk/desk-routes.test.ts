import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { projectRoot } from '../../../content/project-root.js';
import { loadWords } from '../../../content/words.js';
import { Admissions } from '../../../server/desk/admission.js';
import type { Grant } from '../../../server/desk/adviser.js';
import { BadDeclaration, DeskRoutes } from '../../../server/desk/desk-routes.js';
import type { Right } from '../../../server/desk/rights.js';
import { secretCookie } from '../../../server/desk/sign-in/session-cookie.js';
import { DeskSessions } from '../../../server/desk/sign-in/sessions.js';
import { needs, needsForConversation, needsInArea } from '../../../server/desk/visit.js';
import type { Visit } from '../../../server/desk/visit.js';
import { createErrorPages } from '../../../server/pages/errors.js';
import { createPages } from '../../../server/pages/pages.js';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { serve } from '../operations/service.js';
import type { Service } from '../operations/service.js';
import { turn } from '../store/samples.js';

const areas = ['vale-of-glamorgan', 'cardiff'];
const vale: Grant = { role: 'adviser', area: 'vale-of-glamorgan' };

describe('the routes of the desk', function () {
  this.timeout(30_000);
  let folder: string;
  let store: Store;
  let sessions: DeskSessions;
  let routes: DeskRoutes;
  let service: Service;
  let seen: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-'));
    store = await openSqliteStore(join(folder, 'store.sqlite'));
    await store.commit(turn('in-the-vale'));
    await store.commit(turn('in-cardiff', { conversation: { area: 'cardiff' } }));
    sessions = new DeskSessions(store.deskSessions, () => new Date('2026-11-22T10:00:00Z'), {
      idleMinutes: 30,
      hours: 10,
    });
    const admissions = new Admissions({ sessions, cookie: secretCookie('desk', false), store, areas });
    routes = new DeskRoutes({
      admissions,
      secure: false,
      showNoRole: (_request, response, session) => {
        response.send(`no role for ${session?.adviser.name ?? 'nobody'}`);
      },
    });
    seen = [];
    const note = (what: string) => seen.push(what);
    routes.page('/desk/queue', needs('read-queue'), ({ areas: theirs }, _request, response) => {
      response.send(theirs.join());
    });
    routes.page('/desk/areas/:area', needsInArea('read-queue'), ({ area }, _request, response) => {
      response.send(`area ${area}`);
    });
    const read = needsForConversation('read-conversation');
    routes.page('/desk/conversations/:conversation', read, ({ conversation }, _request, response) => {
      response.send(`conversation ${conversation.id}`);
    });
    routes.data('/desk/conversations/:conversation/stream', read, (_visit, _request, response) => {
      response.send('data');
    });
    routes.act('/desk/conversations/:conversation/take', read, (visit, request, response) => {
      note(`taken by ${visit.adviser.name} with ${JSON.stringify(request.body)}`);
      response.sendStatus(204);
    });
    routes.page('/desk/supervise', needs('supervise'), (_visit, _request, response) => {
      response.send('everybody');
    });
    const words = loadWords(join(projectRoot, 'content/words'));
    const pages = createPages({ words, exitUrl: 'about:blank' });
    const errors = createErrorPages({ pages, logger: pino({ level: 'silent' }) });
    service = await serve(express().use(routes.router, errors.notFound, errors.failed));
  });
  afterEach(async () => {
    await service.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function signIn(...grants: Grant[]): Promise<string> {
    const adviser = { id: 'bethan', name: 'Bethan', firstName: 'Bethan', team: null, grants };
    return `desk=${await sessions.begin({ adviser, idToken: null })}`;
  }
  const get = (path: string, cookie = '', headers = {}): Promise<Response> =>
    fetch(service.url + path, { redirect: 'manual', headers: { cookie, ...headers } });
  const statuses = async (cookie: string, paths: string[]): Promise<number[]> =>
    Promise.all(paths.map(async (path) => (await get(path, cookie)).status));

  it('let in whoever has the right, and tell the route in which areas', async () => {
    const cookie = await signIn(vale);
    expect(await (await get('/desk/queue', cookie)).text()).to.equal('vale-of-glamorgan');
    const both = await signIn(vale, { role: 'supervisor', area: 'cardiff' });
    expect(await (await get('/desk/queue', both)).text()).to.equal('vale-of-glamorgan,cardiff');
    const all = await signIn({ role: 'adviser', area: '*' });
    expect(
      await statuses(
        all,
        areas.map((area) => `/desk/areas/${area}`),
      ),
    ).to.deep.equal([200, 200]);
  });

  it('are kept by no browser and no proxy', async () => {
    const answer = await get('/desk/queue', await signIn(vale));
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'");
  });

  it('send somebody who is not signed in to do so and back, and answer a script 401', async () => {
    const page = await get('/desk/queue?area=cardiff');
    expect(page.status).to.equal(303);
    expect(page.headers.get('location')).to.equal('/desk/sign-in?to=%2Fdesk%2Fqueue%3Farea%3Dcardiff');
    const data = await get('/desk/conversations/in-the-vale/stream');
    expect(data.status).to.equal(401);
    expect(await data.json()).to.deep.equal({ error: { status: 401 } });
    for (const cookie of ['desk=', 'desk=made-up', `desk=${'A'.repeat(43)}`, `${await signIn(vale)}x`])
      expect((await get('/desk/queue', cookie)).status, cookie).to.equal(303);
  });

  it('tell somebody without a role so, and nothing else', async () => {
    for (const grants of [[], [{ role: 'adviser', area: 'atlantis' } as const]]) {
      const cookie = await signIn(...grants);
      const page = await get('/desk/queue', cookie);
      expect(page.status).to.equal(403);
      expect(await page.text()).to.equal('no role for Bethan');
      expect((await get('/desk/conversations/in-the-vale/stream', cookie)).status).to.equal(403);
    }
  });

  it('refuse a right that the role does not have', async () => {
    expect((await get('/desk/supervise', await signIn(vale))).status).to.equal(403);
    const supervisor = await signIn({ role: 'supervisor', area: 'cardiff' });
    expect((await get('/desk/supervise', supervisor)).status).to.equal(200);
    for (const role of ['officer', 'partner'] as const)
      expect((await get('/desk/queue', await signIn({ role, area: '*' }))).status).to.equal(403);
  });

  it("hide another area, and a conversation of it, as if they weren't there", async () => {
    const cookie = await signIn(vale);
    const hidden = [
      '/desk/areas/cardiff',
      '/desk/areas/atlantis',
      '/desk/conversations/in-cardiff',
      '/desk/conversations/in-cardiff/stream',
      '/desk/conversations/none',
    ];
    expect(await statuses(cookie, hidden)).to.deep.equal(hidden.map(() => 404));
    const [there, none] = await Promise.all(
      hidden.slice(2).map(async (path) => (await get(path, cookie)).text()),
    );
    expect(there).to.equal(none);
    const own = ['/desk/areas/vale-of-glamorgan', '/desk/conversations/in-the-vale'];
    expect(await statuses(cookie, own)).to.deep.equal([200, 200]);
  });

  it('follow a conversation to the area that it has moved to', async () => {
    const cookie = await signIn(vale);
    await store.commit({
      ...turn('in-the-vale', { conversation: { area: 'cardiff' } }),
      expectedVersion: 1,
    });
    expect((await get('/desk/conversations/in-the-vale', cookie)).status).to.equal(404);
  });

  it('do not take the right of one area for the conversation of another', async () => {
    const cookie = await signIn(vale, { role: 'officer', area: 'cardiff' });
    expect((await get('/desk/conversations/in-cardiff', cookie)).status).to.equal(404);
  });

  describe('that change something', () => {
    const take = '/desk/conversations/in-the-vale/take';
    const own = { 'sec-fetch-site': 'same-origin' };
    const post = (path: string, cookie: string, headers: Record<string, string>, body?: string) =>
      fetch(service.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...headers },
        ...(body !== undefined && { body }),
      });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    async function csrfOf(cookie: string): Promise<string> {
      const session = await sessions.find(cookie.slice('desk='.length));
      return session!.csrf;
    }

    it('take the token of the session, in a form or a header', async () => {
      const cookie = await signIn(vale);
      const csrf = await csrfOf(cookie);
      expect((await post(take, cookie, { ...own, ...form }, `csrf=${csrf}&note=a`)).status).to.equal(204);
      const json = { ...own, 'content-type': 'application/json', 'x-csrf-token': csrf };
      expect((await post(take, cookie, json, '{"note":"b"}')).status).to.equal(204);
      expect(seen).to.deep.equal([
        `taken by Bethan with {"csrf":"${csrf}","note":"a"}`,
        'taken by Bethan with {"note":"b"}',
      ]);
    });

    it('refuse a missing or a wrong token, and one of another session', async () => {
      const cookie = await signIn(vale);
      const csrf = await csrfOf(cookie);
      const others = await csrfOf(await signIn(vale));
      const wrong = ['', 'csrf=', `csrf=${others}`, `csrf=${csrf}x`, `csrf=${csrf}&csrf=${csrf}`];
      for (const body of wrong)
        expect((await post(take, cookie, { ...own, ...form }, body)).status, body).to.equal(403);
      expect((await post(take, cookie, { ...own, 'x-csrf-token': others })).status).to.equal(403);
      expect(seen).to.deep.equal([]);
    });

    it('refuse what another site sends, with the token too', async () => {
      const cookie = await signIn(vale);
      const body = `csrf=${await csrfOf(cookie)}`;
      const elsewhere: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'none' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ];
      for (const headers of elsewhere)
        expect((await post(take, cookie, { ...form, ...headers }, body)).status).to.equal(403);
      // A client that says nothing of where it comes from is no browser of an adviser's.
      const silent = { ...form, 'sec-fetch-site': '' };
      expect((await post(take, cookie, silent, body)).status).to.equal(403);
      expect(seen).to.deep.equal([]);
    });

    it('do not read what somebody who may not sends', async () => {
      const broken = { ...own, 'content-type': 'application/json', accept: 'application/json' };
      expect((await post(take, '', broken, '{')).status).to.equal(401);
      const elsewhere = '/desk/conversations/in-cardiff/take';
      expect((await post(elsewhere, await signIn(vale), broken, '{')).status).to.equal(404);
      expect((await post(take, await signIn(vale), broken, '{')).status).to.equal(400);
      const browser = { ...own, accept: 'text/html,*/*' };
      expect((await post(take, '', browser)).headers.get('location')).to.equal('/desk/sign-in');
    });
  });

  describe('are refused at start', () => {
    const serveNothing = (_visit: Visit, _request: unknown, response: { end(): unknown }): void =>
      void response.end();
    const declarations: Record<string, () => void> = {
      'outside the desk': () => routes.page('/deskside', needs('see-desk'), serveNothing),
      'twice over': () => routes.page('/desk/queue', needs('see-desk'), serveNothing),
      'with a right that does not exist': () =>
        routes.page('/desk/a', needs('toString' as Right), serveNothing),
      'naming a conversation without checking it': () =>
        routes.page('/desk/a/:conversation', needs('read-conversation'), serveNothing),
      'naming a conversation, for anybody': () => routes.open('get', '/desk/a/:conversation'),
      'naming it as an option': () =>
        routes.page('/desk/a{/:conversation}', needs('read-conversation'), serveNothing),
      'naming it as a wildcard': () =>
        routes.page('/desk/a/*conversation', needs('read-conversation'), serveNothing),
      'checking an area that is not named': () =>
        routes.page('/desk/a', needsInArea('read-queue'), serveNothing),
    };
    for (const [what, declare] of Object.entries(declarations)) {
      it(what, () => expect(declare).to.throw(BadDeclaration));
    }
  });
});
