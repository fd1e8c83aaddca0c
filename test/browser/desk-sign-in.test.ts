import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { startDesk } from '../server/desk/site.js';
import type { DeskSite } from '../server/desk/site.js';
import { startOpenIdProvider } from '../server/desk/sign-in/open-id-provider.js';
import type { OpenIdProvider } from '../server/desk/sign-in/open-id-provider.js';
import type { Browser } from './chromium.js';
import { launchChromium, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

const people = {
  bethan: { name: 'Bethan Rees', roles: ['adviser:vale-of-glamorgan', 'supervisor:*'] },
  dai: { name: 'Dai Pritchard' },
};

describe('Signing in at the desk, in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: DeskSite;
  let provider: OpenIdProvider | null;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  afterEach(async () => {
    await context.close();
    await desk.close();
    await provider?.close();
    expect(complaints, 'what the page complained of').to.deep.equal([]);
  });

  async function open(withProvider: boolean, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
    provider = null;
    desk = await startDesk(async (origin) => {
      if (!withProvider) return {};
      provider = await startOpenIdProvider({ people, desk: origin });
      const { issuer, clientId, clientSecret } = provider;
      return { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
    });
    context = await browser.newContext({ viewport: sizes.desktop, colorScheme, reducedMotion: 'reduce' });
    ({ page, complaints } = await newPage(context));
  }

  /** Holds the page as it stands to both languages and sizes. */
  async function expectGood(what: string, inBoth = true): Promise<void> {
    for (const language of inBoth ? languages : [null]) {
      if (language) await page.goto(`${page.url().split('?')[0] ?? ''}?lang=${language}`);
      for (const viewport of [sizes.phone, sizes.desktop]) {
        await page.setViewportSize(viewport);
        await expectAccessible(page, `${what} ${language ?? ''}`);
        await expectNoSidewaysScroll(page, `${what} ${language ?? ''}`);
      }
    }
  }

  async function signInAs(name: string): Promise<void> {
    await page.goto(`${desk.origin}/desk?lang=en`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.fill('[name=login]', name);
    await page.fill('[name=password]', 'any');
    await page.getByRole('button').click();
    // The provider asks whether the desk may know who they are.
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${desk.origin}/desk**`);
  }

  for (const scheme of ['light', 'dark'] as const) {
    it(`leads to the provider, to the desk and out again: ${scheme}`, async () => {
      await open(true, scheme);
      await page.goto(`${desk.origin}/desk`);
      await expectGood('the sign-in page');
      await signInAs('bethan');
      await page.getByRole('heading', { name: 'Vale of Glamorgan' }).first().waitFor();
      await expectGood('the desk');
      await page.goto(`${desk.origin}/desk?lang=en`);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(`${provider?.issuer ?? ''}/**`);
      await page.getByRole('button', { name: 'Yes' }).click();
      await page.waitForURL(`${desk.origin}/desk/signed-out**`);
      await expectGood('the signed-out page');
      await page.goto(`${desk.origin}/desk?lang=en`);
      await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    });
  }

  it('says so to somebody without a role', async () => {
    await open(true);
    await signInAs('dai');
    await page.getByRole('heading', { name: 'You have no role at this desk' }).waitFor();
    await expectGood('the page for those without a role');
  });

  it('leads by the link in the terminal, which works once', async () => {
    await open(false);
    await page.goto(`${desk.origin}/desk`);
    await expectGood('the sign-in page of a laptop');
    await page.goto(`${desk.origin}/desk/sign-in?lang=en`);
    await page.getByRole('button', { name: 'Show a new link' }).click();
    await page.getByRole('heading', { name: 'Look in the terminal' }).waitFor();
    await expectGood('a new link', false);
    const link = desk.origin + (desk.links.at(-1) ?? '');
    await page.goto(link);
    await expectGood('the link', false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${desk.origin}/desk`);
    await page.goto(link);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await expectGood('a link that is used up', false);
  });
});
