import { expect } from 'chai';
import type { Router } from 'express';
import type { Grant } from '../../../server/desk/adviser.js';
import type { DeclaredRoute } from '../../../server/desk/desk-routes.js';
import type { TurnCommit } from '../../../server/store/store.js';
import { referral, turn } from '../store/samples.js';
import { elsewhere, startDesk } from './site.js';
import type { DeskSite } from './site.js';

/** What anybody may ask for: signing in and out, and nothing else. A route is added here only with a reason. */
const forAnybody = [
  'get /desk/sign-in',
  'get /desk/sign-in/link/:secret',
  'get /desk/signed-out',
  'post /desk/sign-in/link',
  'post /desk/sign-in/new-link',
  'post /desk/sign-out',
];
const words = 'My mum in Barry, a secret of the Vale';

/** A referral that stands at a party's desk, with what the carer told. */
function referred(id: string, party: string, opening: string): Pick<TurnCommit, 'referrals' | 'standings'> {
  const made = referral(id);
  const { reference, area, service, createdAt } = made;
  const standing = { by: null, reason: null, onTo: null, item: null, link: null };
  return {
    referrals: [{ ...made, story: { ...made.story, opening } }],
    standings: [{ ...standing, reference, area, service, party, status: 'open', changedAt: createdAt }],
  };
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route that Express knows, as `method path`, however deep in routers it stands. */
function routesOf(layers: Layer[]): string[] {
  return layers.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map((method) => `${method} ${route.path}`)
      : routesOf(handle.stack ?? []),
  );
}

