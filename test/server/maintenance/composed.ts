import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../content/project-root.js';
import { freePort, until } from '../store/redis/servers.js';

const program = process.env['REDIS_SERVER_PATH'] ?? '/usr/bin/redis-server';
/** Nodes of a cluster listen to each other on a port that lies so much higher. */
const busOffset = 10_000;
const lastPort = 65_535;
/** How Redis ends when something else took one of its two ports meanwhile. */
const portTaken = 1;
const mostAttempts = 5;

const service = z.looseObject({
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
export type Composed = z.output<typeof service>;

/** The services of a compose file, with the values of the variables that it asks for. */
export function composed(file: string, variables: Readonly<Record<string, string>>): Map<string, Composed> {
  const whole = readFileSync(join(projectRoot, file), 'utf8');
  const text = whole.replace(
    /\$\{(\w+)(?::[?-]([^}]*))?\}/g,
    (_, name: string, otherwise: string | undefined) => variables[name] ?? otherwise ?? '',
  );
  const { services } = z
    .object({ services: z.record(z.string(), service) })
    .parse(parse(text, { merge: true }));
  return new Map(Object.entries(services));
}

async function portWithBus(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port + busOffset <= lastPort) return port;
  }
}

/** A Redis on loopback, started with exactly the command of its service but for where it listens and keeps its data. */
export class ComposedRedis {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly process: ChildProcess,
    private readonly service: Composed,
  ) {}

  static async start(service: Composed): Promise<ComposedRedis> {
    const mounted = service.volumes.map((volume) => volume.split(':'));
    const [, ...args] = service.command.map((argument) => {
      const [source] = mounted.find(([, target]) => target === argument) ?? [];
      return source === undefined ? argument : join(projectRoot, source);
    });
    for (let attempt = 1; ; attempt += 1) {
      const port = await portWithBus();
      const folder = await mkdtemp(join(tmpdir(), 'composed-'));
      const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
      const running = spawn(program, [...args, ...own], { stdio: 'ignore' });
      const redis = new ComposedRedis(port, folder, running, service);
      await until(
        'the health check of the compose file passes',
        async () => running.exitCode !== null || (await redis.isHealthy()),
      );
      if (running.exitCode !== portTaken) return redis;
      await rm(folder, { recursive: true });
      if (attempt === mostAttempts) throw new Error('Redis ends as soon as it is started so.');
    }
  }

  /** Whether its own health check says so. */
  async isHealthy(): Promise<boolean> {
    const [, command = ''] = this.service.healthcheck?.test ?? [];
    return (await this.shell(command.replaceAll('redis-cli', `redis-cli -p ${this.port}`))).code === 0;
  }

  /** Runs a command as in the service's container. */
  async shell(command: string): Promise<{ code: number | null; said: string }> {
    // redis-cli stands beside the server.
    const env = { PATH: `${dirname(program)}:${process.env['PATH']}`, ...this.service.environment };
    const running = spawn('/bin/sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks = running.stdout.setEncoding('utf8').toArray();
    const [code] = (await once(running, 'close')) as [number | null];
    return { code, said: (await chunks).join('') };
  }

  async destroy(): Promise<void> {
    this.process.kill('SIGKILL');
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    await rm(this.folder, { recursive: true });
  }
}
