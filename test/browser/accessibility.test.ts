import type { BrowserContext, Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import type { Site } from '../server/webchat/site.js';
import { startSite } from '../server/webchat/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, hears, newPage, say } from './pages.js';

describe('Accessibility, in both languages and at both sizes', function () {
  this.timeout(120_000);
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

  for (const [name, viewport] of Object.entries(sizes)) {
    for (const language of languages) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`finds nothing wrong: ${name}, ${language}, ${colorScheme}`, async () => {
          context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
          ({ page } = await newPage(context));
          await page.goto(`${site.chat}?lang=${language}`);
          await page.locator('#enter-hint').waitFor({ state: 'visible' });
          await expectAccessible(page, 'the welcome');
          for (const text of ['numbers', 'hidden', 'ages']) {
            await say(page, text);
            await page.locator('.message--you').last().getByText(text).waitFor();
          }
          await page.locator('.choice').first().waitFor();
          await expectAccessible(page, 'choices');
          await page.route('**/activities', (route) => route.abort());
          await say(page, 'not sent');
          await page.locator('.message--failed').waitFor();
          await page.fill('#message', '');
          await page.click('.composer__row button');
          await page.locator('#message-error').waitFor({ state: 'visible' });
          await expectAccessible(page, 'what went wrong');
          await expectNoSidewaysScroll(page, 'the chat');
          for (const path of ['/help/private', '/help/accessibility', '/help/leaving', '/nothing']) {
            await page.goto(`${site.origin}${path}`);
            await expectAccessible(page, path);
            await expectNoSidewaysScroll(page, path);
          }
        });
      }
    }
  }

  it('finds nothing wrong with a form that was refused', async () => {
    context = await browser.newContext({ viewport: sizes.phone });
    ({ page } = await newPage(context));
    await page.route('**/chat.js', (route) => route.abort());
    await page.goto(site.chat);
    await say(page, 'x'.repeat(2001));
    await page.locator('.govuk-error-summary').waitFor();
    await expectAccessible(page, 'refused');
  });

  it('fits 320 pixels, which is also 1280 at 400 per cent', async () => {
    context = await browser.newContext({ viewport: { width: 320, height: 256 } });
    ({ page } = await newPage(context));
    for (const language of languages) {
      await page.goto(`${site.chat}?lang=${language}`);
      await say(
        page,
        'A very long word: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochhttps://example.org',
      );
      await say(page, 'ages');
      await page.locator('.choice').last().waitFor();
      await expectNoSidewaysScroll(page, `the chat in ${language}`);
    }
  });

  it('tells a screen reader whose words they are and when they came, as a log', async () => {
    context = await browser.newContext({ viewport: sizes.phone });
    ({ page } = await newPage(context));
    await page.goto(`${site.chat}?lang=en`);
    await page.locator('#enter-hint').waitFor({ state: 'visible' });
    const log = page.getByRole('log', { name: 'Your conversation' });
    await log.waitFor();
    await say(page, 'hello');
    await hears(page, 'You said: hello');
    const last = log.getByRole('listitem').last();
    await last.getByText('Fingerpost', { exact: true }).waitFor({ state: 'attached' });
    await last.getByRole('time').waitFor({ state: 'attached' });
    await page.getByRole('textbox', { name: 'Your message' }).waitFor();
  });
});
