/// <reference lib="dom" />
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { startPosters } from '../server/poster/poster-site.js';
import type { Browser } from './chromium.js';
import { launchChromium, looks, sizes } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

describe('A poster, in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let context: BrowserContext;
  let site: Awaited<ReturnType<typeof startPosters>>;

  before(async () => {
    browser = await launchChromium();
    site = await startPosters({ '+442920180999': 'vale-of-glamorgan' });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  afterEach(() => context.close());

  /** What a phone's camera would read of the codes on the page. */
  const codes = async (page: Page): Promise<string[]> => {
    const images = await page.locator('.poster__code img').evaluateAll((all) =>
      all.map((image) => {
        const side = 360;
        const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
        const drawn = canvas.getContext('2d');
        if (!drawn) throw new Error('Nothing can be drawn on.');
        drawn.fillStyle = '#fff';
        drawn.fillRect(0, 0, side, side);
        drawn.drawImage(image as HTMLImageElement, 0, 0, side, side);
        return { width: side, height: side, data: [...drawn.getImageData(0, 0, side, side).data] };
      }),
    );
    return images.map(({ width, height, data }) => decodeQR({ width, height, data: Uint8Array.from(data) }));
  };

  it('has codes that open the chat, and a text with the word of the language', async () => {
    context = await browser.newContext({ viewport: sizes.desktop });
    const { page, complaints } = await newPage(context);
    await page.goto(`${site.origin}/poster/vale-of-glamorgan`, { waitUntil: 'networkidle' });
    expect(await page.getByText('Tecstiwch GOFALWR i 029 2018 0999').count()).to.equal(1);
    expect(await page.getByText('Text CARER to 029 2018 0999').count()).to.equal(1);
    expect(await codes(page)).to.deep.equal([
      'https://carers.example.org/chat/vale-of-glamorgan',
      'sms:+442920180999?body=GOFALWR',
      'https://carers.example.org/chat/vale-of-glamorgan',
      'sms:+442920180999?body=CARER',
    ]);
    expect(complaints).to.deep.equal([]);
  });

  it('tells nobody to text where no number leads to the area', async () => {
    context = await browser.newContext({ viewport: sizes.desktop });
    const { page } = await newPage(context);
    await page.goto(`${site.origin}/poster/coventry?lang=en`, { waitUntil: 'networkidle' });
    expect(await codes(page)).to.deep.equal(['https://carers.example.org/chat/coventry']);
    expect(await page.getByText('Text CARER').count()).to.equal(0);
    expect((await page.goto(`${site.origin}/poster/coventry/text-en.svg`))?.status()).to.equal(404);
    expect((await page.goto(`${site.origin}/poster/nowhere`))?.status()).to.equal(404);
  });

  for (const { name, options } of looks) {
    it(`has nothing wrong with it: ${name}`, async () => {
      context = await browser.newContext(options);
      const { page } = await newPage(context);
      await page.goto(`${site.origin}/poster/vale-of-glamorgan`);
      await expectAccessible(page, 'the poster');
      await expectNoSidewaysScroll(page, 'the poster');
    });
  }

  it('prints without what belongs to the website', async () => {
    context = await browser.newContext({ viewport: sizes.desktop });
    const { page } = await newPage(context);
    await page.goto(`${site.origin}/poster/vale-of-glamorgan`);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.top', '.languages', '.foot'])
      expect(await page.locator(part).isVisible()).to.equal(false);
    expect(await page.locator('.poster').isVisible()).to.equal(true);
  });
});
