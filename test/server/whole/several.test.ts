import { expect } from 'chai';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSentinelSet, startSingle, until, type RedisSet } from '../store/redis/servers.js';
import { withstand, type Fault } from './several.js';

const pausedMs = 10_000;
const awayMs = 1_000;

const killOne: Fault = async (instances, random) => {
  await instances[Math.floor(random() * instances.length)]!.killAndStart();
};
const killBoth: Fault = async (instances) => {
  await Promise.all(instances.map((instance) => instance.killAndStart()));
};
const restartRedis =
  ({ servers }: RedisSet): Fault =>
  async () => {
    await servers[0]!.kill();
    await sleep(awayMs);
    await servers[0]!.run();
  };
const pauseRedis =
  ({ servers }: RedisSet): Fault =>
  async () => {
    servers[0]!.pause();
    await sleep(pausedMs);
    servers[0]!.resume();
  };
/** The primary dies, another takes over, and the first comes back to follow it. */
const failOver =
  ({ servers }: RedisSet): Fault =>
  async () => {
    const roles = await Promise.all(
      servers.map((server) => server.ask('ROLE').then((role) => (role as string[])[0])),
    );
    const primary = servers[roles.indexOf('master')]!;
    await primary.kill();
    await until('another takes over', async () => {
      const others = servers.filter((server) => server !== primary);
      const now = await Promise.all(others.map((server) => server.ask('ROLE')));
      return now.some((role) => (role as string[])[0] === 'master');
    });
    await primary.run();
    // Every replica must have each write, since any of them may take over next.
    await until('the others follow the new one', async () => {
      const roles = await Promise.all(servers.map((server) => server.ask('INFO', 'replication')));
      return roles.some((role) =>
        /role:master[^]*slave0:.*state=online[^]*slave1:.*state=online/.test(String(role)),
      );
    });
  };

const trials: {
  name: string;
  start: () => Promise<RedisSet>;
  replicas?: number;
  faults: (set: RedisSet) => Fault[];
}[] = [
  {
    name: 'instances killed at random, one and both at once',
    start: startSingle,
    faults: () => [killOne, killOne, killBoth],
  },
  {
    name: 'Redis killed and started again, and paused for ten seconds',
    start: startSingle,
    faults: (set) => [restartRedis(set), killOne, pauseRedis(set)],
  },
  {
    name: 'a primary that dies, with replicas and sentinels',
    start: startSentinelSet,
    replicas: 2,
    faults: (set) => [failOver(set), killOne],
  },
];

describe('two instances on one Redis', function () {
  this.timeout(10 * 60_000);
  for (const { name, start, replicas = 0, faults } of trials) {
    const seed = randomInt(2 ** 31);
    it(`lose nothing, say nothing twice and keep the order: ${name} (seed ${seed})`, async () => {
      const set = await start();
      try {
        const { problems, talks, referrals, texts } = await withstand({ set, replicas }, faults(set), seed);
        expect(problems.join('\n')).to.equal('');
        expect(referrals).to.equal(talks).and.to.be.at.least(3);
        expect(texts).to.be.greaterThan(0);
      } finally {
        await set.destroy();
      }
    });
  }
});
