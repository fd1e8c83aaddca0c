import { expect } from 'chai';
import { claim } from '../../../server/desk/acts/claim.js';
import { exported } from '../../../server/newsletters/export.js';
import { imported, UnreadableList } from '../../../server/newsletters/import.js';
import { confirmed } from '../../../server/newsletters/subscriptions.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import { adviser, House, vale } from '../desk/house.js';
import { panel } from '../desk/panel.js';

const day = 24 * 60;
const phone = '+447700900456';
const story = "i look after my mum in barry, she's 82 and i'm 55";
const byEmail = [story, 'is there a newsletter', 'by email', 'jan@example.org', 'yes'];
const byText = [story, 'is there a newsletter', 'by phone', '07700 900456', 'yes', 'yes'];

describe('the newsletter', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  const area = () => house.content.areas.get(vale)!;
  const all = () => house.desk.subscriptions.all(vale);
  const states = async () => (await all()).map(({ by, to, state }) => `${by} ${to} ${state}`);
  const visitor = async (...said: string[]): Promise<string> => {
    const id = await house.web();
    for (const each of said) await house.write(id, each);
    return id;
  };
  const sent = async (id: string) =>
    (await house.store.outboxOf(id)).flatMap(({ payload }) =>
      payload.kind === 'email' || payload.kind === 'message' ? [payload] : [],
    );
  const entry = () => ({
    at: house.clock().toISOString(),
    adviser: 'sue',
    name: adviser('sue').name,
    area: vale,
    act: 'newsletter-imported',
    conversationId: null,
  });
  const adds = (csv: string) =>
    imported(house.desk.subscriptions, vale, csv, { at: house.clock().toISOString(), entry: entry() });
  const list = async () => exported(house.store, area(), await all());

  it('asks by email once, though the process dies, and puts nobody on the list before they confirm', async () => {
    const id = await visitor(...byEmail);
    expect((await panel(house, id)).toCome.join('\n')).to.contain('asking them to confirm the newsletter');
    await house.restart();
    await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
    await house.restart();
    await house.pass(10);
    const [email, ...more] = await sent(id);
    expect(more).to.deep.equal([]);
    expect(email).to.include({ kind: 'email', to: 'jan@example.org' });
    expect(email?.text).to.match(/\/newsletter\/vale-of-glamorgan\/[\w-]+\/[\w-]{43}\?lang=en/);
    expect(await states()).to.deep.equal(['email jan@example.org pending']);
    expect(await list()).not.to.contain('jan@example.org');
    const [kept] = await all();
    expect(kept?.wording).to.contain('Shall I ask them to send it?');
  });

  it('is confirmed from the phone it is to go to, by one word, and by nobody else', async () => {
    await visitor(...byText);
    await house.pass(1);
    await house.text('NEWS', '+447700900999');
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
    const id = await house.text('NEWS', phone);
    await house.pass(1);
    expect((await house.texts(id)).at(-1)).to.contain('You are on the list');
    expect(await states()).to.deep.equal([`sms ${phone} subscribed`]);
    expect(await list()).to.contain(
      'subscribed,sms,,07700 900456,en,Carers Newsletter,vale-of-glamorgan,2026-11-23T10',
    );
  });

  it('is confirmed where it was asked for, also when both are said in one moment', async () => {
    for (const said of [story, 'is there a newsletter', 'yes', 'yes', 'yes', 'NEWS'])
      await house.text(said, phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} subscribed`]);
  });

  it('ends with one word from the phone, with STOP, and with everything that is forgotten', async () => {
    const confirmedBy = async () => {
      await house.text('NEWS', phone);
      await house.pass(1);
    };
    const id = await visitor(...byText);
    await house.pass(1);
    await confirmedBy();
    await house.text('QUIET', phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);

    for (const said of ['newsletter', 'yes']) await house.write(id, said);
    await house.pass(1);
    await confirmedBy();
    expect(await states(), 'their own wish counts again').to.deep.equal([`sms ${phone} subscribed`]);
    await house.store.setOptOut('sms', phone, true, house.clock());
    expect(await list()).to.contain('unsubscribed,sms,,07700 900456');
    await house.store.setOptOut('sms', phone, false, house.clock());

    for (const said of ['delete everything', 'yes']) await house.write(id, said);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);
  });

  it('takes a question about it for no yes, and no word that comes after a week', async () => {
    await visitor(...byText);
    await house.pass(1);
    await house.text('is there a newsletter', phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
    house.wait(8 * 24 * 60);
    await house.text('NEWS', phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
  });

  it('is for nobody who turns out to be a child', async () => {
    const id = await visitor('i look after my mum in barry', 'is there a newsletter', "i'm 14");
    await house.pass(1);
    for (const said of ['by text', '07700 900456', 'yes', 'yes']) await house.write(id, said);
    await house.pass(1);
    expect(await all()).to.deep.equal([]);
    await visitor(...byText);
    await house.pass(1);
    for (const said of ["i'm 14 and i look after my mum", 'NEWS']) await house.text(said, phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
  });

  it('is not had back by saying START, and goes on telling that it was stopped until it is confirmed anew', async () => {
    const id = await visitor(...byText);
    await house.pass(1);
    await house.text('NEWS', phone);
    for (const optOut of ['stop', 'start'] as const) {
      await house.turns.accept({
        ...{ channel: 'sms', area: vale, from: { address: phone }, messageId: optOut },
        ...{ text: optOut, media: 0, optOut },
      });
      await house.pass(1);
      expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);
    }
    for (const said of ['newsletter', 'yes']) await house.write(id, said);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
    expect(await list()).to.contain('unsubscribed,sms,,07700 900456');
    await house.text('NEWS', phone);
    await house.pass(1);
    expect(await list()).to.contain('\nsubscribed,sms,,07700 900456');
  });

  it('ends with everything that an adviser is asked to have deleted', async () => {
    await visitor(...byText);
    await house.pass(1);
    await house.text('NEWS', phone);
    const id = await house.text('can I talk to a person', phone);
    await house.pass(1);
    await claim(house.desk.acts, adviser('ann'), id);
    for (const said of ['delete everything', 'yes']) await house.text(said, phone);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);
  });

  it('is asked for at an address once a day, however often somebody types it in', async () => {
    const first = await visitor(...byEmail);
    await house.pass(1);
    const second = await visitor(...byEmail);
    await house.pass(1);
    expect([await sent(first), await sent(second)].map(({ length }) => length)).to.deep.equal([1, 0]);
  });

  it('forgets an address that nobody confirmed, once its time is over, though the conversation is gone and the program was down', async () => {
    const id = await visitor(...byEmail);
    await house.pass(1);
    await house.pass(13 * day);
    expect(await states()).to.deep.equal(['email jan@example.org pending']);
    for (const item of await house.store.claimOutbox('w', house.clock(), 60_000, eachReceiver(50)))
      await house.store.settleOutbox(item.id, 'w', { outcome: 'sent', providerId: null }, house.clock());
    await house.store.forget(house.clock(), 50);
    expect(await house.store.load(id)).to.equal(null);
    await house.away(day);
    await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
    expect(await states()).to.deep.equal([]);
  });

  it('forgets an address that nobody confirmed when whoever typed it in asks to be forgotten', async () => {
    const id = await visitor(...byEmail);
    await house.pass(1);
    for (const said of ['delete everything', 'yes']) await house.write(id, said);
    await house.pass(1);
    expect(await states()).to.deep.equal([]);
  });

  it('counts the days from when it was last asked for, keeps who confirmed, and remembers an earlier stop', async () => {
    for (let times = 0; times < 2; times += 1) {
      await visitor(...byEmail);
      await house.pass(1);
      await house.pass(13 * day);
    }
    expect(await states()).to.deep.equal(['email jan@example.org pending']);
    await house.pass(2 * day);
    expect(await states()).to.deep.equal([]);
    const id = await visitor(...byText);
    await house.pass(1);
    await house.text('NEWS', phone);
    await house.pass(1);
    await house.pass(15 * day);
    expect(await states()).to.deep.equal([`sms ${phone} subscribed`]);
    await house.text('QUIET', phone);
    await house.pass(1);
    for (const said of ['newsletter', 'yes']) await house.write(id, said);
    await house.pass(1);
    expect(await states()).to.deep.equal([`sms ${phone} pending`]);
    await house.pass(15 * day);
    expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);
  });

  it('takes in another list, and puts nobody on it again who stopped', async () => {
    await visitor(...byText);
    await house.pass(1);
    await house.text('QUIET', phone);
    await house.pass(1);
    const csv = [
      'status,email,phone,language,consent_at',
      'subscribed,ann@example.org,,en,2024-03-31',
      'Subscribed,,07700 900456,en,2024-03-31',
      'unsubscribed,bob@example.org,,,',
      'subscribed,bob@example.org,,cy,2024-03-31',
      'subscribed,eve@example.org,,en,',
      'subscribed,not an address,,en,2024-03-31',
      '"subscribed","""odd""@example.org",,cy,2024-03-31T10:00:00Z',
    ].join('\r\n');
    expect(await adds(csv)).to.deep.equal({ added: 1, stopped: 1, known: 0, kept: 2, wrong: [6, 7, 8] });
    expect(await adds(csv)).to.include({ added: 0, stopped: 0 });
    expect((await states()).sort()).to.deep.equal([
      'email ann@example.org subscribed',
      'email bob@example.org unsubscribed',
      `sms ${phone} unsubscribed`,
    ]);
    expect(await adds('status,email\r\nunsubscribed,ann@example.org\r\n')).to.include({ stopped: 1 });
    expect(await adds('status,email,consent_at\r\nsubscribed,ann@example.org,2026-01-01\r\n')).to.include({
      kept: 1,
    });
  });

  it('keeps a stop of another list, though they confirm in the same moment', async () => {
    await visitor(...byText);
    await house.pass(1);
    const { subscriptions } = house.desk;
    const [kept] = await all();
    const meanwhile = Object.assign(Object.create(subscriptions) as typeof subscriptions, {
      putAll: async (...args: Parameters<typeof subscriptions.putAll>) => {
        await subscriptions.change(vale, kept!.id, (now) => confirmed(now, entry().at));
        return subscriptions.putAll(...args);
      },
    });
    const csv = 'status,phone\r\nunsubscribed,07700 900456\r\n';
    await imported(meanwhile, vale, csv, { at: entry().at, entry: entry() });
    expect(await states()).to.deep.equal([`sms ${phone} unsubscribed`]);
  });

  it('reads what it has written, and writes nothing that could be a formula', async () => {
    const odd = ['=cmd@example.org', '+1@example.org', '-a@example.org', "o'neill@example.org"];
    const rows = odd.map((email) => `subscribed,${email},2024-03-31`);
    const read = await adds(['status,email,consent_at', ...rows].join('\n'));
    expect(read.added + read.wrong.length).to.equal(odd.length);
    const written = await list();
    expect(written).to.match(/^status,channel,email,.*\r\n/);
    for (const cell of written.split(/[,\r\n]+/)) expect(cell).not.to.match(/^[=+\-@\t]/);
    const again = await House.open();
    try {
      const result = await imported(again.desk.subscriptions, vale, written, {
        at: entry().at,
        entry: entry(),
      });
      expect(result).to.include({ added: read.added });
      const before = (await all()).map(({ to, consentedAt }) => ({ to, consentedAt }));
      const after = (await again.desk.subscriptions.all(vale)).map(({ to, consentedAt }) => ({
        to,
        consentedAt,
      }));
      expect(after).to.have.deep.members(before);
    } finally {
      await again.close();
    }
  });

  it('refuses what is no list', async () => {
    const refused: unknown = await adds('a,b\n"unfinished').catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(UnreadableList);
    const long = `status,email\r\n${'unsubscribed,a@example.org\r\n'.repeat(20_001)}`;
    expect(await adds(long).catch((error: unknown) => error)).to.be.instanceOf(UnreadableList);
    expect(await adds('a,b\r\n1,2\r\n')).to.deep.equal({
      added: 0,
      stopped: 0,
      known: 0,
      kept: 0,
      wrong: [2],
    });
    expect(await all()).to.deep.equal([]);
  });
});
