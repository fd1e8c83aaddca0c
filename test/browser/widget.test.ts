/// <reference lib="dom" />
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import type { Complaints } from './pages.js';
import { expectAccessible, newPage } from './pages.js';

/** A council's page with a policy of its own, on another site than ours. */
function councilPage(script: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Carers</title>
    <meta name="viewport" content="width=device-width"></head>
    <body><main><h1>Carers in our area</h1><p>Call in, or talk to us here.</p></main>
    <script src="${script}" data-area="vale-of-glamorgan" data-language="en" async></script></body></html>`;
}

describe("The chat on a council's own page", function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Site;
  let council: Server;
  let councilUrl: string;
  let context: BrowserContext;
  let page: Page;
  let frame: FrameLocator;
  let complaints: Complaints;

  before(async () => {
    council = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      const own = request.url === '/';
      // As strict as a council's can be: nothing but our script and our frame.
      if (own)
        response.setHeader(
          'content-security-policy',
          `default-src 'none'; script-src ${site.origin}; frame-src ${site.origin}`,
        );
      response.end(own ? councilPage(`${site.origin}/widget.js`) : '<title>Away</title>');
    });
    await new Promise<void>((resolve) => council.listen(0, '127.0.0.1', resolve));
    councilUrl = `http://127.0.0.1:${(council.address() as AddressInfo).port}/`;
    browser = await launchChromium();
    site = await startSite({ embedOrigins: [new URL(councilUrl).origin], exitUrl: `${councilUrl}away` });
  });
  after(async () => {
    await browser.close();
    await site.close();
    council.closeAllConnections();
    await new Promise((resolve) => council.close(resolve));
  });
  afterEach(() => context.close());

  async function open(viewport: { width: number; height: number }, within = browser): Promise<void> {
    context = await within.newContext({ viewport });
    ({ page, complaints } = await newPage(context));
    await page.goto(councilUrl);
    frame = page.frameLocator('iframe');
    await page.getByRole('button', { name: 'Looking after someone? Talk to us' }).click();
    await frame.getByText('going on for you?').waitFor();
  }

  async function sayInFrame(text: string): Promise<void> {
    await frame.locator('#message').fill(text);
    await frame.locator('.composer__row button').click();
    await frame.getByText(`You said: ${text}`).waitFor();
  }

  for (const [name, viewport] of Object.entries(sizes)) {
    it(`holds a conversation without any cookie (${name})`, async () => {
      await open(viewport);
      await sayInFrame('hello from the council');
      expect(await context.cookies()).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      await expectAccessible(page, `the council's page with the chat open, ${name}`);
      await page.reload();
      await page.getByRole('button', { name: 'Looking after someone? Talk to us' }).click();
      await frame.getByText('You said: hello from the council').waitFor();
    });
  }

  it('opens and closes by keyboard, with the focus where it belongs', async () => {
    await open(sizes.desktop);
    const opener = page.getByRole('button', { name: 'Looking after someone? Talk to us' });
    expect(
      await page.evaluate(() => document.querySelector('div[lang]')?.shadowRoot?.activeElement?.tagName),
    ).to.equal('IFRAME');
    await frame.locator('#message').press('Escape');
    await opener.waitFor();
    expect(await opener.evaluate((button) => button.matches(':focus'))).to.be.true;
    await opener.press('Enter');
    await page.getByRole('button', { name: 'Close' }).press('Escape');
    await opener.waitFor();
    await opener.press('Enter');
    await sayInFrame('still here');
  });

  it('goes on with the same conversation on a page of its own', async () => {
    await open(sizes.desktop);
    await sayInFrame('my story');
    const opened = context.waitForEvent('page');
    await frame.getByRole('button', { name: 'Open the conversation in its own page' }).click();
    const own = await opened;
    await own.waitForURL(site.chat);
    await own.getByText('You said: my story').waitFor();
  });

  it('has a plain link to the chat for when the frame does not load', async () => {
    context = await browser.newContext();
    ({ page } = await newPage(context));
    await page.route('**/chat/**', (route) => route.abort());
    await page.goto(councilUrl);
    await page.getByRole('button', { name: 'Looking after someone? Talk to us' }).click();
    const link = page.getByRole('link', { name: 'Open in a full page' });
    expect(await link.getAttribute('href')).to.equal(`${site.chat}?lang=en`);
  });

  it("takes the council's page away too when the person leaves quickly", async () => {
    await open(sizes.desktop);
    await sayInFrame('quick');
    await frame.locator('.govuk-exit-this-page__button').click();
    await page.waitForURL(`${councilUrl}away`);
    await page.goto(councilUrl);
    await page.getByRole('button', { name: 'Looking after someone? Talk to us' }).click();
    await frame.getByText('going on for you?').waitFor();
    expect(await frame.getByText('You said: quick').count()).to.equal(0);
  });

  it('changes language inside the frame', async () => {
    await open(sizes.desktop);
    await frame.getByRole('button', { name: 'Cymraeg' }).click();
    await frame.getByRole('button', { name: 'Anfon' }).waitFor();
    await frame.getByText('You said: Cymraeg').waitFor();
  });

  it('holds a conversation, over a change of language too, where frames are given no storage', async () => {
    const strict = await launchChromium({ frameStorage: false });
    try {
      await open(sizes.phone, strict);
      await sayInFrame('strict');
      await frame.getByRole('button', { name: 'Cymraeg' }).click();
      await frame.getByRole('button', { name: 'Anfon' }).waitFor();
      await frame.getByText('You said: strict').waitFor();
      expect(
        page
          .frames()
          .map((each) => each.url())
          .join(),
      ).not.to.contain('#');
    } finally {
      await strict.close();
    }
  });

  it('is not shown on a site that was not allowed', async () => {
    const closed = await startSite();
    context = await browser.newContext();
    ({ page } = await newPage(context));
    try {
      await page.goto(`${councilUrl}plain`);
      const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
      await page.evaluate((address) => {
        const inner = document.createElement('iframe');
        inner.src = address;
        document.body.append(inner);
      }, `${closed.chat}?embed=1`);
      await refused;
    } finally {
      await closed.close();
    }
  });
});
