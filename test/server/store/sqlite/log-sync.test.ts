import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { StoreUnavailable } from '../../../../server/store/errors.js';
import { LogSync } from '../../../../server/store/sqlite/log-sync.js';

/** What a promise was refused with; null when it was not. */
async function refusal(promise: Promise<void>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('Bringing the log to the disk', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'log-sync-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('lets those that ask during a sync wait for one that began after them, together', async () => {
    const file = join(folder, 'log');
    writeFileSync(file, 'committed');
    const log = new LogSync(file);
    const told: string[] = [];
    const first = log.sync().then(() => told.push('first'));
    const second = log.sync();
    expect(log.sync()).to.equal(second);
    const later = [second.then(() => told.push('second')), log.settled().then(() => told.push('settled'))];
    await first;
    expect(told).to.deep.equal(['first']);
    await Promise.all(later);
    expect(told.slice(1)).to.have.members(['second', 'settled']);
    await log.settled();
    log.close();
  });

  it('refuses everything once the disk has refused, for what was not brought there may be lost', async () => {
    // A pipe is a file that no disk keeps: fdatasync refuses it.
    const file = join(folder, 'pipe');
    await new Promise((resolve) => execFile('mkfifo', [file], resolve));
    const log = new LogSync(file);
    const [first, during] = [refusal(log.sync()), refusal(log.sync())];
    expect(await first).to.be.instanceOf(StoreUnavailable);
    expect(await during).to.equal(await first);
    expect(log.failure).to.equal(await first);
    expect(await refusal(log.sync())).to.equal(log.failure);
    expect(await refusal(log.settled())).to.equal(log.failure);
    log.close();
  });
});
