import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { launchChromium, sizes, type Browser } from '../../browser/chromium.js';
import { startTryPhone, type TryPhoneApp } from './app.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Ids of the accessibility rules that the page's main part breaks. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run('main').then(({ violations }) => violations.map(({ id }) => id))`);
}

describe('the phone in a browser', function () {
  this.timeout(60_000);
  let app: TryPhoneApp;
  let browser: Browser;
  before(async () => {
    app = await startTryPhone();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const javaScriptEnabled of [true, false]) {
      it(`texts and is answered at ${size} size, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
        const context = await browser.newContext({ viewport, javaScriptEnabled });
        const page = await context.newPage();
        await page.goto(`${app.url}/try`);
        await page.getByLabel('Your message').fill('My mum fell');
        await page.getByRole('button', { name: 'Send' }).click();
        await page.getByText('You said My mum fell').waitFor();
        await page.getByRole('link', { name: 'WhatsApp' }).click();
        await page.getByText('No messages yet').waitFor();
        await context.close();
      });
    }

    it(`breaks no rule of accessibility at ${size} size`, async () => {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      await page.goto(`${app.url}/try?lang=cy`);
      expect(await violations(page)).to.deep.equal([]);
      await page.getByRole('button', { name: 'Anfon' }).click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).to.deep.equal([]);
      await page.getByLabel('Eich neges').fill('Helo');
      await page.getByRole('button', { name: 'Anfon' }).click();
      await page.getByText('You said Helo').waitFor();
      expect(await violations(page)).to.deep.equal([]);
      await context.close();
    });
  }

  it('shows what comes later without being loaded again', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/try`);
    await page.evaluate('window.stayed = true');
    await context.request.post(`${app.url}/try`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      form: { message: 'From elsewhere', channel: 'sms' },
      maxRedirects: 0,
    });
    await page.getByText('You said From elsewhere').waitFor();
    expect(await page.evaluate('window.stayed')).to.equal(true);
    expect(await page.getByText('No messages yet').isVisible()).to.equal(false);
    await context.close();
  });
});
