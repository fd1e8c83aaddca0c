import { expect } from 'chai';
import type { BrowserContext } from 'playwright-core';
import { languages } from '../../content/language.js';
import type { DirectoryServer } from '../server/directory/directory-server.js';
import { startDirectory } from '../server/directory/directory-server.js';
import type { Browser } from './chromium.js';
import { launchChromium, looks, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

describe('Finding services in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let server: DirectoryServer;
  let context: BrowserContext;

  before(async () => {
    browser = await launchChromium();
    server = await startDirectory();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(() => context.close());

  for (const { name, options } of looks) {
    it(`has nothing wrong with it: ${name}`, async () => {
      context = await browser.newContext(options);
      const { page, complaints } = await newPage(context);
      for (const language of languages) {
        for (const query of [
          '',
          'place=Barry&need=break',
          'place=CF5&age=x',
          'place=Xyzzy&need=housing&age=9',
        ]) {
          await page.goto(`${server.origin}/directory/find?${query}&lang=${language}`);
          await expectAccessible(page, `${query} ${language}`);
          await expectNoSidewaysScroll(page, `${query} ${language}`);
        }
      }
      expect(complaints).to.deep.equal([]);
    });
  }

  it('works without JavaScript, from the form to the last page and into Welsh', async () => {
    context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
    const { page } = await newPage(context);
    await page.goto(`${server.origin}/directory/find?lang=en`);
    await page.getByLabel('Where does the person you look after live?').fill('Barry');
    await page.getByLabel('How old are you?').fill('40');
    await page.getByRole('button', { name: 'Show help' }).click();
    await page.getByRole('link', { name: /Next/ }).click();
    expect(new URL(page.url()).searchParams.get('place')).to.equal('Barry');
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    expect(await page.getByLabel('Faint yw eich oed?').inputValue()).to.equal('40');
    await page.getByRole('link', { name: /Blaenorol/ }).waitFor();
  });
});