describe('every route of the desk', function () {
  this.timeout(60_000);
  let desk: DeskSite;
  let routes: DeclaredRoute[];

  before(async () => {
    desk = await startDesk();
    routes = desk.app.desk.routes.filter(({ need }) => need !== null);
    await desk.store.commit(
      turn('of-the-vale', {
        journal: [{ kind: 'said', messageId: 'm1', text: words, media: 0 }],
        attention: {
          level: 'danger',
          reasons: [{ at: '2026-11-22T10:00:00.000Z', words, finding: null }],
        },
        ...referred('theirs', 'vale-unpaid-carers-hub', 'Story of hers'),
      }),
    );
    const other = referred('other', 'vale-officer-illness', 'Story of another');
    await desk.store.commit(turn('of-another', other));
  });
  after(() => desk.close());

  /** Asks for a route about the Vale, as somebody with this cookie would. */
  async function ask(
    { method, path, kind }: DeclaredRoute,
    cookie: string,
    party = 'x',
    reference = 'x',
  ): Promise<Response> {
    const address = path
      .replace(':conversation', 'of-the-vale')
      .replace(':area', 'vale-of-glamorgan')
      .replace(':party', party)
      .replace(':referral', reference)
      .replace(/:\w+/g, 'x');
    return fetch(desk.origin + address, {
      method: method.toUpperCase(),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      headers: {
        cookie,
        accept: kind === 'data' ? '*/*' : 'text/html',
        'sec-fetch-site': 'same-origin',
      },
    });
  }

  it('is declared, and open to anybody only where it is for signing in', () => {
    const router = desk.app.express.router as unknown as Router & { stack: Layer[] };
    const known = routesOf(router.stack).filter((route) => / \/desk(\/|$)/.test(route));
    const declared = desk.app.desk.routes.map(({ method, path }) => `${method} ${path}`);
    expect(known).to.include('get /desk');
    expect(known.sort()).to.deep.equal([...declared].sort());
    const open = desk.app.desk.routes.filter(({ need }) => need === null);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).to.deep.equal(forAnybody);
  });

  it('sends whoever is signed out to sign in, and answers scripts 401', async () => {
    for (const cookie of ['', 'desk=', `desk=${'x'.repeat(43)}`]) {
      for (const route of routes) {
        const answer = await ask(route, cookie);
        const what = `${route.method} ${route.path}`;
        expect(answer.status, what).to.equal(route.kind === 'data' ? 401 : 303);
        if (route.kind !== 'data') expect(answer.headers.get('location'), what).to.match(/^\/desk\/sign-in/);
        expect(await answer.text(), what).not.to.include(words);
      }
    }
  });

  it('answers 403 to somebody without a role', async () => {
    for (const grants of [[], [{ role: 'adviser', area: 'atlantis' }]] as Grant[][]) {
      const cookie = await desk.signedIn(...grants);
      for (const route of routes) {
        const answer = await ask(route, cookie);
        expect(answer.status, `${route.method} ${route.path}`).to.equal(403);
        expect(await answer.text()).not.to.include(words);
      }
    }
  });

  it('shows nothing of an area to somebody who has no role that may see it', async () => {
    const cookie = await desk.signedIn({ role: 'partner', area: 'vale-of-glamorgan' });
    for (const route of routes.filter(({ need }) => need?.right !== 'see-desk')) {
      const answer = await ask(route, cookie);
      expect(answer.status, `${route.method} ${route.path}`).to.equal(403);
      expect(await answer.text()).not.to.include(words);
    }
  });

  it('hides an area and its conversations from an adviser and supervisor of another', async () => {
    const cookie = await desk.signedIn(
      { role: 'adviser', area: elsewhere },
      { role: 'supervisor', area: elsewhere },
    );
    for (const route of routes) {
      const answer = await ask(route, cookie);
      const what = `${route.method} ${route.path}`;
      const none = route.need?.right === 'work-referral' ? 403 : 404;
      if (route.need?.scope !== 'desk') expect(answer.status, what).to.equal(none);
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
      else expect(await answer.text(), what).not.to.include(words);
    }
  });

  it('shows a partner and a carers officer what stands at their own desk, and nothing of any other', async () => {
    const own = desk.app.desk.routes.filter(({ need }) => need?.right === 'work-referral');
    expect(own.map(({ kind }) => kind)).to.include.members(['page', 'data', 'act']);
    const grants: Grant[] = [
      { role: 'partner', area: 'vale-of-glamorgan', party: 'another' },
      { role: 'officer', area: 'vale-of-glamorgan', party: 'vale-officer-illness' },
      { role: 'partner', area: elsewhere, party: 'vale-unpaid-carers-hub' },
    ];
    for (const grant of grants) {
      const cookie = await desk.signedIn(grant);
      for (const route of own) {
        const answer = await ask(route, cookie, 'vale-unpaid-carers-hub');
        const what = `${route.method} ${route.path} as ${grant.party}`;
        expect(answer.status, what).to.equal(404);
        expect(await answer.text(), what).not.to.include(words);
      }
    }
    const theirs = await desk.signedIn({
      role: 'partner',
      area: 'vale-of-glamorgan',
      party: 'vale-unpaid-carers-hub',
    });
    for (const route of routes) {
      const answer = await ask(route, theirs, 'vale-unpaid-carers-hub', 'REF-theirs');
      const what = `${route.method} ${route.path}`;
      const right = route.need?.right;
      const expected =
        right === 'see-desk' ? 200 : right === 'work-referral' ? (route.method === 'get' ? 200 : 403) : 403;
      expect(answer.status, what).to.equal(expected);
      if (route.path.endsWith('stream')) {
        await answer.body?.cancel();
        continue;
      }
      const page = await answer.text();
      expect(page, what).not.to.include(words);
      if (route.path.endsWith(':referral')) expect(page).to.include('Story of hers');
    }
    for (const reference of ['REF-other', 'REF-none']) {
      for (const route of own.filter(({ path }) => path.includes(':referral'))) {
        const answer = await ask(route, theirs, 'vale-unpaid-carers-hub', reference);
        expect(answer.status, `${route.path} ${reference}`).to.equal(404);
        expect(await answer.text()).not.to.include('Story of another');
      }
    }
  });

  it('streams to a partner nothing but its own list', async () => {
    const cookie = await desk.signedIn({
      role: 'partner',
      area: 'vale-of-glamorgan',
      party: 'vale-unpaid-carers-hub',
    });
    const path = '/desk/areas/vale-of-glamorgan/partners/vale-unpaid-carers-hub/stream';
    const answer = await fetch(desk.origin + path, {
      headers: { cookie },
      signal: AbortSignal.timeout(20_000),
    });
    const reader = answer.body!.getReader();
    let read = '';
    while (!read.includes('\n\n')) read += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    expect(read).to.include('REF-theirs');
    expect(read).not.to.include('REF-other').and.not.to.include(words);
  });

  it('changes nothing without the CSRF token', async () => {
    const cookie = await desk.signedIn({ role: 'adviser', area: '*' }, { role: 'supervisor', area: '*' });
    for (const route of routes.filter(({ method }) => method === 'post'))
      expect((await ask(route, cookie)).status, route.path).to.equal(403);
  });
});
