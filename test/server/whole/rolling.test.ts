import { ConnectionStatus } from 'botframework-directlinejs';
import { expect } from 'chai';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import { connectOfficialClient, likeABrowser, type OfficialClient } from '../directline/official-client.js';
import { startSingle, until, withoutDisk, type RedisSet } from '../store/redis/servers.js';
import { Visitor } from '../webchat/visitor.js';
import { createDeployment, type Deployment } from './deployment.js';
import type { Program } from './program.js';
import { Relay } from './relay.js';

const own = { 'sec-fetch-site': 'same-origin' };

/** What a stream of the desk has brought, in order, over as many connections as it takes. */
class DeskReader {
  /** What the carer said. */
  readonly lines: string[] = [];
  /** Of all lines. */
  readonly seqs: number[] = [];
  connections = 0;
  #last = '';
  #over = false;
  #stop = new AbortController();

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {
    void this.#read();
  }

  end(): void {
    this.#over = true;
    this.#stop.abort();
  }

  async #read(): Promise<void> {
    while (!this.#over) {
      await this.#once().catch(() => undefined);
      // EventSource comes back by itself as well.
      await sleep(50);
    }
  }

  async #once(): Promise<void> {
    const headers = { cookie: this.cookie, ...(this.#last && { 'last-event-id': this.#last }) };
    const response = await fetch(this.url, { headers, signal: this.#stop.signal });
    if (response.status !== 200 || !response.body) return;
    this.connections += 1;
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of Readable.fromWeb(response.body as ReadableStream)) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  #take(event: string): void {
    const id = /^id: (.*)$/m.exec(event)?.[1];
    if (id === undefined) return;
    this.#last = id;
    const { html } = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { html: string };
    this.seqs.push(...[...html.matchAll(/data-seq="(\d+)"/g)].map(([, seq]) => Number(seq)));
    const said = html.matchAll(/class="line line--carer"[^]*?(word-\d+)/g);
    this.lines.push(...[...said].map(([, word = '']) => word));
  }
}

describe('two instances on one Redis, restarted one after the other', function () {
  likeABrowser();
  this.timeout(120_000);
  let set: RedisSet;
  let deployment: Deployment;
  let relay: Relay;
  let client: OfficialClient | null = null;
  let reader: DeskReader | null = null;
  before(async () => {
    set = await startSingle(withoutDisk);
    deployment = await createDeployment(
      {},
      {
        env: { STORE_URL: set.url, SECRET: 's'.repeat(32), DRAIN_SECONDS: '2' },
        open: async () =>
          (await openRedisStore(readRedisAddress(set.url)!, { replicas: 0, onError: () => undefined })).store,
      },
    );
  });
  after(async () => {
    client?.end();
    reader?.end();
    await relay.close();
    await deployment.close();
    await set.destroy();
  });

  const isReady = async (address: string): Promise<boolean> =>
    (await fetch(`${address}/health/ready`, { headers: { connection: 'close' } })).status === 200;

  it('end no conversation: streams come back on the other, with nothing lost and nothing twice', async () => {
    const [first, second] = [deployment.start(), deployment.start()] as [Program, Program];
    const portOf = async ({ address }: Program): Promise<number> => Number(new URL(await address).port);
    const [firstPort, secondPort] = [await portOf(first), await portOf(second)];
    let serving = firstPort;
    relay = await Relay.start(() => serving);

    const generated = await fetch(`${relay.address}/v3/directline/tokens/generate`, { method: 'POST' });
    const { token, conversationId } = (await generated.json()) as { token: string; conversationId: string };
    const talking = connectOfficialClient(
      { domain: `${relay.address}/v3/directline` } as Parameters<typeof connectOfficialClient>[0],
      { token, webSocket: true },
    );
    client = talking;
    await talking.becomes(ConnectionStatus.Online);
    let words = 0;
    const say = async (): Promise<void> => {
      const text = `word-${(words += 1)}`;
      // A post whose connection was closed under it is posted again, with the same id, as our own page does.
      while ((await talking.says(text, text).catch(() => 'retry')) === 'retry') await sleep(50);
    };
    await say();

    const link = /Sign in at the desk: https:\/\/[^/]+(\S+)/.exec(first.output())?.[1] ?? '';
    const adviser = new Visitor();
    const signedIn = await adviser.post(
      `${relay.address}/desk/sign-in/link`,
      { secret: link.split('/').at(-1) ?? '' },
      own,
    );
    expect(signedIn.status).to.equal(303);
    const cookie = [...adviser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const watching = new DeskReader(`${relay.address}/desk/conversations/${conversationId}/stream`, cookie);
    reader = watching;
    const saidSoFar = (): string[] => Array.from({ length: words }, (_, index) => `word-${index + 1}`);
    const allSeen = () =>
      until('the desk has seen all', () => Promise.resolve(watching.lines.length >= words));
    await allSeen();

    first.child.kill('SIGTERM');
    const firstAddress = await first.address;
    await until('it says that it stops', async () => !(await isReady(firstAddress)));
    await say();
    await until('it still answers', async () => (await fetch(`${firstAddress}/health/live`)).status === 200);
    serving = secondPort;
    let stopped = false;
    const ended = first.ended.then((ending) => {
      stopped = true;
      return ending;
    });
    while (!stopped) {
      await say();
      await sleep(100);
    }
    expect(await ended).to.deep.equal({ code: 0, signal: null });
    await say();
    await allSeen();

    expect(watching.lines).to.deep.equal(saidSoFar());
    expect(watching.seqs).to.deep.equal([...new Set(watching.seqs)].sort((one, other) => one - other));
    expect(watching.connections).to.be.greaterThan(1);
    const headers = { authorization: `Bearer ${token}` };
    const path = `/v3/directline/conversations/${conversationId}/activities?watermark=`;
    const kept: string[] = [];
    for (let watermark = '', before = '-'; watermark !== before;) {
      before = watermark;
      const page = (await (await fetch(relay.address + path + before, { headers })).json()) as {
        activities: { id: string }[];
        watermark: string;
      };
      kept.push(...page.activities.map(({ id }) => id));
      watermark = page.watermark;
    }
    await until('the client has heard all', () => Promise.resolve(talking.heard.length >= kept.length));
    expect(talking.arrived).to.deep.equal(kept);
    // The client deals two sets out in turns where they come at once, so its order of one moment is not the stream's.
    const heard = talking.heard.toSorted((one, other) => one.id!.localeCompare(other.id!));
    expect(heard.map(({ id }) => id)).to.deep.equal(kept);
    const said = heard.flatMap(({ text }) => (text?.startsWith('word-') === true ? [text] : []));
    expect(said).to.deep.equal(saidSoFar());
  });
});
