import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { Office, vale } from './desk-office.js';
import { expectAccessible, expectNoSidewaysScroll } from './pages.js';

const viewports = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

describe('Accessibility of the desk, in both languages, light and dark, at three sizes', function () {
  this.timeout(180_000);
  const office = new Office();
  let page: Page;
  const paths = new Map<string, string>();

  before(async () => {
    await office.open();
    const held = await office.sms('I look after my mum in Barry and I want to talk to a person');
    const waiting = await office.sms('I am going to kill myself');
    await waiting.write(
      'https://example.org/a-very-long-address-that-has-no-place-at-which-it-could-be-broken-into-lines',
    );
    page = await office.window('sioned');
    const area = `/desk/areas/${vale}`;
    paths.set('home', '/desk').set('queue', area).set('supervision', `${area}/supervision`);
    paths.set('audit', `${area}/audit`).set('one that waits', `/desk/conversations/${waiting.id}`);
    paths.set('one that is held', `/desk/conversations/${held.id}`);
    await page.goto(office.site.origin + (paths.get('one that is held') ?? ''));
    await page.getByRole('button', { name: 'Take this conversation' }).click();
    await page.fill('#reply', 'Hello from the desk.');
    await page.press('#reply', 'Control+Enter');
    await page.locator('.line--adviser').waitFor();
  });
  after(async () => {
    expect(await office.clear(), 'what the pages complained of').to.deep.equal([]);
    await office.close();
  });

  for (const language of languages) {
    for (const name of ['home', 'queue', 'supervision', 'audit', 'one that waits', 'one that is held']) {
      it(`finds nothing wrong: ${name}, ${language}`, async () => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.goto(`${office.site.origin}${paths.get(name) ?? ''}?lang=${language}`);
          for (const tool of await page.locator('details > summary').all()) await tool.click();
          for (const viewport of viewports) {
            await page.setViewportSize(viewport);
            await expectNoSidewaysScroll(page, `${name} at ${viewport.width}`);
            await expectAccessible(page, `${name}, ${language}, ${colorScheme}, ${viewport.width}`);
          }
        }
      });
    }
  }

  it('finds nothing wrong with the list of shortcuts, nor with a refusal', async () => {
    await page.goto(`${office.site.origin}${paths.get('one that is held') ?? ''}?lang=en`);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'the shortcuts');
    await page.keyboard.press('Escape');
    await page.fill('#reply', 'x'.repeat(2000));
    await page.press('#reply', 'Control+Enter');
    await page.locator('#reply-problem').waitFor({ state: 'visible' });
    await expectAccessible(page, 'a refusal');
  });
});
