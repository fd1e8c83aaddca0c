import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import { hears, say, transcript } from './pages.js';

describe('The web chat in a browser without JavaScript', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
    site = await startSite();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(() => context.close());

  async function open(viewport: { width: number; height: number }): Promise<void> {
    context = await browser.newContext({ viewport, javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(site.chat);
  }

  for (const [name, viewport] of Object.entries(sizes)) {
    it(`holds a whole exchange by forms (${name})`, async () => {
      await open(viewport);
      await say(page, 'I look after mum');
      await hears(page, 'You said: I look after mum');
      await say(page, 'ages');
      await page.getByRole('button', { name: '26 to 64' }).click();
      await hears(page, 'You said: 26 to 64');
      expect((await transcript(page)).slice(2)).to.deep.equal([
        'You: I look after mum',
        'Fingerpost: You said: I look after mum',
        'You: ages',
        'Fingerpost: Thank you.',
        'Fingerpost: Which are you? It decides who can help.',
        'You: 26 to 64',
        'Fingerpost: You said: 26 to 64',
      ]);
      const latest = await page.locator('#latest').boundingBox();
      expect(latest!.y, 'the answer is in view').to.be.within(0, viewport.height);
    });
  }

  it('says nothing twice when the answer is reloaded', async () => {
    await open(sizes.phone);
    const before = site.turns.ran.length;
    await say(page, 'once');
    await hears(page, 'You said: once');
    await page.reload();
    await hears(page, 'You said: once');
    expect(site.turns.ran.slice(before)).to.deep.equal(['once']);
  });

  it('opens a folded message', async () => {
    await open(sizes.phone);
    await say(page, 'hidden');
    await page.getByText('Show message').click();
    expect(await page.getByText('someone else should not see').isVisible()).to.be.true;
  });
});
