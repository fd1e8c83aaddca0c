import { expect } from 'chai';
import type { Router } from 'express';
import type { Grant } from '../../../server/desk/adviser.js';
import type { DeclaredRoute } from '../../../server/desk/desk-routes.js';
import { turn } from '../store/samples.js';
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
      }),
    );
  });
  after(() => desk.close());

  /** Asks for a route about the Vale, as somebody with this cookie would. */
  async function ask({ method, path, kind }: DeclaredRoute, cookie: string): Promise<Response> {
    const address = path
      .replace(':conversation', 'of-the-vale')
      .replace(':area', 'vale-of-glamorgan')
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
      if (route.need?.scope !== 'desk') expect(answer.status, what).to.equal(404);
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
      else expect(await answer.text(), what).not.to.include(words);
    }
  });

  it('changes nothing without the CSRF token', async () => {
    const cookie = await desk.signedIn({ role: 'adviser', area: '*' }, { role: 'supervisor', area: '*' });
    for (const route of routes.filter(({ method }) => method === 'post'))
      expect((await ask(route, cookie)).status, route.path).to.equal(403);
  });
});
