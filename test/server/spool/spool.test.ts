import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool, SpoolFull, type Held, type SpoolConfiguration } from '../../../server/spool/spool.js';
import { StoreInUse, StoreLocked, StoreUnavailable } from '../../../server/store/errors.js';
import { newKey, oldKey } from '../store/data-keys.js';

const noon = new Date('2026-11-22T12:00:00.000Z');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
const words = (count: number, who = 'sms +447700900123'): Held => ({
  id: `SM${count}`,
  who,
  body: `words ${count}`,
});

describe('the spool', () => {
  let folder: string;
  let spools: Spool[];
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'spool-')), 'made');
    spools = [];
  });
  afterEach(async () => {
    for (const spool of spools) await spool.close();
    await rm(join(folder, '..'), { recursive: true });
  });

  async function open(change: Partial<SpoolConfiguration> = {}): Promise<Spool> {
    const spool = await Spool.open({ folder, maxBytes: 1_000_000, dataKeys: [], ...change });
    spools.push(spool);
    return spool;
  }
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );
  const bodies = (spool: Spool): string[] => spool.first(100).map(({ body }) => body);

  it('keeps messages in the order in which they came, over closing, until they are done', async () => {
    const spool = await open();
    await Promise.all(
      [words(2), words(1, 'whatsapp +447700900456'), words(3)].map((each) => spool.add(each, noon)),
    );
    expect(bodies(spool)).to.deep.equal(['words 2', 'words 1', 'words 3']);
    await spool.close();
    const again = await open();
    expect(bodies(again)).to.deep.equal(['words 2', 'words 1', 'words 3']);
    expect(again.counts()).to.deep.equal({ waiting: 3, parked: 0, oldestAt: noon });
    const [first, second] = again.first(2);
    await again.done([first!, second!]);
    expect(bodies(again)).to.deep.equal(['words 3']);
    expect(again.holds('sms +447700900123')).to.equal(true);
    expect(again.holds('whatsapp +447700900456')).to.equal(false);
    await again.done(again.first(1));
    expect(again.holds('sms +447700900123')).to.equal(false);
    expect(again.counts()).to.deep.equal({ waiting: 0, parked: 0, oldestAt: null });
  });

  it('keeps the same message once', async () => {
    const spool = await open();
    await Promise.all([1, 1, 1].map((count) => spool.add(words(count), noon)));
    await spool.add({ ...words(1), body: 'other words' }, later(1));
    expect(bodies(spool)).to.deep.equal(['words 1']);
    await spool.done(spool.first(1));
    expect(spool.holds(words(1).who)).to.equal(false);
  });

  it('takes no more than it may, and more again when there is room', async () => {
    const spool = await open({ maxBytes: 300 });
    const long = (count: number): Held => ({ ...words(count), body: 'x'.repeat(100) });
    await spool.add(long(1), noon);
    await spool.add(long(2), noon);
    expect(await failure(spool.add(long(3), noon))).to.be.instanceOf(SpoolFull);
    expect(spool.counts().waiting).to.equal(2);
    await spool.close();
    const again = await open({ maxBytes: 300 });
    expect(await failure(again.add(long(3), noon)), 'after a start too').to.be.instanceOf(SpoolFull);
    await again.done(again.first(1));
    await again.add(long(3), noon);
    expect(again.counts().waiting).to.equal(2);
  });

  it('puts aside what fails again and again, and forgets it in the end', async () => {
    const spool = await open();
    await spool.add(words(1), noon);
    await spool.add(words(2), noon);
    const [first] = spool.first(1);
    expect(await spool.failed(first!, 2)).to.equal(false);
    expect(await spool.failed(first!, 2)).to.equal(true);
    expect(bodies(spool)).to.deep.equal(['words 2']);
    expect(spool.counts()).to.include({ waiting: 1, parked: 1 });
    expect(await spool.forgetParked(noon)).to.equal(0);
    expect(await spool.forgetParked(later(1))).to.equal(1);
    expect(spool.counts()).to.include({ waiting: 1, parked: 0 });
  });

  const onDisk = async (): Promise<string> => {
    const files = await readdir(folder);
    return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n');
  };

  it('is read by its owner alone, and what is done is gone from the disk', async () => {
    const spool = await open();
    await spool.add(words(1), noon);
    expect((await stat(join(folder, 'spool.db'))).mode & 0o777).to.equal(0o600);
    expect(await onDisk()).to.include('words 1');
    await spool.done(spool.first(1));
    expect(await onDisk()).not.to.match(/words 1|447700900123/);
  });

  it('seals what was said and by whom, and opens it with an older key', async () => {
    const spool = await open({ dataKeys: [oldKey] });
    await spool.add(words(1), noon);
    expect(await onDisk()).not.to.match(/words 1|447700900123/);
    await spool.close();
    const changed = await open({ dataKeys: [newKey, oldKey] });
    await changed.add(words(2), noon);
    expect(bodies(changed)).to.deep.equal(['words 1', 'words 2']);
    await changed.close();
    expect(await failure(open({ dataKeys: [newKey] }))).to.be.instanceOf(StoreLocked);
    expect(await failure(open())).to.be.instanceOf(StoreLocked);
  });

  it('belongs to one process, and says so', async () => {
    await open();
    const error = await failure(open());
    expect(error).to.be.instanceOf(StoreInUse);
    expect((error as Error).message).to.include('SPOOL_FOLDER');
  });

  it('says when its folder cannot be written', async () => {
    const error = await failure(open({ folder: '/dev/null/spool' }));
    expect(error).to.be.instanceOf(StoreUnavailable);
    expect((error as Error).message).to.include('SPOOL_FOLDER');
  });
});
