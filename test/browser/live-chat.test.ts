/// <reference lib="dom" />
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import type { Complaints } from './pages.js';
import { hears, newPage, say, transcript } from './pages.js';

const welcome = [
  'Fingerpost: Croeso. Hello. This is an automated helper. Gallwch ysgrifennu yn Gymraeg.',
  "Fingerpost: What's going on for you? Your own words are fine.",
];

describe('The live web chat in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let complaints: Complaints;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    site = await startSite();
    context = await browser.newContext({ viewport: sizes.phone });
    ({ page, complaints } = await newPage(context));
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  /** Opens the chat and waits until it is live. */
  async function openLive(): Promise<void> {
    await page.goto(site.chat);
    await page.locator('#enter-hint').waitFor({ state: 'visible' });
  }

  for (const [name, viewport] of Object.entries(sizes)) {
    it(`holds a whole exchange without leaving the page (${name})`, async () => {
      await page.setViewportSize(viewport);
      await openLive();
      let loads = 0;
      page.on('load', () => (loads += 1));
      await say(page, 'I look after mum');
      await hears(page, 'You said: I look after mum');
      expect(await page.inputValue('#message')).to.equal('');
      await page.fill('#message', 'ages');
      await page.press('#message', 'Enter');
      await page.getByRole('button', { name: '26 to 64' }).click();
      await hears(page, 'You said: 26 to 64');
      expect(await page.locator('.choice').count()).to.equal(0);
      expect(await transcript(page)).to.deep.equal([
        ...welcome,
        'You: I look after mum',
        'Fingerpost: You said: I look after mum',
        'You: ages',
        'Fingerpost: Thank you.',
        'Fingerpost: Which are you? It decides who can help.',
        'You: 26 to 64',
        'Fingerpost: You said: 26 to 64',
      ]);
      expect(loads).to.equal(0);
      expect(complaints).to.deep.equal([]);
      const live = await transcript(page);
      await page.reload();
      expect(await transcript(page), 'the same as it is kept').to.deep.equal(live);
    });
  }

  it('keeps the focus in the box, and the newest message in view', async () => {
    await openLive();
    for (const text of ['one', 'two', 'three', 'four', 'five']) {
      await say(page, text);
      await hears(page, `You said: ${text}`);
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal('message');
    }
    const box = await page.locator('.message').last().boundingBox();
    const composer = await page.locator('.composer').boundingBox();
    await page.waitForFunction(() => {
      const last = document.querySelector('.message:last-child')!.getBoundingClientRect();
      return last.bottom <= document.querySelector('.composer')!.getBoundingClientRect().top;
    });
    expect(box).not.to.be.null;
    expect(composer).not.to.be.null;
  });

  it('does not bring up the keyboard of a phone when a choice is tapped', async () => {
    await context.close();
    context = await browser.newContext({ viewport: sizes.phone, hasTouch: true, isMobile: true });
    ({ page, complaints } = await newPage(context));
    const access = page.waitForResponse('**/token');
    await page.goto(site.chat);
    await access;
    await say(page, 'ages');
    await page.getByRole('button', { name: '65 or over' }).tap();
    await hears(page, 'You said: 65 or over');
    const focused = await page.evaluate(
      () => document.activeElement?.querySelector('.message__text')?.textContent,
    );
    expect(focused, 'the words that were chosen').to.equal('65 or over');
  });

  it('goes on from a page without scripts, with the same conversation', async () => {
    await context.close();
    context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(site.chat);
    await say(plain, 'said by form');
    await hears(plain, 'You said: said by form');
    const state = await context.storageState();
    await context.close();
    context = await browser.newContext({ viewport: sizes.phone, storageState: state });
    ({ page, complaints } = await newPage(context));
    await openLive();
    await say(page, 'said live');
    await hears(page, 'You said: said live');
    expect(await transcript(page)).to.deep.equal([
      ...welcome,
      'You: said by form',
      'Fingerpost: You said: said by form',
      'You: said live',
      'Fingerpost: You said: said live',
    ]);
    expect(site.turns.opened).to.have.length(1);
  });

  it('shows in one window what was said in another', async () => {
    await openLive();
    const other = await context.newPage();
    await other.goto(site.chat);
    await other.locator('#enter-hint').waitFor({ state: 'visible' });
    await say(other, 'from over here');
    await hears(page, 'You said: from over here');
    expect((await transcript(page)).slice(2)).to.deep.equal([
      'You: from over here',
      'Fingerpost: You said: from over here',
    ]);
  });

  it('comes back after its socket was lost, and neither misses nor repeats anything', async () => {
    await openLive();
    await say(page, 'before');
    await hears(page, 'You said: before');
    expect(site.cutSockets()).to.be.greaterThan(0);
    await say(page, 'while away');
    await hears(page, 'You said: while away');
    await say(page, 'after');
    await hears(page, 'You said: after');
    expect((await transcript(page)).slice(2)).to.deep.equal([
      'You: before',
      'Fingerpost: You said: before',
      'You: while away',
      'Fingerpost: You said: while away',
      'You: after',
      'Fingerpost: You said: after',
    ]);
  });

  it('polls where no socket gets through', async () => {
    site.refuseSockets(true);
    await openLive();
    await say(page, 'through the wall');
    await hears(page, 'You said: through the wall');
    expect(await page.locator('#status').textContent()).to.be.oneOf(['', 'Connected again.']);
  });

  it('says that it lost the connection, loses no word, and sends it when it is back', async () => {
    await openLive();
    site.goAway(true);
    await say(page, 'into the dark');
    await page.getByText('This was not sent.').waitFor();
    await page.getByText('The connection was lost. Trying again.').waitFor();
    expect(site.turns.ran).to.deep.equal([]);
    await page.fill('#message', 'half a thought');
    site.goAway(false);
    await hears(page, 'You said: into the dark');
    await page.getByText('This was not sent.').waitFor({ state: 'detached' });
    expect(site.turns.ran).to.deep.equal(['into the dark']);
    expect(await page.inputValue('#message')).to.equal('half a thought');
  });

  it('offers a failed message again, over a reload too', async () => {
    await openLive();
    await page.route('**/activities', (route) => route.abort());
    await say(page, 'keep me');
    await page.getByRole('button', { name: 'Send again' }).waitFor();
    await page.fill('#message', 'and me');
    await page.reload();
    await page.getByRole('button', { name: 'Send again' }).waitFor();
    expect(await page.inputValue('#message')).to.equal('and me');
    expect(site.turns.ran).to.deep.equal([]);
    await page.unroute('**/activities');
    // The page may have tried again by itself before.
    void page
      .getByRole('button', { name: 'Send again' })
      .click()
      .catch(() => undefined);
    await hears(page, 'You said: keep me');
    expect(site.turns.ran).to.deep.equal(['keep me']);
    expect((await transcript(page)).filter((line) => line.includes('You: keep me'))).to.have.length(1);
  });

  it('does not send twice what arrived although its answer was lost', async () => {
    await openLive();
    await page.route(
      '**/activities',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await say(page, 'only once');
    await hears(page, 'You said: only once');
    await page.getByText('This was not sent.').waitFor({ state: 'detached' });
    await say(page, 'and on');
    await hears(page, 'You said: and on');
    expect(site.turns.ran).to.deep.equal(['only once', 'and on']);
  });

  it('explains what is too long and keeps it', async () => {
    await openLive();
    await page.fill('#message', 'x'.repeat(2001));
    await page.click('.composer__row button');
    await page.getByText('A message can have up to 2,000 letters').waitFor();
    expect(await page.inputValue('#message')).to.have.length(2001);
    await say(page, 'short');
    await hears(page, 'You said: short');
    expect(await page.locator('#message-error').isHidden()).to.be.true;
  });

  it('shows text as text, numbers as links, and a discreet message folded', async () => {
    await openLive();
    const title = await page.title();
    await say(page, 'markup');
    await hears(page, '<b>bold</b> & <script>');
    expect(await page.title()).to.equal(title);
    await say(page, 'numbers');
    await hears(page, 'Samaritans');
    const hrefs = (): Promise<string[]> =>
      page
        .locator('.message--us a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const expected = ['tel:999', 'tel:116123', 'sms:85258', 'https://example.org/help'];
    expect(await hrefs()).to.deep.equal(expected);
    await say(page, 'hidden');
    const secret = page.getByText('someone else should not see');
    await page.getByText('Show message').waitFor();
    expect(await secret.isVisible()).to.be.false;
    await page.getByText('Show message').click();
    expect(await secret.isVisible()).to.be.true;
    await page.reload();
    expect(await hrefs()).to.deep.equal(expected);
    expect(await secret.isVisible()).to.be.false;
    expect(complaints).to.deep.equal([]);
  });

  it('changes the page and the conversation to the other language', async () => {
    await openLive();
    await page.fill('#message', 'not finished');
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByRole('button', { name: 'Anfon' }).waitFor();
    expect(site.turns.ran).to.deep.equal(['Cymraeg']);
    expect(await page.inputValue('#message')).to.equal('not finished');
  });

  it('takes off the screen what was forgotten', async () => {
    await openLive();
    await say(page, 'a secret');
    await hears(page, 'You said: a secret');
    await say(page, 'forget');
    await hears(page, 'It is forgotten.');
    expect(await transcript(page)).to.deep.equal(['Fingerpost: It is forgotten.']);
    await page.reload();
    expect(await transcript(page)).to.deep.equal(['Fingerpost: It is forgotten.']);
  });

  it('says so when the conversation is not there any more, and offers a new one', async () => {
    await openLive();
    await say(page, 'while it is there');
    await hears(page, 'You said: while it is there');
    await site.store.forget(new Date('2027-01-01T00:00:00Z'), 1000);
    await say(page, 'still there?');
    await page.getByText('This conversation has ended').waitFor();
    await page.getByRole('link', { name: 'Start a new conversation' }).click();
    await hears(page, 'going on for you?');
    expect(site.turns.opened).to.have.length(2);
    expect(await page.inputValue('#message'), 'kept, and not said to a new listener unasked').to.equal(
      'still there?',
    );
    expect(site.turns.ran).to.deep.equal(['while it is there']);
  });
});
