import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { officeOfTheseTests, use, vale, wish, type Caller } from './desk-office.js';
import { expectAccessible } from './pages.js';

describe('Booking for somebody at the desk, in a browser', function () {
  this.timeout(180_000);
  const office = officeOfTheseTests();
  /** A local noon a week from now. */
  const noon = new Date(Date.now() + 7 * 24 * 60 * 60_000);
  noon.setUTCHours(12, 0, 0, 0);
  const day = noon.toISOString().slice(0, 10);

  /** Adds a time for one person in the diary. */
  async function addTime(page: Page, time: string): Promise<void> {
    await page.goto(office.at(`/desk/areas/${vale}/diary?from=${day}`));
    await page.getByText('Add a time').click();
    await page.fill('#add-day', day);
    await page.fill('#add-time', time);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { name: new RegExp(`^${time}`) }).waitFor();
  }

  /** Records in the story panel that they may be called. */
  async function safeToCall(page: Page): Promise<void> {
    const correct = page.locator('#correct-tool');
    await correct.locator('summary').click();
    await correct.locator('#safe-fact').selectOption('safeToCall');
    await correct.getByLabel('Yes').check();
    await correct.getByRole('button').last().click();
    await page.locator('.line').filter({ hasText: 'Safe to call: Yes' }).waitFor();
    await page
      .locator('.story__facts div')
      .filter({ hasText: /^Call\s*safe$/ })
      .waitFor();
  }

  const book = (page: Page, time: RegExp, wording: string): Promise<void> =>
    use(page, 'book', async (form) => {
      const label = await form.locator('option').filter({ hasText: time }).first().textContent();
      await form.locator('#book-slot').selectOption({ label: label?.trim() ?? '' });
      await form.locator('#book-wording').fill(wording);
    });

  const bookings = async ({ id }: Caller) =>
    (await office.site.store.diary.bookingsOf(id)).map(({ status }) => status);

  it('books one of two for the last place, and each window says what became of it', async () => {
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    await addTime(bethan, '10:30');
    const told = ["I look after my mum in Barry, I'm 45", wish];
    const callers = [await office.sms(...told), await office.sms(...told)] as const;
    const windows = [bethan, carys] as const;
    for (const index of [0, 1] as const) {
      await office.take(windows[index], callers[index]);
      await safeToCall(windows[index]);
    }
    await Promise.all(windows.map((page) => book(page, /10:30/, 'Thursday? Yes please, the Hub may call.')));
    const done = await Promise.all(
      windows.map(async (page) => {
        await page.locator('.problem, .line:has-text("Booked:")').first().waitFor();
        return (await page.locator('.problem').count()) === 0;
      }),
    );
    expect(done.filter(Boolean)).to.have.length(1);
    const [winner, loser] = done[0] ? ([0, 1] as const) : ([1, 0] as const);
    const both = await Promise.all(callers.map(bookings));
    expect([both[winner], both[loser]]).to.deep.equal([['booked'], []]);
    await windows[loser].getByText('That time has just gone, so nothing was booked.').waitFor();
    expect(await windows[loser].locator('#book-slot option').count(), 'not offered again').to.equal(0);
    await callers[winner].hears("It's booked: a call from Vale Unpaid Carers Hub");
    await windows[winner]
      .locator('#story')
      .getByRole('link', { name: /^Call, .* booked\.$/ })
      .click();
    await windows[winner].waitForURL(`**/desk/areas/${vale}/diary?from=${day}`);
    const slot = windows[winner].locator('article').filter({ hasText: '10:30' });
    expect(await slot.locator('.diary__booking').count()).to.equal(1);
    // Who was refused is shown a page with the status of a conflict.
    await office.clear();
  });

  it('tells somebody on the web page, with a file for their calendar, and the adviser moves it', async () => {
    const bethan = await office.window('bethan');
    await addTime(bethan, '11:30');
    await addTime(bethan, '12:30');
    const caller = await office.web("I look after my mum in Barry, I'm 45", wish);
    await office.take(bethan, caller);
    const correct = bethan.locator('#correct-tool');
    await correct.locator('summary').click();
    await correct.locator('#correct-fact').selectOption('phone');
    await correct.locator('#correct-value').fill('07700 900123');
    await correct.getByRole('button').first().click();
    await bethan.locator('.line').filter({ hasText: 'Phone: +447700900123' }).waitFor();
    await safeToCall(bethan);
    await bethan.locator('#book-tool summary').click();
    await expectAccessible(bethan, 'a conversation with the times open');
    await bethan.goto(`${bethan.url()}?times=${day}`);
    await expectAccessible(bethan, 'a conversation with the times from a day');
    await bethan.locator('#book-tool summary').click();
    await book(bethan, /11:30/, 'Yes, at half past eleven.');
    await caller.hears("It's booked: a call from Vale Unpaid Carers Hub");
    const said = await caller.page.locator('.message__text').filter({ hasText: '.ics' }).last().textContent();
    const [file = ''] = /http\S+\.ics/.exec(said ?? '') ?? [];
    const calendar = await (await fetch(file)).text();
    expect(calendar).to.contain('BEGIN:VEVENT').and.contain('SUMMARY:Phone call').and.contain('CONFIRMED');
    await bethan
      .locator('#story')
      .getByRole('link', { name: /booked\.$/ })
      .click();
    await bethan.getByText('Move or take back').last().click();
    await bethan.getByRole('button', { name: 'Move and tell them' }).last().click();
    await caller.hears('has moved your time. It is now');
    expect((await bookings(caller)).sort()).to.deep.equal(['booked', 'moved']);
  });

  it('says why nothing was booked, and books without JavaScript', async () => {
    const bethan = await office.window('bethan', { javaScriptEnabled: false });
    await addTime(bethan, '14:30');
    const caller = await office.sms("I look after my mum in Barry, I'm 45", wish);
    await bethan.goto(office.at(`/desk/conversations/${caller.id}`));
    await bethan.getByRole('button', { name: 'Take this conversation' }).click();
    await bethan.goto(office.at(`/desk/conversations/${caller.id}?times=2099-01-01`));
    await bethan.getByText('No time is free from that day on.').waitFor();
    await bethan.locator('#book-from').fill(day);
    await bethan.getByRole('button', { name: 'List them' }).click();
    await bethan
      .locator('#book-slot option')
      .filter({ hasText: '14:30' })
      .first()
      .waitFor({ state: 'attached' });
    await bethan.goto(office.at(`/desk/conversations/${caller.id}`));
    await book(bethan, /14:30/, 'Yes, half past two.');
    await bethan.getByText('We do not know that it is safe to call them.').waitFor();
    expect(await bookings(caller)).to.deep.equal([]);
    await bethan.goto(office.at(`/desk/conversations/${caller.id}`));
    await safeToCall(bethan);
    await book(bethan, /14:30/, 'Yes, half past two.');
    await caller.hears("It's booked: a call from Vale Unpaid Carers Hub");
    expect(await bookings(caller)).to.deep.equal(['booked']);
    await office.clear();
  });
});
