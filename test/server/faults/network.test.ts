import { expect } from 'chai';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSingle, type RedisSet } from '../store/redis/servers.js';
import { Relay } from '../whole/relay.js';
import { withstand, type Fault } from '../whole/several.js';

/** Longer than an instance waits for an answer. */
const swallowedMs = 5_000;

describe('two instances, and a network between them and their Redis that fails', function () {
  this.timeout(5 * 60_000);
  let set: RedisSet;
  let relay: Relay;
  before(async () => {
    set = await startSingle();
    relay = await Relay.start(() => set.servers[0]!.port);
  });
  after(async () => {
    await relay.close();
    await set.destroy();
  });

  const cut: Fault = async (_instances, random) => {
    relay.cut();
    await sleep(300 + 1_000 * random());
    relay.restore();
  };
  /** Nothing is lost of what is on its way, and nobody hears of it for a long time. */
  const swallow: Fault = async () => {
    relay.swallow();
    await sleep(swallowedMs);
    relay.restore();
  };

  const seed = randomInt(2 ** 31);
  it(`lose nothing, say nothing twice and keep the order when it is cut, and when it swallows all (seed ${seed})`, async () => {
    const url = `redis://127.0.0.1:${relay.port}`;
    const { problems, talks, referrals, texts } = await withstand(
      { set: { ...set, url }, replicas: 0 },
      [cut, swallow, cut],
      seed,
    );
    expect(problems.join('\n')).to.equal('');
    expect(referrals).to.equal(talks).and.to.be.at.least(3);
    expect(texts).to.be.greaterThan(0);
  });
});
