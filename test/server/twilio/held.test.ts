import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Spool } from '../../../server/spool/spool.js';
import { StoreUnavailable } from '../../../server/store/errors.js';
import { carer, startApp, type TestApp } from './app.js';
import { newSid } from './stand-in.js';

describe('a message from a phone while the store is away', function () {
  this.timeout(20_000);
  let folder: string;
  let spool: Spool;
  let app: TestApp;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'held-'));
    spool = await Spool.open({ folder, maxBytes: 5_000, dataKeys: [] });
    app = await startApp({ spool });
  });
  afterEach(async () => {
    await app.replay?.stop();
    await app.close();
    await spool.close();
    await rm(folder, { recursive: true });
  });

  const goAway = (): void => {
    app.turns.failure = new StoreUnavailable('The store is away.');
  };
  async function comeBack(): Promise<void> {
    app.turns.failure = null;
    app.replay?.start();
    while (spool.counts().waiting > 0) await sleep(2);
  }
  async function said(number = carer): Promise<string[]> {
    const { id } = (await app.store.findByAddress('sms', number))!;
    const journal = await app.store.journal(id, 0, 100);
    return journal.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : []));
  }

  it('is answered as taken, and run once and in order when it is back', async () => {
    await app.text({ Body: 'one' });
    goAway();
    const sid = newSid('SM');
    for (const MessageSid of [sid, sid])
      expect((await app.text({ Body: 'two', MessageSid })).status).to.equal(200);
    expect((await app.text({ Body: 'three' })).status).to.equal(200);
    expect(app.turns.inbound, 'what waits is not tried with each that comes').to.have.length(2);
    expect(await said()).to.deep.equal(['one']);
    app.turns.failure = null;
    // The store is back, and what waits goes first all the same.
    expect((await app.text({ Body: 'four' })).status).to.equal(200);
    expect(await said()).to.deep.equal(['one']);
    await comeBack();
    expect(await said()).to.deep.equal(['one', 'two', 'three', 'four']);
    expect((await app.text({ Body: 'two', MessageSid: sid })).status).to.equal(200);
    await app.text({ Body: 'five' });
    expect(await said()).to.deep.equal(['one', 'two', 'three', 'four', 'five']);
    expect(app.logs.join('')).not.to.match(/447700900123|three/);
  });

  it('holds up nobody else once it is back', async () => {
    goAway();
    await app.text({ Body: 'held' });
    app.turns.failure = null;
    await app.text({ Body: 'at once', From: '+447700900456' });
    expect(await said('+447700900456')).to.deep.equal(['at once']);
  });

  it('means what it meant: pictures, a stop and the number that it was sent to', async () => {
    goAway();
    await app.text({ Body: '', NumMedia: '2', MessageSid: newSid('MM'), To: '+442920000002' });
    await app.text({ Body: 'STOP', OptOutType: 'STOP' });
    await app.text({ Body: 'hello', From: `whatsapp:${carer}`, To: 'whatsapp:+442920000001' });
    app.turns.inbound.length = 0;
    await comeBack();
    const byChannel = (channel: string) => app.turns.inbound.filter((each) => each.channel === channel);
    expect(byChannel('sms')[0]).to.include({ area: 'cardiff', media: 2 });
    expect(byChannel('sms')[1]).to.include({ optOut: 'stop' });
    expect(byChannel('whatsapp')[0]).to.include({ text: 'hello' });
    expect(await app.store.isOptedOut('sms', carer)).to.equal(true);
  });

  it('is asked for again when there is no room for it, or when it failed by itself', async () => {
    goAway();
    const long = { Body: 'x'.repeat(4_000) };
    expect((await app.text(long)).status).to.equal(200);
    expect((await app.text(long)).status).to.equal(503);
    app.turns.failure = new Error('It cannot be run.');
    expect((await app.text({ Body: 'other', From: '+447700900456' })).status).to.equal(503);
    expect(spool.counts().waiting).to.equal(1);
  });
});
