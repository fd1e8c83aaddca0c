import { expect } from 'chai';
import fc from 'fast-check';
import type { DeskSite } from '../desk/site.js';
import { openStream } from '../directline/raw-stream.js';
import { webPerson } from '../whole/people.js';
import { requests } from './requests.js';
import { routesOf, type Route } from './routes.js';
import { send } from './send.js';
import { getToKnow, startEverything, withSignature, type Known } from './site.js';

/** How often each is tried; `npm run fuzz` tries much more. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 1_500);
const inside = /\bat (\S+ \()?(file:|node:|\/)\S+:\d+:\d+|node_modules|\/server\/[\w/-]+\.(js|ts)|\bError: /;
/** The largest page or file that we have is smaller. */
const mostBytes = 4 * 1024 * 1024;

describe('every public edge, whatever it is sent', function () {
  this.timeout(0);
  let site: DeskSite;
  let known: Known;
  let routes: Route[];
  before(async () => {
    site = await startEverything();
    known = await getToKnow(site);
    routes = routesOf(site.app.express);
  });
  after(() => site.close());

  async function expectAlive(): Promise<void> {
    const ready = await fetch(`${site.origin}/health/ready`);
    expect(await ready.json()).to.include({ ready: true });
    const person = await webPerson({ address: () => Promise.resolve(site.origin) });
    await person.say('I look after my mum');
    expect(person.seen.length).to.be.greaterThan(1);
    expect(site.logged.filter((line) => /"level":"(error|fatal)"/.test(line))).to.deep.equal([]);
  }

  it('is known: those of every feature', () => {
    const paths = routes.map(({ method, path }) => `${method} ${path}`);
    expect(paths).to.include.members([
      'POST /webhooks/twilio/messages',
      'POST /api/messages',
      'POST /v3/directline/conversations/:id/activities',
      'GET /directory/services',
      'GET /health/ready',
      'GET /chat/:area',
      'POST /refer/:area',
      'GET /desk',
    ]);
    expect(routes.length).to.be.greaterThan(80);
  });

  it('answers with a clear status, never a 5xx but 503, no trace, and no more than it has', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(requests(routes, known), async (request) => {
        const { status, text } = await send(known.origin, {
          ...request,
          headers: withSignature(known, request),
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status < 500 || status === 503, `status ${status}`).to.equal(true);
        expect(text.slice(0, 2_000)).not.to.match(inside);
        expect(text.length).to.be.below(mostBytes);
      }),
      { numRuns: runs },
    );
    // What is tried reaches into the features, and not their doors alone.
    for (const status of [200, 303, 400, 401, 403, 404]) {
      expect(statuses.get(status) ?? 0, `answers with ${status}`).to.be.greaterThan(0);
    }
    await expectAlive();
  });

  it('takes any frame on a stream, and any bytes in place of frames', async () => {
    const frame = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('', '{"activities":', 'x'.repeat(200_000), Buffer.alloc(100_000)),
    );
    const frames = fc.array(fc.record({ frame, how: fc.constantFrom('message', 'ping', 'raw') }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(frames, async (sent) => {
        const { token } = known;
        const path = `/v3/directline/conversations/${known.ids[0] ?? ''}`;
        const again = await fetch(known.origin + path, { headers: { authorization: `Bearer ${token}` } });
        const { streamUrl } = (await again.json()) as { streamUrl: string };
        const { socket } = await openStream(streamUrl);
        socket.on('error', () => undefined);
        const wire = (socket as unknown as { _socket: NodeJS.WritableStream })._socket;
        for (const { frame: each, how } of sent) {
          if (how === 'raw') wire.write(Buffer.from(each));
          else if (socket.readyState === socket.OPEN) {
            if (how === 'message') socket.send(each);
            else socket.ping(Buffer.from(each).subarray(0, 125));
          }
        }
        socket.terminate();
      }),
      { numRuns: Math.ceil(runs / 15) },
    );
    await expectAlive();
  });
});
