import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';

const longestMs = 30_000;
const lookMs = 20;

/** Looks again and again until it is so. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + longestMs;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`It never came to be: ${what}.`);
    await pause(lookMs);
  }
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A real Redis on loopback, with a folder of its own; it can be killed, paused and started again on what it kept. */
export class RedisServer {
  #process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly file: string,
    private readonly mode: string[],
  ) {}

  /** @param settings lines of its configuration, beside an append-only file that is synced at every write */
  static async start(settings: string[] = [], mode: string[] = []): Promise<RedisServer> {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'redis-'));
    const file = join(folder, 'redis.conf');
    const usual = mode.includes('--sentinel') ? [] : ['appendonly yes', 'appendfsync always', 'save ""'];
    const own = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`];
    await writeFile(file, [...own, ...usual, ...settings, ''].join('\n'));
    const server = new RedisServer(port, folder, file, mode);
    await server.run();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `redis://${this.address}`;
  }

  /** Of the process that runs now; null while none does. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Starts it, on the data that it has, and waits until it answers. */
  async run(): Promise<void> {
    const log = join(this.folder, 'log');
    const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
    this.#process = spawn(program, [this.file, ...this.mode, '--logfile', log], { stdio: 'ignore' });
    await until('Redis answers', async () => (await this.ask('PING')) === 'PONG');
  }

  async ask(...command: string[]): Promise<unknown> {
    const client = createClient({ url: this.url, RESP: 2, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  /** Ends it at once, whatever it is doing. */
  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  /** It stands still, with its connections open. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async destroy(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}

/** Some servers that make up one Redis. */
export interface RedisSet {
  /** As STORE_URL names it. */
  url: string;
  servers: RedisServer[];
  destroy: () => Promise<void>;
}

export async function startSingle(settings: string[] = []): Promise<RedisSet> {
  const server = await RedisServer.start(settings);
  return { url: server.url, servers: [server], destroy: () => server.destroy() };
}

const slots = 16_384;

/** Servers of tests that lose nothing by losing power need not wait for the disk. */
export const withoutDisk = ['appendonly no'];

/** Three nodes that share the slots. */
export async function startCluster(settings: string[] = []): Promise<RedisSet> {
  const servers = await Promise.all(
    [0, 1, 2].map(async () =>
      RedisServer.start([
        'cluster-enabled yes',
        `cluster-port ${await freePort()}`,
        'cluster-node-timeout 2000',
        ...settings,
      ]),
    ),
  );
  const share = Math.ceil(slots / servers.length);
  for (const [index, server] of servers.entries()) {
    const last = Math.min((index + 1) * share, slots) - 1;
    await server.ask('CLUSTER', 'ADDSLOTSRANGE', String(index * share), String(last));
    await server.ask('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
  }
  const [first] = servers;
  for (const server of servers.slice(1)) {
    const busPort = String(((await server.ask('CONFIG', 'GET', 'cluster-port')) as string[])[1]);
    await first!.ask('CLUSTER', 'MEET', '127.0.0.1', String(server.port), busPort);
  }
  for (const server of servers) {
    await until('the cluster is whole', async () => {
      const info = String(await server.ask('CLUSTER', 'INFO'));
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${servers.length}`);
    });
  }
  return {
    url: `redis-cluster://${servers.map(({ address }) => address).join(',')}`,
    servers,
    destroy: async () => {
      await Promise.all(servers.map((server) => server.destroy()));
    },
  };
}

/** A primary with two replicas, the first of `servers` being the primary, and three sentinels that watch over them. */
export async function startSentinelSet(settings: string[] = []): Promise<RedisSet> {
  const primary = await RedisServer.start(['repl-diskless-sync-delay 0', ...settings]);
  const follow = [`replicaof 127.0.0.1 ${primary.port}`, ...settings];
  const replicas = await Promise.all([0, 1].map(() => RedisServer.start(follow)));
  const watch = [
    `sentinel monitor carers 127.0.0.1 ${primary.port} 2`,
    'sentinel down-after-milliseconds carers 1000',
    'sentinel failover-timeout carers 5000',
  ];
  await until('the replicas follow', async () =>
    /slave0:.*state=online[^]*slave1:.*state=online/.test(String(await primary.ask('INFO', 'replication'))),
  );
  const sentinels = await Promise.all([0, 1, 2].map(() => RedisServer.start(watch, ['--sentinel'])));
  for (const sentinel of sentinels) {
    await until('the sentinels know each other and the replicas', async () => {
      const answer = (await sentinel.ask('SENTINEL', 'MASTER', 'carers')) as string[];
      const value = (name: string) => answer[answer.indexOf(name) + 1];
      return value('num-slaves') === '2' && value('num-other-sentinels') === '2';
    });
  }
  const servers = [primary, ...replicas];
  return {
    url: `redis-sentinel://${sentinels.map(({ address }) => address).join(',')}/carers`,
    servers,
    destroy: async () => {
      await Promise.all([...servers, ...sentinels].map((server) => server.destroy()));
    },
  };
}
