import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RedisServer } from '../../server/store/redis/servers.js';
import { startFingerpost, startProgram, type Program } from '../program.js';
import type { Reached } from './orders.js';

/** One of the things that are compared, running. */
export interface System {
  name: string;
  to: Reached;
  /** What answers people. */
  instances: readonly Program[];
  /** What keeps it, where that is a process of its own. */
  redis: number | null;
}

export interface Systems {
  sqlite: System;
  redisOne: System;
  redisTwo: System;
  bare: System;
  /** Null where it was not asked for. */
  botkit: System | null;
  stop(): Promise<void>;
}

/** Instances of one Redis must know each other's signatures. */
const secret = 'only on this machine, and for a minute';

/**
 * Starts everything that is compared. Redis keeps each commit on the disk before it is acknowledged, as SQLite does.
 * @param folder for all that is kept
 * @param botkit where Botkit is installed; null to leave it out
 */
export async function startSystems(folder: string, botkit: string | null): Promise<Systems> {
  const redis = await RedisServer.start();
  const kill = (): void => void redis.kill();
  process.once('exit', kill);
  const quiet = { LOG_LEVEL: 'fatal' };
  const onRedis = { ...quiet, STORE_URL: redis.url, SECRET: secret };
  const folderOf = async (name: string): Promise<string> => {
    const own = join(folder, name);
    await mkdir(own, { recursive: true });
    return own;
  };
  const onSqlite = await startFingerpost(await folderOf('sqlite'), quiet);
  const first = await startFingerpost(await folderOf('first'), onRedis);
  const second = await startFingerpost(await folderOf('second'), onRedis);
  const bare = await startProgram('./serve-waterfall.js');
  const other = botkit === null ? null : await startProgram('./load/serve-botkit.js', { BOTKIT: botkit });
  const programs = [onSqlite, first, second, bare, ...(other ? [other] : [])];
  const system = (
    name: string,
    speaks: Reached['speaks'],
    instances: readonly Program[],
    pid: number | null = null,
  ): System => ({
    name,
    to: { speaks, origins: instances.map(({ origin }) => origin) },
    instances,
    redis: pid,
  });
  return {
    sqlite: system('Fingerpost on SQLite', 'direct-line', [onSqlite]),
    redisOne: system('Fingerpost on Redis', 'direct-line', [first], redis.pid),
    redisTwo: system('Fingerpost on Redis, two instances', 'direct-line', [first, second], redis.pid),
    bare: system('bare waterfall bot, MemoryStorage', 'bare', [bare]),
    botkit: other && system('Botkit 4.15, MemoryStorage', 'botkit', [other]),
    async stop() {
      await Promise.all(programs.map((program) => program.stop()));
      await redis.destroy();
      process.off('exit', kill);
    },
  };
}
