import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { languages, type Language } from '../../content/language.js';
import { referredByEmail, story } from '../server/afterwards/said.js';
import { startDesk, type DeskSite } from '../server/desk/site.js';
import type { Browser } from './chromium.js';
import { launchChromium, looks, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

const area = 'vale-of-glamorgan';
const day = 24 * 60;
const wantsNewsletter = [story, 'newsletter', 'by email', 'jan@example.org', 'yes'];
const agreesToBeAsked = [...referredByEmail, 'yes'];

describe('The pages of what comes afterwards, in a browser', function () {
  this.timeout(240_000);
  let site: DeskSite;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    site = await startDesk();
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  let messages = 0;
  async function visitor(said: readonly string[]): Promise<string> {
    const { turns } = site.services;
    const { conversationId } = await turns.open(area, 'en');
    for (const text of said) {
      messages += 1;
      const messageId = `said-${messages}`;
      await turns.accept({ channel: 'web', area, from: { conversationId }, messageId, text, media: 0 });
    }
    return conversationId;
  }
  /** Lets minutes pass; the newest link to `path` that was then written in an email to them. */
  async function linkAfter(minutes: number, conversation: string, path: string): Promise<string> {
    site.pass(minutes);
    await site.services.desk.timers.runDue();
    const emails = (await site.store.outboxOf(conversation)).flatMap(({ payload }) =>
      payload.kind === 'email' ? [payload.text] : [],
    );
    const links = emails.flatMap((text) => new RegExp(`${site.origin}${path}[^\\s?]+`).exec(text) ?? []);
    const link = links.at(-1);
    if (link === undefined) throw new Error(`No email has a link to ${path}.`);
    return link;
  }
  async function expectUsable(page: Page, what: string): Promise<void> {
    await expectAccessible(page, what);
    await expectNoSidewaysScroll(page, what);
  }
  const open = (page: Page, link: string, language: Language) => page.goto(`${link}?lang=${language}`);

  for (const { name, options } of looks) {
    it(`has nothing wrong with a newsletter's page, whatever became of it: ${name}`, async () => {
      context = await browser.newContext(options);
      const { page, complaints } = await newPage(context);
      for (const language of languages) {
        const link = await linkAfter(1, await visitor(wantsNewsletter), '/newsletter/');
        await open(page, link, language);
        await expectUsable(page, `to be confirmed, ${language}`);
        await page.locator('button[value=yes]').click();
        await expectUsable(page, `confirmed, ${language}`);
        await page.locator('button[value=stop]').click();
        await expectUsable(page, `stopped, ${language}`);
        expect((await open(page, `${link}x`, language))?.status()).to.equal(404);
        await expectUsable(page, `nobody's, ${language}`);
      }
      expect(complaints).to.deep.equal([]);
    });

    it(`has nothing wrong with the page that stops being asked how it is: ${name}`, async () => {
      context = await browser.newContext(options);
      const { page, complaints } = await newPage(context);
      const link = await linkAfter(50 * day, await visitor(agreesToBeAsked), '/afterwards/stop/');
      for (const language of languages) {
        await open(page, link, language);
        await expectUsable(page, `to stop, ${language}`);
        await page.locator('main button').click();
        await expectUsable(page, `stopped, ${language}`);
        expect((await open(page, `${link}x`, language))?.status()).to.equal(404);
        await expectUsable(page, `nobody's, ${language}`);
      }
      expect(complaints).to.deep.equal([]);
    });
  }

  it('works without JavaScript, and says nothing of whose it is', async () => {
    context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
    const { page } = await newPage(context);
    await page.goto(await linkAfter(1, await visitor(wantsNewsletter), '/newsletter/'));
    expect(await page.content()).not.to.match(/jan@example|mum/i);
    await page.locator('button[value=yes]').click();
    const [kept] = await site.services.desk.subscriptions.all(area);
    expect(kept).to.include({ state: 'subscribed' });
    expect(await page.content()).not.to.match(/jan@example|mum/i);
  });
});
