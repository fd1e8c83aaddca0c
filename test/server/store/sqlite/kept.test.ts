import { expect } from 'chai';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { StoreInUse, StoreUnavailable } from '../../../../server/store/errors.js';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import { commitNext, failure, loaded, replied, turn } from '../samples.js';

const writer = fileURLToPath(new URL('./writer.js', import.meta.url));

type Writer = ChildProcessByStdio<null, Readable, null>;

describe('SQLite store and the world outside', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
    file = join(folder, 'new', 'fingerpost.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs the writer with `command`, calling `onLine` for each line, and returns all lines when it has ended. */
  async function written(child: Writer, onLine: (line: string, count: number) => void): Promise<string[]> {
    const lines: string[] = [];
    const ended = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      onLine(line, lines.length);
    }
    await ended;
    return lines;
  }

  function started(run: string): Writer {
    return spawn(process.execPath, [writer, file, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  /** Each message that was acknowledged is there once, and no turn is there in part. */
  async function expectKept(messageIds: string[]): Promise<void> {
    const store = await openSqliteStore(file);
    try {
      const conversations = new Set(messageIds.map((id) => id.slice(0, id.lastIndexOf('-'))));
      for (const id of conversations) {
        const { version } = await loaded(store, id);
        const turns = Array.from({ length: version }, (_, index) => `${id}-${index}`);
        const journal = await store.journal(id, 0, 100_000);
        const texts = journal.map((entry) =>
          entry.kind === 'said' ? entry.messageId : 'text' in entry && entry.text,
        );
        expect(texts).to.deep.equal(turns.flatMap((messageId) => [messageId, `to ${messageId}`]));
        expect((await store.outboxOf(id)).map((item) => item.id)).to.deep.equal(turns);
        const acknowledged = messageIds.filter((messageId) => messageId.startsWith(`${id}-`));
        expect(turns).to.include.members(acknowledged);
      }
    } finally {
      await store.close();
    }
  }

  it('has all that it acknowledged, once and whole, after each of ten kills', async () => {
    const acknowledged: string[] = [];
    for (let run = 0; run < 10; run++) {
      const child = started(`run${run}`);
      const killAfter = 2 + Math.floor(Math.random() * 150);
      const lines = await written(child, (_, count) => {
        if (count === killAfter) child.kill('SIGKILL');
      });
      expect(child.signalCode).to.equal('SIGKILL');
      acknowledged.push(...lines.filter((line) => line !== 'open'));
      await expectKept(acknowledged);
    }
    expect(acknowledged.filter((line) => line.startsWith('error'))).to.deep.equal([]);
  });

  it('acknowledges nothing more when the file cannot grow, and has all that it acknowledged', async () => {
    const limited = `ulimit -f 4000; exec "$0" "$@"`;
    const child = spawn('/bin/sh', ['-c', limited, process.execPath, writer, file, 'full'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = await written(child, () => undefined);
    expect(lines.at(-1)).to.equal('error StoreUnavailable');
    const acknowledged = lines.filter((line) => line.startsWith('full-'));
    expect(acknowledged.length).to.be.greaterThan(8);
    await expectKept(acknowledged);
  });

  it('is open in one process at a time', async () => {
    const child = started('holder');
    let refused: Promise<Error> | undefined;
    await written(child, (line) => {
      if (line !== 'open') return;
      refused = failure(openSqliteStore(file));
      void refused.finally(() => child.kill('SIGKILL'));
    });
    expect(await refused).to.be.instanceOf(StoreInUse);
    await (await openSqliteStore(file)).close();
  });

  it('is open once in a process, and the one that has it goes on', async () => {
    const store = await openSqliteStore(file);
    expect(await failure(openSqliteStore(file))).to.be.instanceOf(StoreInUse);
    await commitNext(store, turn('c1', { journal: [replied('kept')] }));
    expect(await written(started('late'), () => undefined)).to.deep.equal(['error StoreInUse']);
    await commitNext(store, turn('c1', { journal: [replied('kept too')] }));
    await store.close();
  });

  it('fails its check when the disk has too little room', async () => {
    const store = await openSqliteStore(file, { minimumFreeBytes: Number.MAX_SAFE_INTEGER });
    expect(await failure(store.check())).to.be.instanceOf(StoreUnavailable);
    await store.close();
  });

  it('says so when its file cannot be opened', async () => {
    expect(await failure(openSqliteStore(folder))).to.be.instanceOf(StoreUnavailable);
    expect(await failure(openSqliteStore(join(writer, 'below-a-file.db')))).to.be.instanceOf(
      StoreUnavailable,
    );
    expect(await failure(openSqliteStore(writer))).to.be.instanceOf(StoreUnavailable);
  });
});
