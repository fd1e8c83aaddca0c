import { expect } from 'chai';
import type { SeenPage } from '../../webchat/visitor.js';
import { Visitor } from '../../webchat/visitor.js';
import { startDesk } from '../site.js';
import type { DeskSite } from '../site.js';
import { leadsTo, signInAtProvider, startOpenIdProvider } from './open-id-provider.js';
import type { OpenIdProvider } from './open-id-provider.js';

const own = { 'sec-fetch-site': 'same-origin' };
const people = {
  bethan: {
    name: 'Bethan Rees',
    given_name: 'Bethan',
    team: 'Carers Hub',
    roles: ['adviser:vale-of-glamorgan', 'supervisor:atlantis', 'owner:*', 'offline_access', 7],
  },
  carys: { name: 'Carys Huws', roles: 'supervisor:* officer:vale-of-glamorgan' },
  dai: { name: 'Dai Pritchard', groups: ['staff'] },
  elin: { given_name: 'Elin', family_name: 'Wyn', groups: ['staff', 'hub-team'] },
  hedd: { name: 'Hedd Puw', roles: ['partner:vale-of-glamorgan:vale-unpaid-carers-hub'] },
  ifan: { name: 'Ifan Jones', roles: 'officer:vale-of-glamorgan:vale-officer-disability' },
  gwen: { name: 'Gwen <script>', roles: ['adviser:atlantis'] },
};

