/// <reference lib="dom" />
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Signal } from '../../server/turns/live.js';
import { AtTheDesk } from '../server/directline/at-the-desk.js';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import type { Complaints } from './pages.js';
import { expectAccessible, expectNoSidewaysScroll, hears, newPage, say, transcript } from './pages.js';

describe('The web chat when an adviser joins, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    site = await startSite();
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  async function conversation(page: Page): Promise<{ id: string; desk: AtTheDesk }> {
    const cookies = await page.context().cookies(site.origin);
    const key = cookies.find(({ name }) => name.startsWith('chat-'))?.value ?? '';
    const id = key.slice(0, key.lastIndexOf('.'));
    return { id, desk: new AtTheDesk(site, id) };
  }

  describe('with JavaScript', () => {
    let page: Page;
    let complaints: Complaints;
    let desk: AtTheDesk;
    let signals: Signal[];

    beforeEach(async () => {
      context = await browser.newContext({ viewport: sizes.phone });
      ({ page, complaints } = await newPage(context));
      await page.goto(site.chat);
      await page.locator('#enter-hint').waitFor({ state: 'visible' });
      await say(page, 'I look after mum');
      await hears(page, 'You said: I look after mum');
      const talk = await conversation(page);
      desk = talk.desk;
      signals = [];
      site.live.subscribeSignals(talk.id, (signal) => void signals.push(signal));
    });
    afterEach(() => {
      expect(complaints).to.deep.equal([]);
    });

    const visible = (selector: string): Promise<boolean> => page.locator(selector).isVisible();
    const shownHeads = (): Promise<string[]> =>
      page
        .locator('.message__head')
        .evaluateAll((heads) =>
          heads
            .filter((head) => head.getBoundingClientRect().width > 2)
            .map((head) => head.querySelector('.message__who')?.textContent ?? ''),
        );

    it('shows what they say as from them, and what the service tells as from Fingerpost', async () => {
      await desk.joins();
      await desk.says('Hello. Shall we start with work?');
      await desk.says('Or with the nights?');
      await desk.leaves();
      await hears(page, 'Sam has handed back.');
      const live = await transcript(page);
      expect(live.slice(-4)).to.deep.equal([
        'Fingerpost: Sam has joined.',
        'Sam: Hello. Shall we start with work?',
        'Sam: Or with the nights?',
        'Fingerpost: Sam has handed back.',
      ]);
      expect(await shownHeads(), 'a name wherever the speaker changes').to.deep.equal([
        'Fingerpost',
        'You',
        'Fingerpost',
        'Sam',
        'Fingerpost',
      ]);
      await expectAccessible(page, 'an adviser in the transcript');
      await expectNoSidewaysScroll(page, 'an adviser in the transcript');
      await page.reload();
      expect(await transcript(page), 'the same as it is kept').to.deep.equal(live);
      expect(await page.locator('.message--adviser').count()).to.equal(2);
    });

    it('says that a reply is being written only when somebody writes it', async () => {
      await desk.joins();
      await hears(page, 'Sam has joined.');
      await page.evaluate(() => {
        const shown = window as unknown as { dotsShown: number };
        shown.dotsShown = 0;
        const dots = document.querySelector<HTMLElement>('#writing');
        if (dots)
          new MutationObserver(() => (shown.dotsShown += dots.hidden ? 0 : 1)).observe(dots, {
            attributes: true,
          });
      });
      await say(page, 'one');
      await page.locator('.message--you').last().getByText('one').waitFor();
      expect(await page.evaluate(() => (window as unknown as { dotsShown: number }).dotsShown)).to.equal(0);
      expect(await page.locator('#adviser-writing').textContent()).to.equal('');
      // The page's own turns answer at once, which an adviser's do not.
      await hears(page, 'You said: one');
      desk.types();
      await page.getByRole('status').getByText('Sam is writing').waitFor();
      await expectAccessible(page, 'an adviser who is writing');
      await desk.says('Here I am.');
      await hears(page, 'Here I am.');
      expect(await page.locator('#adviser-writing').textContent()).to.equal('');
      await desk.leaves();
      await hears(page, 'Sam has handed back.');
      const held: (() => void)[] = [];
      await page.route('**/activities', async (route) => {
        await new Promise<void>((resolve) => held.push(resolve));
        await route.continue();
      });
      await say(page, 'two');
      await page.locator('#writing').waitFor({ state: 'visible' });
      for (const letGo of held) letGo();
      await hears(page, 'You said: two');
    });

    it('keeps to it after the page is loaded again', async () => {
      await desk.joins();
      await page.reload();
      await page.locator('#enter-hint').waitFor({ state: 'visible' });
      await page.route('**/activities', (route) => route.abort());
      await say(page, 'still there?');
      expect(await visible('#writing')).to.equal(false);
    });

    it('tells the adviser, and nobody before them, that the person writes and what was on the screen', async () => {
      await page.locator('#message').pressSequentially('well');
      await page.fill('#message', '');
      expect(signals, 'nobody is there').to.deep.equal([]);
      await desk.joins();
      await hears(page, 'Sam has joined.');
      await page.locator('#message').pressSequentially('well then');
      await until(() => signals.some(({ kind }) => kind === 'typing'));
      expect(
        signals.filter(({ kind }) => kind === 'typing'),
        'told every few seconds',
      ).to.have.length(1);
      await desk.says('Take your time.');
      await hears(page, 'Take your time.');
      const { id } = await conversation(page);
      const last = (await site.store.load(id))?.lastSeq;
      await until(() => signals.some((signal) => signal.kind === 'read' && signal.seq === last));
    });
  });

  it('is read and answered without JavaScript', async () => {
    context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
    const { page } = await newPage(context);
    await page.goto(site.chat);
    await page.fill('#message', 'I look after mum');
    await page.click('.composer__row button');
    const { desk } = await conversation(page);
    await desk.joins();
    await desk.says('Hello from Sam.');
    await page.getByRole('link', { name: 'Look for new messages' }).click();
    expect((await transcriptOf(page)).slice(-2)).to.deep.equal([
      'Fingerpost: Sam has joined.',
      'Sam: Hello from Sam.',
    ]);
    await desk.says('And once more.');
    await page.getByRole('link', { name: 'Look for new messages' }).click();
    expect((await transcriptOf(page)).at(-1)).to.equal('Sam: And once more.');
    await page.fill('#message', 'thank you');
    await page.click('.composer__row button');
    expect(await transcriptOf(page)).to.include('You: thank you');
  });
});

/** As `transcript`, by the page's own words, where no script runs. */
async function transcriptOf(page: Page): Promise<string[]> {
  const messages = await page.locator('.message').all();
  return Promise.all(
    messages.map(async (message) => {
      const who = await message.locator('.message__who').textContent();
      return `${who ?? ''}: ${(await message.locator('.message__text').textContent()) ?? ''}`;
    }),
  );
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
