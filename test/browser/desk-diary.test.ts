import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { slotId } from '../../dialogs/booking/booking.js';
import { Office, vale } from './desk-office.js';
import { expectAccessible, expectNoSidewaysScroll } from './pages.js';

describe('The diary at the desk', function () {
  this.timeout(180_000);
  const office = new Office();
  const path = `/desk/areas/${vale}/diary`;
  /** A local noon a week from now. */
  const noon = new Date(Date.now() + 7 * 24 * 60 * 60_000);
  noon.setUTCHours(12, 0, 0, 0);
  const day = noon.toISOString().slice(0, 10);

  before(async () => {
    await office.open();
  });
  after(() => office.close());
  afterEach(async () => {
    expect(await office.clear(), 'what the pages complained of').to.deep.equal([]);
  });

  const open = async (page: Page, query = '') => page.goto(office.site.origin + path + query);

  async function addsTime(page: Page, time: string): Promise<void> {
    await open(page, `?from=${day}`);
    await page.getByText('Add a time').click();
    await page.fill('#add-day', day);
    await page.fill('#add-time', time);
    await page.fill('#add-places', '2');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { name: new RegExp(`^${time}`) }).waitFor();
  }

  /** Somebody with a place at the first time of the day. */
  async function books(): Promise<void> {
    const { store } = office.site;
    const [slot] = await store.diary.slots(vale, new Date(0), new Date('2100-01-01'));
    const record = await office.site.services.turns.open(vale, 'en');
    const conversation = await store.load(record.conversationId);
    if (!slot || !conversation) throw new Error('There is no time, or nobody.');
    const { id, area, channel, address, state, lastInboundAt, version } = conversation;
    const details = { name: 'Maureen', phone: '+447700900123', language: 'en', remindBy: null } as const;
    await store.commit({
      conversation: { id, area, channel, address, state, lastInboundAt },
      expectedVersion: version,
      messageId: null,
      at: new Date().toISOString(),
      journal: [],
      outbox: [],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
      diary: {
        book: [{ id: 'booking-of-maureen', reference: 'K4TN-9QWD', slot, details }],
        release: [],
        wish: [],
        unwish: [],
      },
    });
  }

  it('adds, moves and calls off without JavaScript, and shows who is booked', async () => {
    const page = await office.window('bethan', { javaScriptEnabled: false });
    await addsTime(page, '10:30');
    await addsTime(page, '14:00');
    await books();
    await open(page, `?from=${day}`);
    await page.getByText('Move or take back').click();
    await page.getByRole('button', { name: 'Move and tell them' }).click();
    await page.getByRole('link', { name: 'Maureen' }).waitFor();
    const { store } = office.site;
    const standing = (await store.diary.bookings(vale, new Date(0), new Date('2100-01-01'))).filter(
      ({ status }) => status === 'booked',
    );
    expect(standing).to.have.length(1);
    const afternoon = page.locator('article').filter({ hasText: /^\s*14:00/ });
    expect(await afternoon.getByRole('link', { name: 'Maureen' }).count()).to.equal(1);
    await page.locator('article').first().getByText('Call off', { exact: false }).first().click();
    await page.locator('article').first().getByRole('button', { name: 'Call it off' }).click();
    await page.getByText('Called off: the person is away').waitFor();
    const slots = await store.diary.slots(vale, new Date(0), new Date('2100-01-01'));
    expect(slots.map(({ cancelled }) => cancelled)).to.deep.equal(['away', null]);
    expect(slots[0]?.id).to.equal(slotId(vale, 'hub-calls', slots[0]?.startsAt ?? ''));
    const acts = (await store.desk.audit({ area: vale }, 50)).map(({ act }) => act);
    expect(acts).to.include.members(['diary-viewed', 'slot-added', 'booking-moved', 'slot-cancelled']);
  });

  it('says what is wrong, and changes nothing', async () => {
    const page = await office.window('bethan', { javaScriptEnabled: false });
    await open(page);
    await page.getByText('Add a time').click();
    await page.fill('#add-day', day);
    await page.fill('#add-time', '11:00');
    await page.fill('#add-places', 'many');
    const before = await office.site.store.diary.slots(vale, new Date(0), new Date('2100-01-01'));
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('alert').waitFor();
    const after = await office.site.store.diary.slots(vale, new Date(0), new Date('2100-01-01'));
    expect(after).to.deep.equal(before);
    // The page that says so has the status of a form that is not understood.
    await office.clear();
  });

  it('is shown to the advisers of its area alone', async () => {
    const page = await office.window('owen');
    const answer = await open(page);
    expect(answer?.status()).to.be.oneOf([403, 404]);
    expect(await page.content()).not.to.contain('Maureen');
    await office.clear();
  });

  for (const language of languages) {
    it(`has nothing that axe finds, and no sideways scroll: ${language}`, async () => {
      const page = await office.window('sioned');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await open(page, `?from=${day}&lang=${language}`);
        for (const tool of await page.locator('details > summary').all()) await tool.click();
        for (const width of [390, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await expectNoSidewaysScroll(page, `diary at ${width}`);
          await expectAccessible(page, `diary, ${language}, ${colorScheme}, ${width}`);
        }
      }
    });
  }

  it('is worked by keyboard: a tool opens, and its fields follow', async () => {
    const page = await office.window('bethan');
    await open(page, `?from=${day}`);
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('add-offer');
  });
});
