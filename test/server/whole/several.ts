import { setTimeout as sleep } from 'node:timers/promises';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import type { RedisSet } from '../store/redis/servers.js';
import { Crowd } from './crowd.js';
import { createDeployment } from './deployment.js';
import { examineAll, problemsOf, rehearse } from './endurance.js';
import { Lives } from './lives.js';
import { stopProgram } from './program.js';
import { seeded } from './random.js';
import { drained } from './sent.js';

const peopleAtOnce = 6;
const longestThoughtMs = 40;
/** Between two faults people get on for at least so long, and at most three times as long. */
const calmMs = 700;
const longestEndMs = 180_000;

/** Something that goes wrong, and is over when it resolves and all instances serve again. `instances` are those that serve. */
export type Fault = (instances: Lives[], random: () => number) => Promise<void>;

/** What came through all that went wrong. */
export interface Withstood {
  talks: number;
  referrals: number;
  texts: number;
  problems: string[];
}

/**
 * Has people write to two instances on one Redis, each message to either of them and some to both at once, while one thing
 * after another goes wrong; lets them finish, and looks at what was kept and what was sent.
 */
export async function withstand(
  { set, replicas }: { set: RedisSet; replicas: number },
  faults: readonly Fault[],
  seed: number,
): Promise<Withstood> {
  const usual = await rehearse();
  const random = seeded(seed);
  const address = readRedisAddress(set.url)!;
  const deployment = await createDeployment(
    {},
    {
      env: {
        STORE_URL: set.url,
        STORE_REPLICAS: String(replicas),
        SECRET: 's'.repeat(32),
        LOG_LEVEL: 'fatal',
      },
      open: async () => (await openRedisStore(address, { replicas: 0, onError: () => undefined })).store,
    },
  );
  try {
    const instances = [new Lives(deployment.start), new Lives(deployment.start)];
    let turn = 0;
    const either = (): Promise<string> => instances[turn++ % instances.length]!.address();
    const copies = (): number => (random() < 0.2 ? 2 : 1);
    const crowd = new Crowd({ senders: { address: either, copies }, random, thinkMs: longestThoughtMs });
    await Promise.all(instances.map((instance) => instance.address()));
    let over = false;
    const goWrong = async (): Promise<void> => {
      for (const fault of faults) {
        await sleep(calmMs * (1 + 2 * random()));
        await fault(instances, random);
        // An instance that starts while Redis is away ends and says why: it is for its supervisor to start it again.
        await Promise.all(instances.map((instance) => instance.address()));
      }
      await sleep(calmMs);
      over = true;
    };
    try {
      await Promise.all([goWrong(), crowd.write(peopleAtOnce, () => over)]);
      await drained(await either(), longestEndMs);
      for (const { person } of crowd.talks) await person.read();
    } catch (error) {
      for (const instance of instances) instance.giveUp(error as Error);
      throw error;
    }
    const endings = await Promise.all(instances.map(({ current }) => stopProgram(current)));
    const findings = await examineAll(deployment, crowd.talks);
    return {
      talks: crowd.talks.length,
      referrals: findings.reduce((sum, { kept }) => sum + kept.referrals.length, 0),
      texts: deployment.twilio.messages.length,
      problems: [
        ...endings.flatMap(({ code }) => (code === 0 ? [] : [`an instance stopped with ${String(code)}`])),
        ...problemsOf(deployment, findings, crowd.talks, usual),
      ],
    };
  } finally {
    await deployment.close();
  }
}
