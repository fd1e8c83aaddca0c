import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { Office, vale } from './desk-office.js';
import { expectAccessible, expectNoSidewaysScroll } from './pages.js';

describe('Events, from the desk to the page', function () {
  this.timeout(180_000);
  const office = new Office();
  const diary = `/desk/areas/${vale}/diary`;
  const day = new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString().slice(0, 10);

  before(async () => {
    await office.open();
  });
  after(() => office.close());
  afterEach(async () => {
    expect(await office.clear(), 'what the pages complained of').to.deep.equal([]);
  });

  async function fills(page: Page, titleCy: string): Promise<void> {
    await page.goto(`${office.site.origin}${diary}?from=${day}&lang=en`);
    await page.getByText('Add an event or training').click();
    const fields = {
      'title-en': 'Coffee morning',
      'title-cy': titleCy,
      'where-en': 'The Library, Barry',
      'where-cy': 'Y Llyfrgell, y Barri',
      'for-en': 'all adult carers',
      'for-cy': 'pob gofalwr dros 18',
      day,
      time: '10:30',
      minutes: '90',
      places: '2',
    };
    for (const [name, value] of Object.entries(fields)) await page.fill(`#event-${name}`, value);
  }
  const add = (page: Page) => page.locator('form[action$="add-event"] button').click();

  it('is published without JavaScript in both languages, read by everybody, and called off', async () => {
    const page = await office.window('bethan', { javaScriptEnabled: false });
    await fills(page, 'Bore coffi');
    await add(page);
    const event = page.locator('article').filter({ hasText: 'Event: Coffee morning' });
    await event.waitFor();

    const events = `${office.site.origin}/events/${vale}`;
    await page.goto(`${events}?lang=en`);
    await page.getByRole('heading', { name: 'Coffee morning' }).waitFor();
    expect(await page.getByText('2 places left').count()).to.equal(1);
    await page.goto(`${events}?lang=cy`);
    await page.getByRole('heading', { name: 'Bore coffi' }).waitFor();
    await page.getByText('Y Llyfrgell, y Barri').waitFor();

    await page.goto(`${office.site.origin}${diary}?from=${day}&lang=en`);
    await event.getByText('Call off', { exact: false }).first().click();
    await event.getByRole('button', { name: 'Call it off' }).click();
    await page.getByText('Called off').waitFor();
    await page.goto(`${events}?lang=en`);
    await page.getByText('Nothing is listed here just now.').waitFor();
    const acts = (await office.site.store.desk.audit({ area: vale }, 20)).map(({ act }) => act);
    expect(acts).to.include.members(['event-added', 'slot-cancelled']);
  });

  it('is not published with Welsh left out, where Welsh is at home', async () => {
    const page = await office.window('bethan', { javaScriptEnabled: false });
    const before = await office.site.store.diary.slots(vale, new Date(0), new Date('2100-01-01'));
    await fills(page, '   ');
    await add(page);
    await page.getByText('Something is missing', { exact: false }).waitFor();
    expect(await office.site.store.diary.slots(vale, new Date(0), new Date('2100-01-01'))).to.deep.equal(
      before,
    );
  });

  for (const language of languages) {
    it(`has a page that everybody can use, in ${language}`, async () => {
      const page = await office.window('bethan');
      const look = async (what: string) => {
        await page.goto(`${office.site.origin}/events/${vale}?lang=${language}`);
        await expectAccessible(page, what);
        await expectNoSidewaysScroll(page, what);
      };
      await look('the events, as they are');
      await fills(page, 'Bore coffi');
      await add(page);
      await look('the events, one of them new');
      expect(await page.getByRole('heading', { level: 2 }).count()).to.be.greaterThan(0);
    });
  }

  it('has no page for an area that is not served', async () => {
    expect((await fetch(`${office.site.origin}/events/nowhere`)).status).to.equal(404);
  });
});
