import { expect } from 'chai';
import { readState } from '../../../bot/turn/conversation-state.js';
import { startMailServer, type MailServer } from '../email/mail-server.js';
import { startDesk, type DeskSite } from '../desk/site.js';
import { referredByEmail, story } from './said.js';

const vale = 'vale-of-glamorgan';
const day = 24 * 60;

/** Everything by a real mail server and over HTTP, by a clock that the test moves. */
describe('what is written afterwards by email', function () {
  this.timeout(120_000);
  let site: DeskSite;
  let mail: MailServer;
  beforeEach(async () => {
    mail = await startMailServer();
    site = await startDesk(() =>
      Promise.resolve({
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        SMTP_REQUIRE_TLS: 'false',
        MAIL_FROM: 'carers@example.org',
        AREAS: vale,
        REFERRAL_INBOXES: [...inboxes].map((id) => `${id}=${id}@example.org`).join(','),
      }),
    );
    site.services.outbox.start();
  });
  afterEach(async () => {
    await site.close();
    await mail.close();
  });

  const inboxes = [
    'vale-wellbeing-matters-service',
    'vale-unpaid-carers-hub',
    'vale-families-first-advice-line',
    'vale-dedicated-carers-officer',
  ];
  let messages = 0;
  async function visitor(...said: string[]): Promise<string> {
    const { turns } = site.services;
    const { conversationId } = await turns.open(vale, 'en');
    for (const text of said) {
      messages += 1;
      const messageId = `said-${messages}`;
      await turns.accept({ channel: 'web', area: vale, from: { conversationId }, messageId, text, media: 0 });
    }
    return conversationId;
  }
  const pass = async (minutes: number): Promise<void> => {
    site.pass(minutes);
    await site.services.desk.timers.runDue();
    site.services.outbox.wake();
  };
  /** An email that somebody got with a link to `path` in it, and that link. */
  async function emailTo(to: string, path: string, after = 0) {
    for (let look = 0; look < 1000; look += 1) {
      const own = mail.received.filter((each) => each.to.includes(to));
      const found = own.filter(({ email }) => email.text?.includes(path))[after];
      if (found) {
        const [link = ''] = new RegExp(`${site.origin}${path}[^\\s?]+`).exec(found.email.text ?? '') ?? [];
        const headers = new Map(found.email.headers.map(({ key, value }) => [key, value]));
        return { link, headers, text: found.email.text ?? '' };
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No email with ${path} came.`);
  }
  const subscriptions = () => site.services.desk.subscriptions.all(vale);
  const press = (link: string, answer: string) =>
    fetch(link, { method: 'POST', body: new URLSearchParams({ answer }) });

  it('confirms a newsletter by a link whose opening changes nothing, and stops it with one click', async () => {
    await visitor(story, 'newsletter', 'by email', 'jan@example.org', 'yes');
    await pass(1);
    const { link, headers } = await emailTo('jan@example.org', '/newsletter/');
    expect(headers.get('list-unsubscribe')).to.equal(`<${link}/stop>`);
    expect(headers.get('list-unsubscribe-post')).to.equal('List-Unsubscribe=One-Click');
    for (const each of [link, `${link}?lang=cy`, `${link}/stop`]) {
      const page = await fetch(each);
      expect(page.status).to.equal(200);
      expect(await page.text()).not.to.contain('jan@example.org');
    }
    expect((await subscriptions())[0]).to.include({ state: 'pending' });
    const inWelsh = { headers: { 'accept-language': 'cy' } };
    expect(await (await fetch(link, inWelsh)).text(), 'their own language').to.contain('<html lang="en"');
    expect(await (await press(link, 'yes')).text()).to.contain('You are on the list.');
    expect((await subscriptions())[0]).to.include({ state: 'subscribed' });
    const click = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await fetch(`${link}/stop`, click)).status).to.equal(204);
    expect((await subscriptions())[0]).to.include({ state: 'unsubscribed' });
    expect(await (await press(link, 'yes')).text(), 'stopped is stopped').to.contain('It is stopped');
    expect((await subscriptions())[0]).to.include({ state: 'unsubscribed' });
  });

  it('tells a stranger nothing, and lets nobody confirm after 7 days or by a link that a newer one followed', async () => {
    const id = await visitor(story, 'newsletter', 'by email', 'jan@example.org', 'yes');
    await pass(1);
    const first = (await emailTo('jan@example.org', '/newsletter/')).link;
    for (const link of [
      `${first.slice(0, -1)}x`,
      first.replace(vale, 'thurrock'),
      first.replace(vale, 'nowhere'),
    ])
      expect((await press(link, 'yes')).status).to.equal(404);
    await pass(7 * day);
    expect((await press(first, 'yes')).status).to.equal(404);
    const turn = { channel: 'web', area: vale, from: { conversationId: id }, media: 0 } as const;
    await site.services.turns.accept({ ...turn, messageId: 'again-1', text: 'newsletter' });
    await site.services.turns.accept({ ...turn, messageId: 'again-2', text: 'yes' });
    await pass(1);
    const second = (await emailTo('jan@example.org', '/newsletter/', 1)).link;
    expect((await press(first, 'yes')).status).to.equal(404);
    expect((await subscriptions())[0]).to.include({ state: 'pending' });
    expect((await press(second, 'yes')).status).to.equal(200);
    expect((await subscriptions())[0]).to.include({ state: 'subscribed' });
  });

  it('asks how it is, once, with a way to stop it', async () => {
    const id = await visitor(...referredByEmail, 'yes');
    await pass(50 * day);
    const { link, headers, text } = await emailTo('jan@example.org', '/afterwards/stop/');
    expect(text).to.contain(`${site.origin}/chat/${vale}`);
    expect(headers.get('list-unsubscribe')).to.equal(`<${link}>`);
    const state = async () => readState((await site.store.load(id))!.state).progress.checkIn?.state;
    expect((await fetch(link)).status).to.equal(200);
    expect(await state()).to.equal('due');
    expect((await fetch(`${link}x`)).status).to.equal(404);
    const done = await fetch(link, { method: 'POST' });
    expect(await done.text()).to.contain('If you write, we answer');
    await site.services.desk.timers.runDue();
    expect(await state()).to.equal('stopped');
    await pass(90 * day);
    const asked = mail.received.filter(({ email }) => email.text?.includes('ask you once how things are'));
    expect(asked).to.have.length(1);
  });

  it('reminds of a place at an event', async () => {
    const area = site.services.content.areas.get(vale)!;
    const both = (words: string) => ({ en: words, cy: words });
    const event = { title: both('First aid'), where: both('The Library'), forWhom: both('all adult carers') };
    const soon = new Date(site.services.clock().getTime() + 5 * day * 60_000).toISOString().slice(0, 10);
    const when = { day: soon, time: '12:00', minutes: 60, places: 1 };
    const ann = { id: 'ann', name: 'Ann', firstName: 'Ann', team: null, grants: [] };
    expect(await site.services.desk.diary.addEvent(ann, area, { event, ...when })).to.equal(null);
    await visitor(story, "what's on", '1', 'Jan', 'by email', 'jan@example.org', 'yes');
    for (let hours = 0; hours < 6 * 24; hours += 6) await pass(6 * 60);
    const { text } = await emailTo('jan@example.org', 'A reminder');
    expect(text).to.match(/A reminder: First aid, at The Library, .*MOVE/s);
    expect(text, 'nobody reads an answer to it').to.contain(`${site.origin}/chat/${vale}?lang=en`);
  });
});
