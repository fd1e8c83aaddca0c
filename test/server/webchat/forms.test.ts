import { expect } from 'chai';
import type { Site } from './site.js';
import { startSite } from './site.js';
import { Visitor } from './visitor.js';

describe('The web chat without JavaScript', () => {
  let site: Site;
  let visitor: Visitor;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());
  beforeEach(() => {
    visitor = new Visitor();
    site.turns.ran.length = 0;
  });

  it('opens one conversation for a browser, and shows it again', async () => {
    const opened = site.turns.opened.length;
    const first = await visitor.get(site.chat);
    expect(first.status).to.equal(200);
    expect(first.html).to.contain('going on for you?').and.to.contain('Vale of Glamorgan Council');
    await visitor.get(site.chat);
    expect(site.turns.opened.length - opened).to.equal(1);
  });

  it('says what was typed, and shows the whole conversation after a redirect', async () => {
    const page = await visitor.get(site.chat);
    const sent = await visitor.send(page, site.chat, { message: 'My mum fell\r\n<twice>' });
    expect(sent.status).to.equal(303);
    expect(sent.headers.get('location')).to.equal('/chat/vale-of-glamorgan#latest');
    expect(site.turns.ran).to.deep.equal(['My mum fell\n<twice>']);
    const { html } = await visitor.get(site.chat);
    expect(html).to.contain('You said: My mum fell\n&lt;twice&gt;');
    expect(html.match(/id="latest"/g)).to.have.length(1);
  });

  it('offers choices as buttons, and says the one that was pressed', async () => {
    await visitor.send(await visitor.get(site.chat), site.chat, { message: 'ages' });
    const page = await visitor.get(site.chat);
    expect(page.html.match(/name="choice" value="26 to 64" form="chat-form"/g)).to.have.length(1);
    await visitor.send(page, site.chat, { choice: '26 to 64' });
    expect(site.turns.ran).to.deep.equal(['ages', '26 to 64']);
    expect((await visitor.get(site.chat)).html).not.to.contain('value="26 to 64"');
  });

  it('keeps what was typed when a choice is pressed instead', async () => {
    const page = await visitor.get(site.chat);
    const answer = await visitor.send(page, site.chat, { choice: 'Skip', message: 'half a thought' });
    expect(answer.html).to.contain('>half a thought</textarea>').and.to.contain('You said: Skip');
    expect(site.turns.ran).to.deep.equal(['Skip']);
  });

  it('runs a form once, however often it is sent', async () => {
    const page = await visitor.get(site.chat);
    const sent = await Promise.all([1, 2, 3].map(() => visitor.send(page, site.chat, { message: 'Once' })));
    expect(sent.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
    expect(site.turns.ran).to.deep.equal(['Once']);
  });

  it('explains what cannot be sent, and keeps it in the box', async () => {
    const page = await visitor.get(site.chat);
    const long = 'å'.repeat(2001);
    const refused = await visitor.send(page, site.chat, { message: long });
    expect(refused.status).to.equal(422);
    expect(refused.html).to.contain(`>${long}</textarea>`).and.to.contain('up to 2,000 letters');
    expect(refused.html).to.contain('aria-invalid="true"').and.to.contain('<title>There is a problem');
    const empty = await visitor.send(page, site.chat, { message: ' \n ' });
    expect(empty.status).to.equal(422);
    expect((await visitor.send(page, site.chat, { message: 'å'.repeat(2000) })).status).to.equal(303);
  });

  it('takes nothing without the token of the page, and keeps the words', async () => {
    const page = await visitor.get(site.chat);
    const stranger = new Visitor();
    const theirs = await stranger.get(site.chat);
    for (const csrf of ['', 'x', theirs.field('csrf')!]) {
      const refused = await visitor.post(site.chat, { csrf, formId: page.field('formId')!, message: 'mine' });
      expect(refused.status).to.equal(403);
      expect(refused.html).to.contain('>mine</textarea>');
    }
    const noCookie = await new Visitor().send(page, site.chat, { message: 'mine' });
    expect(noCookie.status).to.equal(403);
    expect(site.turns.ran).to.deep.equal([]);
    // The page that explains it can be sent at once.
    const again = await visitor.post(site.chat, { csrf: 'x', message: 'mine' });
    expect((await visitor.send(again, site.chat, { message: 'mine' })).status).to.equal(303);
  });

  it('opens a new conversation when a cookie is forged', async () => {
    await visitor.get(site.chat);
    const [name, key] = [...visitor.cookies].find(([cookie]) => cookie.startsWith('chat-'))!;
    visitor.cookies.set(
      name,
      key.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a')),
    );
    const opened = site.turns.opened.length;
    await visitor.get(site.chat);
    expect(site.turns.opened.length - opened).to.equal(1);
  });

  it('answers bad input with a 4xx', async () => {
    const { status } = await visitor.get(`${site.origin}/chat/nowhere`);
    expect(status).to.equal(404);
    expect((await visitor.post(`${site.origin}/chat/nowhere`, {})).status).to.equal(404);
    expect((await visitor.post(site.chat, { message: 'x'.repeat(200_000) })).status).to.equal(413);
    const twice = await fetch(site.chat, {
      method: 'POST',
      body: new URLSearchParams('message=a&message=b'),
    });
    expect(twice.status).to.equal(400);
    expect((await visitor.get(`${site.origin}/chat/%E0%A4%A`)).status).to.equal(400);
  });

  it('speaks the language that is asked for, and goes on speaking it', async () => {
    const { html } = await visitor.get(site.chat, { 'accept-language': 'cy' });
    expect(html).to.contain('<html lang="cy"').and.to.contain('Cyngor Bro Morgannwg');
    expect(site.turns.opened.at(-1)).to.deep.equal({ language: null, likely: 'cy' });
    const changed = await visitor.get(`${site.chat}?lang=en`, { 'accept-language': 'cy' });
    expect(changed.html).to.contain('<html lang="en"');
    expect((await visitor.get(site.chat, { 'accept-language': 'cy' })).html).to.contain('<html lang="en"');
  });

  it('tells the bot when the person changes the language of the page', async () => {
    const page = await visitor.get(site.chat);
    expect(page.html).to.contain(
      'formaction="/chat/vale-of-glamorgan?lang=cy" name="choice" value="Cymraeg"',
    );
    await visitor.send(page, `${site.chat}?lang=cy`, { choice: 'Cymraeg' });
    expect(site.turns.ran).to.deep.equal(['Cymraeg']);
    expect((await visitor.get(site.chat)).html).to.contain('<html lang="cy"');
  });

  it('opens nothing for a look without a body', async () => {
    const opened = site.turns.opened.length;
    const response = await fetch(site.chat, { method: 'HEAD' });
    expect(response.status).to.equal(200);
    expect(site.turns.opened.length).to.equal(opened);
  });

  it('shows a discreet message folded', async () => {
    await visitor.send(await visitor.get(site.chat), site.chat, { message: 'hidden' });
    const { html } = await visitor.get(site.chat);
    expect(html).to.match(
      /<details(?! open)[^>]*>\s*<summary[^>]*>.*?Show message.*?<\/summary>[^]*?should not see/,
    );
  });

  it('keeps its cookie from scripts and other sites, and its pages from caches', async () => {
    const secured = await startSite({ secure: true });
    try {
      const response = await fetch(secured.chat);
      const [cookie] = response.headers.getSetCookie();
      expect(cookie).to.match(/^chat-vale-of-glamorgan=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(response.headers.get('cache-control')).to.equal('no-store');
      expect(response.headers.get('strict-transport-security')).to.be.a('string');
    } finally {
      await secured.close();
    }
  });
});

describe('The web chat under a flood', () => {
  it('answers 429 with a page, and lets reading go on', async () => {
    const site = await startSite({ opensPerMinute: 2, messagesPerMinute: 2 });
    try {
      const visitor = new Visitor();
      const page = await visitor.get(site.chat);
      const statuses: number[] = [];
      for (const message of ['a', 'b', 'c']) {
        const fields = { csrf: page.field('csrf')!, formId: crypto.randomUUID(), message };
        statuses.push((await visitor.post(site.chat, fields)).status);
      }
      expect(statuses).to.deep.equal([303, 303, 429]);
      expect((await visitor.get(site.chat)).status).to.equal(200);
      await new Visitor().get(site.chat);
      const refused = await new Visitor().get(site.chat);
      expect(refused.status).to.equal(429);
      expect(refused.html).to.contain('Please wait a moment');
    } finally {
      await site.close();
    }
  });
});