describe('signing in at an OpenID provider', function () {
  this.timeout(60_000);
  let desk: DeskSite;
  let provider: OpenIdProvider;
  let browser: Visitor;

  async function open({
    publicClient = false,
    env = {},
  }: { publicClient?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<void> {
    desk = await startDesk(async (origin) => {
      provider = await startOpenIdProvider({ people, desk: origin, publicClient });
      const { issuer, clientId, clientSecret } = provider;
      return {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: clientId,
        OIDC_CLIENT_SECRET: publicClient ? '' : clientSecret,
        ...env,
      };
    });
    browser = new Visitor();
  }
  afterEach(async () => {
    await desk.close();
    await provider.close();
  });

  const get = (path: string): Promise<SeenPage> => browser.get(desk.origin + path);
  /** Goes from the desk to the provider and signs in there; returns the address that leads back. */
  async function atProvider(login: string, to = '/desk', change = (url: URL): URL => url): Promise<string> {
    const start = await get(`/desk/sign-in/start?to=${encodeURIComponent(to)}`);
    return signInAtProvider(new Visitor(), change(new URL(leadsTo(start))).href, login);
  }
  /** Signs in, and returns the page that the desk answers with. */
  async function signIn(login: string, to?: string): Promise<SeenPage> {
    return browser.get(await atProvider(login, to));
  }
  const signOut = (page: SeenPage): Promise<SeenPage> =>
    browser.post(`${desk.origin}/desk/sign-out`, { csrf: page.field('csrf') ?? '' }, own);

  describe('with a client that has a secret', () => {
    beforeEach(() => open());

    it('leads from any page of the desk to the provider and back', async () => {
      const asked = await get('/desk?lang=cy');
      expect([asked.status, leadsTo(asked)]).to.deep.equal([303, '/desk/sign-in?to=%2Fdesk%3Flang%3Dcy']);
      const page = await get(leadsTo(asked));
      const start = /href="(\/desk\/sign-in\/start[^"]+)"/.exec(page.html)?.[1];
      const away = new URL(leadsTo(await get(start!)));
      expect(away.origin).to.equal(provider.issuer);
      expect(Object.fromEntries(away.searchParams)).to.include({
        response_type: 'code',
        code_challenge_method: 'S256',
        redirect_uri: `${desk.origin}/desk/sign-in/return`,
      });
      const back = await browser.get(await signInAtProvider(new Visitor(), away.href, 'bethan'));
      expect([back.status, leadsTo(back)]).to.deep.equal([303, '/desk?lang=cy']);
      const home = await get('/desk?lang=en');
      expect(home.status).to.equal(200);
      expect(home.html)
        .to.include('Bethan Rees')
        .and.to.include('Vale of Glamorgan')
        .and.to.include('Adviser');
      expect(home.html).not.to.match(/Supervisor|atlantis|owner/);
    });

    it('lets a partner and a carers officer in at their own desks, and nowhere else', async () => {
      const desks = { hedd: 'vale-unpaid-carers-hub', ifan: 'vale-officer-disability' };
      const path = (party: string): string => `/desk/areas/vale-of-glamorgan/partners/${party}`;
      for (const [login, own] of Object.entries(desks)) {
        browser = new Visitor();
        await signIn(login);
        expect((await get('/desk?lang=en')).html, login).to.include(path(own));
        expect((await get(path(own))).status, login).to.equal(200);
        for (const other of Object.values(desks).filter((each) => each !== own))
          expect((await get(path(other))).status, `${login} at ${other}`).to.be.oneOf([403, 404]);
        for (const page of ['', '/diary', '/newsletter', '/audit'])
          expect((await get(`/desk/areas/vale-of-glamorgan${page}`)).status, `${login} ${page}`).to.equal(
            403,
          );
      }
    });

    it('leads to no other site, whatever the address says', async () => {
      const elsewhere = [
        'https://evil.example/desk',
        '//evil.example/desk',
        '/\\evil.example',
        '/chat',
        'desk',
      ];
      for (const to of elsewhere) expect(leadsTo(await signIn('bethan', to)), to).to.equal('/desk');
    });

    it('gives a new session each time, in a cookie for us alone, and keeps only a hash of it', async () => {
      browser.cookies.set('desk', 'chosen-by-somebody-else');
      const back = await signIn('bethan');
      const line = back.headers.getSetCookie().find((each) => each.startsWith('desk='));
      expect(line).to.match(/^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const first = browser.cookies.get('desk')!;
      expect(await desk.store.deskSessions.find(first, new Date(0))).to.equal(null);
      await signIn('bethan');
      const second = browser.cookies.get('desk')!;
      expect(second).not.to.equal(first);
      browser.cookies.set('desk', first);
      expect((await get('/desk')).status, 'the session before').to.equal(303);
      browser.cookies.set('desk', second);
      expect((await get('/desk')).status).to.equal(200);
    });

    it('reads roles from a list in one string, too', async () => {
      await signIn('carys');
      const { html } = await get('/desk?lang=en');
      expect(html).to.include('Supervisor').and.to.include('Carers officer');
      expect(html).not.to.include('Adviser');
    });

    for (const login of ['dai', 'gwen']) {
      it(`shows nothing but that they have no role, and the way out, to ${login}`, async () => {
        await signIn(login);
        const page = await get('/desk?lang=en');
        expect(page.status).to.equal(403);
        expect(page.html).to.include('You have no role at this desk');
        expect(page.html).not.to.match(/Vale of Glamorgan|<script>/);
        expect((await signOut(page)).status).to.equal(200);
        expect((await get('/desk')).status).to.equal(303);
      });
    }

    it('refuses somebody who comes back with another state', async () => {
      const back = new URL(await atProvider('bethan'));
      back.searchParams.set('state', 'another');
      const page = await browser.get(back.href);
      expect(page.status).to.equal(400);
      expect(page.html).to.include('You are not signed in');
      expect(browser.cookies.has('desk')).to.equal(false);
    });

    it('refuses an ID token for another nonce', async () => {
      const back = await atProvider('bethan', '/desk', (url) => {
        url.searchParams.set('nonce', 'another');
        return url;
      });
      expect((await browser.get(back)).status).to.equal(400);
      expect((await get('/desk')).status).to.equal(303);
    });

    it('refuses a code of another sign-in', async () => {
      const stolen = new URL(await atProvider('carys'));
      browser = new Visitor();
      const back = new URL(await atProvider('bethan'));
      back.searchParams.set('code', stolen.searchParams.get('code')!);
      expect((await browser.get(back.href)).status).to.equal(400);
      expect(browser.cookies.has('desk')).to.equal(false);
    });

    it('takes an answer once, in the browser that asked, and not too late', async () => {
      const back = await atProvider('bethan');
      expect((await new Visitor().get(back)).status, 'another browser').to.equal(400);
      const pending = browser.cookies.get('desk-sign-in')!;
      expect((await browser.get(back)).status).to.equal(303);
      expect(browser.cookies.has('desk-sign-in')).to.equal(false);
      browser.cookies.set('desk-sign-in', pending);
      expect((await browser.get(back)).status, 'again').to.equal(400);
      const late = await atProvider('bethan');
      desk.pass(10);
      expect((await browser.get(late)).status, 'late').to.equal(400);
    });

    it('says so when the provider says no', async () => {
      const start = new URL(leadsTo(await get('/desk/sign-in/start')));
      const answer = new URLSearchParams({
        error: 'access_denied',
        error_description: 'Bethan Rees said no',
        state: start.searchParams.get('state')!,
        iss: provider.issuer,
      });
      const page = await get(`/desk/sign-in/return?${answer.toString()}`);
      expect(page.status).to.equal(400);
      expect(desk.logged.join('')).to.include('was not finished').and.not.to.include('Bethan');
    });

    it('refuses a cookie that was changed', async () => {
      await signIn('bethan');
      const secret = browser.cookies.get('desk')!;
      for (const changed of [`${secret}A`, secret.slice(0, -1), secret.toUpperCase(), '']) {
        browser.cookies.set('desk', changed);
        expect((await get('/desk')).status, changed).to.equal(303);
      }
    });

    it('ends a session that nobody uses, and keeps one that somebody does', async () => {
      await signIn('bethan');
      for (let visit = 0; visit < 4; visit += 1) {
        desk.pass(29);
        expect((await get('/desk')).status).to.equal(200);
      }
      desk.pass(30);
      expect((await get('/desk')).status).to.equal(303);
    });

    it('ends a session after ten hours, however busy', async () => {
      await signIn('bethan');
      for (let visit = 0; visit < 23; visit += 1) {
        desk.pass(26);
        expect((await get('/desk')).status).to.equal(200);
      }
      desk.pass(2);
      expect((await get('/desk')).status).to.equal(303);
    });

    it('outlives a restart', async () => {
      await signIn('bethan');
      await desk.restart();
      expect((await get('/desk')).status).to.equal(200);
    });

    it('signs out here and at the provider', async () => {
      const first = await get('/desk/sign-in/start');
      const theirs = new Visitor();
      await browser.get(await signInAtProvider(theirs, leadsTo(first), 'bethan'));
      const secret = browser.cookies.get('desk')!;
      const page = await signOut(await get('/desk'));
      expect(browser.cookies.has('desk')).to.equal(false);
      const refresh = /^0; url=(.+)$/.exec(page.headers.get('refresh') ?? '')?.[1] ?? '';
      const end = await theirs.get(refresh);
      const xsrf = end.field('xsrf') ?? '';
      const action = /action="([^"]+)"/.exec(end.html)?.[1] ?? '';
      const ended = await theirs.post(action, { xsrf, logout: 'yes' });
      expect(leadsTo(ended)).to.equal(`${desk.origin}/desk/signed-out`);
      expect((await get('/desk/signed-out?lang=en')).html).to.include('You are signed out');
      browser.cookies.set('desk', secret);
      expect((await get('/desk')).status).to.equal(303);
      const again = await theirs.get(leadsTo(await get('/desk/sign-in/start')));
      const asks = await theirs.get(new URL(leadsTo(again), provider.issuer).href);
      expect(asks.field('prompt')).to.equal('login');
    });

    it('signs nobody out for another site, nor with a wrong token', async () => {
      await signIn('bethan');
      const csrf = (await get('/desk')).field('csrf')!;
      const post = (fields: Record<string, string>, headers: Record<string, string>) =>
        browser.post(`${desk.origin}/desk/sign-out`, fields, headers);
      expect((await post({ csrf }, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
      expect((await post({}, own)).status).to.equal(403);
      expect((await post({ csrf: csrf.slice(1) }, own)).status).to.equal(403);
      expect((await get('/desk')).status).to.equal(200);
    });

    it('is signed out by the provider, in every browser', async () => {
      const theirs = new Visitor();
      const start = leadsTo(await get('/desk/sign-in/start'));
      await browser.get(await signInAtProvider(theirs, start, 'bethan'));
      const [here, elsewhere] = [browser, new Visitor()];
      browser = elsewhere;
      await signIn('bethan');
      const other = new Visitor();
      browser = other;
      await signIn('carys');
      const end = await theirs.get(`${provider.issuer}/session/end`);
      const action = /action="([^"]+)"/.exec(end.html)?.[1] ?? '';
      await theirs.post(action, { xsrf: end.field('xsrf') ?? '', logout: 'yes' });
      const statuses = await Promise.all(
        [here, elsewhere, other].map(async (each) => (await each.get(`${desk.origin}/desk`)).status),
      );
      expect(statuses).to.deep.equal([303, 303, 200]);
    });

    it('is not signed out by anybody else', async () => {
      await signIn('bethan');
      const address = `${desk.origin}/desk/sign-in/signed-out-elsewhere`;
      const made = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
      const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const claims = { iss: provider.issuer, aud: provider.clientId, sub: 'bethan', jti: '1', events: event };
      const now = Math.floor(Date.now() / 1000);
      const unsigned = `${made({ alg: 'none' })}.${made({ ...claims, iat: now })}.`;
      for (const logout_token of ['', 'x', unsigned])
        expect((await browser.post(address, { logout_token })).status).to.equal(400);
      expect((await browser.post(address, {})).status).to.equal(400);
      expect((await get('/desk')).status).to.equal(200);
    });

    it('has no link in the terminal', async () => {
      expect(desk.links).to.deep.equal([]);
      expect((await get('/desk/sign-in/link/abc')).status).to.equal(404);
      expect((await browser.post(`${desk.origin}/desk/sign-in/new-link`, {}, own)).status).to.equal(404);
    });

    it('logs neither names nor secrets', async () => {
      const back = await atProvider('bethan');
      await new Visitor().get(back);
      await browser.get(back);
      provider.goAway(true);
      await signOut(await get('/desk'));
      const logged = desk.logged.join('');
      for (const secret of ['Bethan', 'bethan', new URL(back).searchParams.get('code')!])
        expect(logged).not.to.include(secret);
    });
  });

  it('works by PKCE alone, for a client without a secret', async () => {
    await open({ publicClient: true });
    await signIn('bethan');
    expect((await get('/desk')).status).to.equal(200);
  });

  it('reads roles by the names of the provider, and a name in two parts', async () => {
    const names = 'hub-team=adviser:vale-of-glamorgan,heads=supervisor:*';
    await open({ env: { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_NAMES: names } });
    await signIn('elin');
    const { status, html } = await get('/desk?lang=en');
    expect(status).to.equal(200);
    expect(html).to.include('Elin Wyn').and.to.include('Adviser').and.not.to.include('Supervisor');
  });

  it('refuses a client whose secret the provider does not know', async () => {
    await open({ env: { OIDC_CLIENT_SECRET: 'not the one' } });
    expect((await signIn('bethan')).status).to.equal(400);
  });

  it('starts without the provider, serves carers, and finds it when it is there', async () => {
    desk = await startDesk(async (origin) => {
      provider = await startOpenIdProvider({ people, desk: origin });
      provider.goAway(true);
      const { issuer, clientId, clientSecret } = provider;
      return { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
    });
    browser = new Visitor();
    expect((await get('/chat/vale-of-glamorgan')).status).to.equal(200);
    const page = await get('/desk/sign-in/start?lang=en');
    expect(page.status).to.equal(503);
    expect(page.html).to.include('We cannot reach the sign-in service');
    expect(desk.logged.join('')).to.include('cannot be reached');
    provider.goAway(false);
    expect((await signIn('bethan')).status).to.equal(303);
    expect((await get('/desk')).status).to.equal(200);
    const back = await atProvider('bethan');
    provider.goAway(true);
    expect((await browser.get(back)).status, 'gone again on the way back').to.equal(503);
  });
});
