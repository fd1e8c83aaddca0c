import { expect } from 'chai';
import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../content/project-root.js';
import { variableNames } from '../../../server/configuration/variables.js';
import { openStore } from '../../../server/store/open-store.js';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { freePort, startSingle } from '../store/redis/servers.js';
import { startAt, stopProgram } from '../whole/program.js';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** The instructions of a Dockerfile, each with the rest of its line. */
const instructions = read('Dockerfile')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
const stages = instructions.flatMap(([name], index) => (name === 'FROM' ? [index] : []));
const last = instructions.slice(stages.at(-1));
const argument = (name: string): string => last.find(([each]) => each === name)?.[1] ?? '';
const listIn = (text: string): string[] =>
  z.array(z.string()).parse(JSON.parse(text.slice(text.indexOf('['))));

const service = z.looseObject({
  command: z.unknown().optional(),
  environment: z.record(z.string(), z.unknown()).default({}),
  volumes: z.array(z.string()).default([]),
});
const compose = (file: string) =>
  z.object({ services: z.record(z.string(), service) }).parse(parse(read(file), { merge: true }));

describe('what containers are made of', function () {
  this.timeout(60_000);

  describe('the Dockerfile', () => {
    it('copies what is there, and what is not kept out', () => {
      const copied = instructions
        .filter(([name, rest]) => name === 'COPY' && !rest.startsWith('--from'))
        .flatMap(([, rest]) => rest.split(' ').slice(0, -1));
      expect(copied).to.include.members(['package.json', 'content', 'server']);
      const allowed = read('.dockerignore').split('\n');
      for (const path of copied) {
        expect(existsSync(join(projectRoot, path)), path).to.equal(true);
        expect(allowed).to.include(`!${path}`);
      }
    });

    it('holds no secret, begins from Node 24 and runs as nobody in particular', () => {
      for (const index of stages) expect(instructions[index]?.[1]).to.match(/^node:24-slim/);
      expect(read('Dockerfile')).not.to.match(/\b(ARG|SECRET|PASSWORD|TOKEN|KEYS?)\b/);
      const order = last.map(([name]) => name);
      expect(argument('USER')).to.equal('node');
      expect(order.indexOf('USER')).to.be.greaterThan(order.lastIndexOf('RUN'));
      expect(order.lastIndexOf('CMD')).to.be.greaterThan(order.indexOf('USER'));
    });

    it('compiles what it copies: packages that only the tests use bring types of the browser', () => {
      const folder = mkdtempSync(join(tmpdir(), 'copied-'));
      const parts = ['content', 'dialogs', 'bot', 'server'];
      const within = (path: string): string => join(projectRoot, path);
      const config = {
        extends: within('tsconfig.json'),
        compilerOptions: {
          ...{ noEmit: true, incremental: false, tsBuildInfoFile: null },
          ...{ rootDir: projectRoot, typeRoots: [within('node_modules/@types')] },
        },
        include: parts.map((part) => within(`${part}/**/*.ts`)),
        exclude: [within('server/**/browser/**')],
      };
      try {
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
        const compiler = within('node_modules/typescript/bin/tsc');
        const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
        expect(stdout).to.equal('');
      } finally {
        rmSync(folder, { recursive: true });
      }
    }).timeout(300_000);

    it('makes something that runs: by a user who can write to the data alone, and its health is told', async () => {
      const app = mkdtempSync(join(tmpdir(), 'image-'));
      try {
        chmodSync(app, 0o755);
        for (const [name, rest] of last) {
          const [, source = '', target = ''] = /^--from=build \/app\/(\S+) (\S+)$/.exec(rest) ?? [];
          if (name !== 'COPY') continue;
          const from = join(projectRoot, source);
          if (source === 'node_modules') symlinkSync(from, join(app, target));
          else cpSync(from, join(app, target === './' ? source : target), { recursive: true });
        }
        await rm(join(app, 'dist/test'), { recursive: true });
        const data = join(app, 'data');
        mkdirSync(data, { mode: 0o700 });
        const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
        if (nobody !== undefined) spawnSync('chown', [String(nobody), data]);
        const port = String(await freePort());
        const program = startAt(join(app, listIn(argument('CMD'))[1] ?? ''), {
          env: {
            ...Object.fromEntries(
              argument('ENV')
                .split(' ')
                .map((pair) => pair.split('=') as [string, string]),
            ),
            ...{ DATA_DIR: data, PORT: port, HOST: '127.0.0.1', SECRET: 's'.repeat(40) },
          },
          ...(nobody !== undefined && { uid: nobody }),
        });
        const [node = '', ...args] = listIn(argument('HEALTHCHECK'));
        expect(node).to.equal('node');
        const health = () =>
          promisify(execFile)(process.execPath, args, { env: { PORT: port } }).then(
            () => 'healthy',
            () => 'not',
          );
        await program.address;
        expect(await health()).to.equal('healthy');
        expect(await stopProgram(program)).to.deep.equal({ code: 0, signal: null });
        expect(await health()).to.equal('not');
        expect(existsSync(join(data, 'fingerpost.db'))).to.equal(true);
      } finally {
        await rm(app, { recursive: true });
      }
    });
  });

  for (const file of ['compose.yaml', 'compose.cluster.yaml']) {
    describe(file, () => {
      const services = Object.entries(compose(file).services);

      it('sets variables that are read, keeps the root read-only, and mounts files that are there', () => {
        const ours = services.filter(([name]) => name.startsWith('fingerpost'));
        expect(ours.length).to.be.greaterThan(0);
        for (const [, each] of ours) {
          expect(variableNames).to.include.members(Object.keys(each.environment));
          expect(each).to.include({ read_only: true, restart: 'unless-stopped' });
          expect(each['cap_drop']).to.deep.equal(['ALL']);
        }
        const mounted = services
          .flatMap(([, { volumes }]) => volumes)
          .filter((volume) => volume.startsWith('.'));
        for (const volume of mounted) {
          expect(existsSync(join(projectRoot, volume.split(':')[0] ?? '')), volume).to.equal(true);
        }
      });

      it('leaves every secret to the environment, and keeps Redis from being reached from outside', () => {
        expect(read(file).match(/(SECRET|DATA_KEYS|PASSWORD): (?!\$\{[A-Z_]+:\?)/)).to.equal(null);
        for (const [name, each] of services.filter(([name]) => name.startsWith('redis'))) {
          expect(each['ports'], name).to.equal(undefined);
          expect(
            each.volumes.some((volume) => volume.endsWith(':/data')),
            name,
          ).to.equal(true);
          expect(each['networks'] === undefined, name).to.equal(false);
        }
      });
    });
  }

  it('has a Redis that a start in production takes, with exactly those settings and none beside', async () => {
    const weak = ['appendonly no', 'appendfsync no', 'maxmemory-policy allkeys-lru'];
    const ours = read('server/store/redis/redis.conf').split('\n');
    const command = z.array(z.string()).parse(compose('compose.yaml').services['redis']?.command);
    expect(command.slice(0, 2)).to.deep.equal(['redis-server', '/usr/local/etc/redis/redis.conf']);
    const set = await startSingle([...weak, ...ours]);
    try {
      const address = readRedisAddress(set.url)!;
      const store = { kind: 'redis', address, replicas: 0, durability: 'disk', dataKeys: [] } as const;
      const opened = await openStore(store, { production: true, logger: pino({ level: 'silent' }) });
      await opened.store.check();
      await opened.close();
    } finally {
      await set.destroy();
    }
  });
});
