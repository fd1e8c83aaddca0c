import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import { hears, newPage, say } from './pages.js';

describe('Leaving the page quickly', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let weather: Server;
  let weatherUrl: string;
  let referrers: (string | undefined)[];
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    weather = createServer((request, response) => {
      referrers.push(request.headers.referer);
      response.setHeader('content-type', 'text/html').end('<title>Weather</title><p>Dry, then rain.</p>');
    });
    await new Promise<void>((resolve) => weather.listen(0, '127.0.0.1', resolve));
    weatherUrl = `http://127.0.0.1:${(weather.address() as AddressInfo).port}/`;
    browser = await launchChromium();
    site = await startSite({ exitUrl: weatherUrl });
  });
  after(async () => {
    await browser.close();
    await site.close();
    weather.closeAllConnections();
    await new Promise((resolve) => weather.close(resolve));
  });
  beforeEach(async () => {
    referrers = [];
    context = await browser.newContext({ viewport: sizes.desktop });
    ({ page } = await newPage(context));
    await page.goto(site.chat);
    await page.locator('#enter-hint').waitFor({ state: 'visible' });
    await say(page, 'what nobody may read');
    await hears(page, 'You said: what nobody may read');
    await page.fill('#message', 'nor this');
  });
  afterEach(() => context.close());

  /** Nothing of the conversation may be left in the browser, nor come back by going back. */
  async function expectGone(): Promise<void> {
    await page.waitForURL(weatherUrl);
    expect(referrers[0]).to.be.undefined;
    expect((await context.cookies()).filter(({ name }) => name.startsWith('chat-'))).to.deep.equal([]);
    await page.goBack().catch(() => null);
    expect(await page.content()).not.to.contain('nobody may read');
    await page.goto(site.chat);
    await hears(page, 'going on for you?');
    expect(await page.content()).not.to.contain('nobody may read');
    expect(await page.inputValue('#message')).to.equal('');
  }

  it('takes one press of the button', async () => {
    await page.locator('.govuk-exit-this-page__button').click();
    await expectGone();
  });

  it('takes Shift pressed three times', async () => {
    await page.locator('h1').click();
    for (const press of [1, 2, 3]) {
      await page.keyboard.press('Shift');
      if (press === 2) await page.getByText('press 1 more time').waitFor({ state: 'attached' });
    }
    await expectGone();
  });

  it('takes the second link from the top by keyboard', async () => {
    await page.locator('.govuk-js-exit-this-page-skiplink').focus();
    await page.keyboard.press('Enter');
    await expectGone();
  });

  it('does not wait for our server', async () => {
    site.goAway(true);
    await page.locator('.govuk-exit-this-page__button').click();
    await page.waitForURL(weatherUrl);
    site.goAway(false);
  });

  it('needs no JavaScript', async () => {
    const state = await context.storageState();
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
    page = await context.newPage();
    await page.goto(site.chat);
    await hears(page, 'You said: what nobody may read');
    await page.locator('.govuk-exit-this-page__button').click();
    await expectGone();
  });
});
