import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import { oldKey } from '../store/data-keys.js';
import { startSingle, until, type RedisSet } from '../store/redis/servers.js';
import { createDeployment, type Deployment } from './deployment.js';
import { phonePerson, type Person } from './people.js';
import { stopProgram, type Program } from './program.js';
import { drained } from './sent.js';

/** A name for each, so that nobody is asked the same twice over. */
const lines = ['I look after my mum', 'she has dementia', 'Barry', 'I am 50'];

describe('texts that come while Redis is away, with a spool', function () {
  this.timeout(5 * 60_000);
  let set: RedisSet;
  let folder: string;
  let deployment: Deployment;
  before(async () => {
    set = await startSingle();
    folder = await mkdtemp(join(tmpdir(), 'fingerpost-spool-'));
    const address = readRedisAddress(set.url)!;
    const open = { replicas: 0, onError: () => undefined, dataKeys: [oldKey] };
    deployment = await createDeployment(
      {},
      {
        env: {
          STORE_URL: set.url,
          SECRET: 's'.repeat(32),
          SPOOL_FOLDER: folder,
          DATA_KEYS: `${oldKey.id}:${oldKey.bytes.toString('base64')}`,
          LOG_LEVEL: 'fatal',
        },
        open: async () => (await openRedisStore(address, open)).store,
      },
    );
  });
  after(async () => {
    await deployment.close();
    await set.destroy();
    await rm(folder, { recursive: true });
  });

  it('are kept on disk over a kill, and are each run once, in order, when it is back', async () => {
    const redis = set.servers[0]!;
    let program: Program = deployment.start();
    let posts = 0;
    const senders = { address: () => program.address, onPost: () => (posts += 1) };
    const people = ['+447700900301', '+447700900302', '+447700900303'].map((number) =>
      phonePerson('sms', number, senders),
    );
    const all = async (line: string): Promise<void> => {
      await Promise.all(people.map((person) => person.say(line)));
    };
    const spool = async (): Promise<{ waiting: number; reasons: string[] }> => {
      const health = (await (await fetch(`${await program.address}/health/ready`)).json()) as {
        reasons: string[];
        spool: { waiting: number };
      };
      return { waiting: health.spool.waiting, reasons: health.reasons };
    };

    await all(lines[0]!);
    await redis.kill();
    posts = 0;
    await all(lines[1]!);
    await Promise.all(people.map((person) => person.repeat()));
    expect(posts, 'each post was answered as taken').to.equal(2 * people.length);
    expect(await spool()).to.deep.equal({ waiting: people.length, reasons: ['store'] });
    await redis.run();
    await until('what was held is run', async () => (await spool()).waiting === 0);

    await redis.kill();
    posts = 0;
    for (const line of lines.slice(2)) await all(line);
    expect(posts).to.equal(2 * people.length);
    program.child.kill('SIGKILL');
    await program.ended;
    const kept = await Promise.all(
      (await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')),
    );
    expect(kept.join(''), 'sealed').not.to.match(/Barry|4477009003/);
    await redis.run();
    program = deployment.start();
    await until('what was held is run', async () => (await spool()).waiting === 0);
    await drained(await program.address);
    expect(await stopProgram(program)).to.deep.equal({ code: 0, signal: null });

    await checkAll(people);
  });

  async function checkAll(people: Person[]): Promise<void> {
    const store = await deployment.openStore();
    try {
      for (const { number, said } of people) {
        const { id } = (await store.findByAddress('sms', number!))!;
        const journal = await store.journal(id, 0, 1000);
        const kept = journal.flatMap((entry) => (entry.kind === 'said' ? [entry.messageId] : []));
        expect(kept).to.deep.equal(said.map(({ messageId }) => messageId));
        const replied = journal.flatMap((entry) => (entry.kind === 'replied' ? [entry.text] : []));
        const arrived = deployment.twilio.messages.filter(({ to }) => to === number).map(({ body }) => body);
        expect(arrived).to.deep.equal(replied);
        expect(replied.length).to.be.at.least(lines.length);
      }
    } finally {
      await store.close();
    }
  }
});
