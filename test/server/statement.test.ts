import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { launchChromium, type Browser } from '../browser/chromium.js';
import { expectAccessible } from '../browser/pages.js';
import { startDesk, type DeskSite } from './desk/site.js';

const area = 'vale-of-glamorgan';

describe('a carer’s own statement', function () {
  this.timeout(90_000);
  let site: DeskSite;
  let browser: Browser;

  before(async () => {
    site = await startDesk();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  it('is a page to print and a text to keep, in their own words, and is called what it is', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/chat/${area}?lang=en`);
    await page.fill('#message', 'I go round to mums in Barry <twice> a day & I am so tired');
    await page.click('.composer__row button');
    await page.fill('#message', 'my statement');
    await page.click('.composer__row button');
    expect(
      await page
        .locator('.message--us')
        .allInnerTexts()
        .then((all) => all.join(' ')),
    ).to.include('not an assessment');
    await page.goto(`${site.origin}/statement/${area}?lang=en`);
    const words = await page.locator('main').innerText();
    expect(words).to.include('I go round to mums in Barry <twice> a day & I am so tired');
    expect(words).to.include('not an assessment');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('link', { name: 'Keep it as a text file' }).isVisible()).to.equal(false);
    const text = await context.request.get(`${site.origin}/statement/${area}/text?lang=cy`);
    expect(text.headers()).to.include({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(text.headers()['content-disposition']).to.equal('attachment; filename=notes.txt');
    expect(await text.text()).to.match(/^Fy natganiad\n[^]*nid asesiad[^]*<twice> a day & I am so tired\n$/);
    await context.close();
  });

  it('has nothing that axe finds wrong, and shows nothing to anybody else', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    expect((await page.goto(`${site.origin}/statement/${area}`))?.status()).to.equal(404);
    expect((await fetch(`${site.origin}/statement/nowhere`)).status).to.equal(404);
    await page.goto(`${site.origin}/chat/${area}?lang=en`);
    await page.fill('#message', 'I go round to mums in Barry twice a day');
    await page.click('.composer__row button');
    await page.locator('.message--you').getByText('twice a day').waitFor();
    for (const language of ['en', 'cy']) {
      expect((await page.goto(`${site.origin}/statement/${area}?lang=${language}`))?.status()).to.equal(200);
      await page.getByText('twice a day', { exact: false }).first().waitFor();
      await expectAccessible(page, `the statement, ${language}`);
    }
    await context.close();
  });

  it('is said as it is to somebody who writes from a phone', async () => {
    const address = '+447700900155';
    let id = '';
    for (const text of ['I go round to mums in Barry twice a day', 'my statement']) {
      const from = { channel: 'sms', area, from: { address }, messageId: randomUUID(), media: 0 } as const;
      id = (await site.services.turns.accept({ ...from, text })).conversationId;
    }
    const told = (await site.store.journal(id, 0, 100)).flatMap((entry) =>
      entry.kind === 'replied' ? [entry.text] : [],
    );
    expect(told.join('\n')).to.include('not an assessment').and.to.include('twice a day"');
  });
});
