import { StoreNotDurable } from '../errors.js';
import type { RedisAddress } from './connection/address.js';
import { infoOf } from './connection/info.js';
import type { Link } from './connection/link.js';
import { textsOf } from './connection/reply.js';

/**
 * What may be lost when a server of Redis dies. `disk`: nothing that anybody was told is kept. `second`: the last second
 * of it. `trusted`: the operator answers for it, and nothing is checked.
 */
export const durabilities = ['disk', 'second', 'trusted'] as const;
export type Durability = (typeof durabilities)[number];

/** One way in which Redis could lose what it has said is kept. */
export interface Weakness {
  /** The setting of Redis that it is about, or `unchecked`. */
  setting: string;
  wrong: string;
  /** What to do about it. */
  mend: string;
}

const settings = ['appendonly', 'appendfsync', 'maxmemory-policy'] as const;

/**
 * Looks at every server that takes writes for a way to lose what it has acknowledged.
 * @throws StoreUnavailable when one cannot be asked
 */
export async function weaknesses(
  link: Link,
  { form }: RedisAddress,
  { durability, replicas }: { durability: Durability; replicas: number },
): Promise<Weakness[]> {
  if (durability === 'trusted') return [];
  const found = [
    ...(await settingsOf(link)).flatMap((known) => inSettings(known, durability)),
    ...(await replicasOf(link)).flatMap((connected) => inReplicas(connected, replicas, form)),
  ];
  return [...new Map(found.map((each) => [each.setting, each])).values()];
}

/** @throws StoreNotDurable with all that is wrong, and what to set */
export function refuseWeak(found: readonly Weakness[]): void {
  if (found.length === 0) return;
  const lines = found.map(({ wrong, mend }) => `  ${wrong} ${mend}`);
  const choice = 'To accept the loss, set STORE_DURABILITY (.env.example says how).';
  throw new StoreNotDurable(
    `Redis could lose what people were told is kept:\n${lines.join('\n')}\n${choice}`,
  );
}

/** The settings of each server; null where CONFIG is forbidden, as on managed ones. */
async function settingsOf(link: Link): Promise<(ReadonlyMap<string, string> | null)[]> {
  try {
    const replies = await link.everywhere('CONFIG', 'GET', ...settings);
    return replies.map((reply) => {
      const flat = textsOf(reply);
      return new Map(settings.map((name) => [name, flat[flat.indexOf(name) + 1] ?? '']));
    });
  } catch {
    // What INFO tells is better than nothing. A server that is away fails there as well.
    const [persistence, memory] = await Promise.all(
      ['persistence', 'memory'].map((section) => link.everywhere('INFO', section)),
    );
    return (persistence ?? []).map((reply, index) => {
      const info = new Map([...infoOf(reply), ...infoOf(memory?.[index] ?? '')]);
      return new Map([
        ['appendonly', info.get('aof_enabled') === '1' ? 'yes' : 'no'],
        ['maxmemory-policy', info.get('maxmemory_policy') ?? ''],
      ]);
    });
  }
}

function inSettings(known: ReadonlyMap<string, string> | null, durability: Durability): Weakness[] {
  const found: Weakness[] = [];
  if (known?.get('appendonly') !== 'yes') {
    found.push({
      setting: 'appendonly',
      wrong: 'It keeps no append-only file, so a restart loses everything since its last snapshot.',
      mend: 'Set appendonly yes in redis.conf.',
    });
  }
  const sync = known?.get('appendfsync');
  if (sync === undefined && durability === 'disk') {
    found.push({
      setting: 'unchecked',
      wrong: 'CONFIG is forbidden there, so it cannot be seen whether each write is synced to disk.',
      mend: 'Make sure of appendfsync always with whoever runs it, and set STORE_DURABILITY=trusted.',
    });
  } else if (sync === 'no' || (sync === 'everysec' && durability === 'disk')) {
    found.push({
      setting: 'appendfsync',
      wrong: `It syncs its append-only file ${sync === 'no' ? 'whenever the system likes' : 'once a second'}.`,
      mend: 'Set appendfsync always in redis.conf.',
    });
  }
  if (known?.get('maxmemory-policy') !== 'noeviction') {
    found.push({
      setting: 'maxmemory-policy',
      wrong: 'It throws data away when its memory is full.',
      mend: 'Set maxmemory-policy noeviction in redis.conf.',
    });
  }
  return found;
}

/** How many replicas follow each server. */
async function replicasOf(link: Link): Promise<number[]> {
  const replies = await link.everywhere('INFO', 'replication');
  return replies.map((reply) => Number(infoOf(reply).get('connected_slaves') ?? 0));
}

function inReplicas(connected: number, wanted: number, form: RedisAddress['form']): Weakness[] {
  if (connected < wanted) {
    return [
      {
        setting: 'replicas',
        wrong: `A server has ${connected} replicas, and STORE_REPLICAS says that ${wanted} must have each write.`,
        mend: 'Add replicas, or lower STORE_REPLICAS.',
      },
    ];
  }
  // Sentinels choose by what they last heard of each, which may be seconds old, so each replica may take over.
  if (form === 'single' || connected <= wanted) return [];
  return [
    {
      setting: 'replicas',
      wrong: `Any of the ${connected} replicas of a server may take over, and one that lags lacks the last writes.`,
      mend: `Set STORE_REPLICAS=${connected}, or keep fewer replicas.`,
    },
  ];
}
