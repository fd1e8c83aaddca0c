import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { startDesk, type DeskSite } from '../server/desk/site.js';
import { launchChromium, sizes, type Browser } from './chromium.js';
import { expectAccessible, newPage, transcript } from './pages.js';

const vale = '/chat/vale-of-glamorgan';

/** In which languages the conversation says that it is automated, in their order. */
async function welcomes(page: Page): Promise<string[]> {
  const said = (await transcript(page)).join('\n');
  return [...said.matchAll(/Helpwr awtomatig|an automated helper/g)].map(([words]) =>
    words.startsWith('Helpwr') ? 'cy' : 'en',
  );
}

describe('The first language of a chat in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let site: DeskSite;
  before(async () => {
    site = await startDesk(() => Promise.resolve({ RATE_LIMIT_ADDRESS: '100000' }));
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const [name, javaScriptEnabled] of [
    ['live', true],
    ['plain', false],
  ] as const) {
    /** Opens a chat in a browser that names a language. */
    async function open(path: string, locale: string): Promise<Page> {
      const context = await browser.newContext({ viewport: sizes.phone, locale, javaScriptEnabled });
      const { page } = await newPage(context);
      await page.goto(site.origin + path);
      if (javaScriptEnabled) await page.locator('#enter-hint').waitFor({ state: 'visible' });
      return page;
    }
    const frameLanguage = (page: Page) => page.locator('html').getAttribute('lang');

    it(`is both in Wales, Welsh first, to an English browser that has not chosen (${name})`, async () => {
      const page = await open(vale, 'en-GB');
      expect(await frameLanguage(page)).to.equal('en');
      expect(await welcomes(page)).to.deep.equal(['cy', 'en']);
      if (javaScriptEnabled) await expectAccessible(page, 'a welcome in both languages');
      await page.reload();
      expect(await welcomes(page)).to.deep.equal(['cy', 'en']);
      await page.fill('#message', 'Rwy’n gofalu am fy mam yn y Barri');
      await page.click('.composer__row button');
      await page
        .getByText(/Diolch|Mae eich|eich mam|chi/)
        .last()
        .waitFor();
      await page.context().close();
    });

    it(`is Welsh where the browser names none of ours, and only the one that was chosen (${name})`, async () => {
      const polish = await open(vale, 'pl-PL');
      expect(await frameLanguage(polish)).to.equal('cy');
      expect(await welcomes(polish)).to.deep.equal(['cy', 'en']);
      await polish.context().close();
      const chosen = await open(`${vale}?lang=en`, 'cy-GB');
      expect(await frameLanguage(chosen)).to.equal('en');
      expect(await welcomes(chosen)).to.deep.equal(['en']);
      await chosen.context().close();
      const english = await open('/chat/thurrock', 'pl-PL');
      expect(await frameLanguage(english)).to.equal('en');
      expect(await welcomes(english)).to.deep.equal(['en']);
      await english.context().close();
    });
  }
});
