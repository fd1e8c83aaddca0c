import { expect } from 'chai';
import { pino } from 'pino';
import { openStore, type RedisConfiguration } from '../../../server/store/open-store.js';
import { StoreUnavailable } from '../../../server/store/errors.js';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import type { Store } from '../../../server/store/store.js';
import { commitNext, failure, loaded, said, turn } from '../store/samples.js';
import { until } from '../store/redis/servers.js';
import { composed, ComposedRedis, type Composed } from './composed.js';

const password = 'of the tests, and long enough'.replaceAll(/\W+/g, '-');
const variables = { REDIS_PASSWORD: password };

describe('the Redis of the compose files, started with their own arguments', function () {
  this.timeout(120_000);
  let running: ComposedRedis[];
  beforeEach(() => (running = []));
  afterEach(() => Promise.all(running.map((redis) => redis.destroy())));

  async function start(service: Composed | undefined): Promise<ComposedRedis> {
    const redis = await ComposedRedis.start(service!);
    running.push(redis);
    return redis;
  }

  const opened = (url: string, replicas: string | undefined) => {
    const about = { address: readRedisAddress(url)!, replicas: Number(replicas ?? 0), dataKeys: [] };
    const configuration: RedisConfiguration = { kind: 'redis', durability: 'disk', ...about };
    return openStore(configuration, { production: true, logger: pino({ level: 'silent' }) });
  };

  async function expectKeeps(url: string, replicas?: string): Promise<void> {
    for (const work of [
      async (store: Store) => {
        await store.check();
        await commitNext(store, turn('c1', { messageId: 'm1', journal: [said('m1')] }));
      },
      async (store: Store) => expect(await loaded(store, 'c1')).to.include({ version: 1 }),
    ]) {
      const { store, close } = await opened(url, replicas);
      await work(store).finally(close);
    }
  }

  it('keep all that a start in production wants, at the address that the program is given', async () => {
    const services = composed('compose.yaml', variables);
    const redis = await start(services.get('redis'));
    const url = services.get('fingerpost')?.environment['STORE_URL'] ?? '';
    const here = url.replace('redis:6379', `127.0.0.1:${redis.port}`);
    expect(here).to.not.equal(url);
    await expectKeeps(here);
    const open = here.replace(`:${password}@`, '');
    expect(await failure(opened(open, undefined)), 'without the password').to.be.instanceOf(StoreUnavailable);
  });

  it('are made into a cluster by the command of its service, which does nothing the second time', async () => {
    const services = composed('compose.cluster.yaml', variables);
    const names = [...services.keys()].filter((name) => /^redis\d$/.test(name));
    expect(names).to.have.length(6);
    const nodes = await Promise.all(
      names.map(async (name) => [name, await start(services.get(name))] as const),
    );
    /** Names of services in the place of where they are here. */
    const here = (text: string): string =>
      nodes.reduce(
        (each, [name, { port }]) =>
          each
            .replaceAll(`${name}:6379`, `127.0.0.1:${port}`)
            .replaceAll(`-h ${name} `, `-h 127.0.0.1 -p ${port} `),
        text,
      );
    const [, , make = ''] = services.get('cluster')?.command ?? [];
    const [first] = running;
    expect((await first!.shell(here(make))).said).to.include('All 16384 slots covered');
    for (const { port } of running) {
      const ask = async (what: string) =>
        (await first!.shell(`redis-cli -h 127.0.0.1 -p ${port} ${what}`)).said;
      await until('every node knows of the whole cluster', async () =>
        (await ask('cluster info')).includes('cluster_state:ok'),
      );
      await until('every replica follows', async () =>
        /slave0:.*state=online|master_link_status:up/.test(await ask('info replication')),
      );
    }
    expect((await first!.shell(here(make))).said).to.equal('');
    const { STORE_URL: url = '', STORE_REPLICAS: replicas } = services.get('fingerpost1')?.environment ?? {};
    await expectKeeps(here(url), replicas);
  });
});
