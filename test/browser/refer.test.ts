import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { startDesk, type DeskSite } from '../server/desk/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, looks, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

const words = {
  en: { start: 'Start now', continue: 'Continue', read: 'I have read this, continue', send: 'Send' },
  cy: { start: 'Dechrau nawr', continue: 'Parhau', read: 'Rwy wedi darllen hyn, parhau', send: 'Anfon' },
};

describe('Passing on a story for a carer, in a browser', function () {
  this.timeout(180_000);
  let browser: Browser;
  let site: DeskSite;
  let context: BrowserContext;

  before(async () => {
    browser = await launchChromium();
    site = await startDesk(() => Promise.resolve({ RATE_LIMIT_ADDRESS: '100000' }));
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(() => context.close());

  /** Fills in everything; `look` is called with each page and each page that has something wrong. */
  async function fillIn(
    page: Page,
    language: 'en' | 'cy',
    look: (what: string) => Promise<void>,
  ): Promise<void> {
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    const said = words[language];
    await page.goto(`${site.origin}/refer/vale-of-glamorgan?lang=${language}`);
    await look('start');
    await press(said.start);
    await look('you');
    await press(said.continue);
    await look('you, nothing filled in');
    await page.locator('input[value=school]').check();
    await page.fill('#name', 'Ms Price');
    await page.fill('#organisation', 'A school in Barry');
    await page.fill('#email', 'price@school.example.org');
    await press(said.continue);
    await look('agreed');
    await page.locator('input[value=no]').check();
    await press(said.continue);
    await look('first');
    await page.goto(`${site.origin}/refer/vale-of-glamorgan/agreed`);
    await page.locator('input[value=yes]').check();
    await press(said.continue);
    await look('caring');
    await page.locator('input[value=parent]').check();
    await page.locator('input[value=adult]').check();
    await page.fill('#place', 'CF5');
    await page.locator('input[value=under-18]').check();
    await press(said.continue);
    await look('council');
    await page.locator('input[value=notSure]').check();
    await press(said.continue);
    await look('story');
    await page.fill('#what', 'He gives his mum her insulin. He told us he wants to kill himself.');
    await press(said.continue);
    await look('danger');
    await press(said.read);
    await look('reach');
    await page.fill('#name', 'Rhys');
    await page.fill('#phone', '07700 900789');
    for (const field of ['call', 'message', 'text'])
      await page.locator(`input[name=${field}][value=notSure]`).check();
    await page.locator('input[name=language][value=en]').check();
    await press(said.continue);
    await look('check');
    await press(said.send);
    await look('check, not confirmed');
    await page.locator('input[name=agreed]').check();
    await press(said.send);
    await look('sent');
    expect(new URL(page.url()).pathname).to.equal('/refer/vale-of-glamorgan/sent');
  }

  for (const { name, options } of looks) {
    it(`has nothing wrong with any page: ${name}`, async () => {
      context = await browser.newContext(options);
      const { page, complaints } = await newPage(context);
      for (const language of languages) {
        await fillIn(page, language, async (what) => {
          await expectAccessible(page, `${what} ${language}`);
          await expectNoSidewaysScroll(page, `${what} ${language}`);
        });
      }
      expect(complaints).to.deep.equal([]);
    });
  }

  it('works without JavaScript', async () => {
    context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
    const { page } = await newPage(context);
    await fillIn(page, 'en', () => Promise.resolve());
    await page.getByText(/[A-Z0-9]{4}-[A-Z0-9]{4}/).waitFor();
  });
});
