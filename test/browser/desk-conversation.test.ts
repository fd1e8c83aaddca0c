/// <reference lib="dom" />
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  isLive,
  lines,
  officeOfTheseTests,
  people,
  reply,
  row,
  use,
  vale,
  wish,
  type Caller,
} from './desk-office.js';

describe('Conversations at the desk, in a browser', function () {
  this.timeout(120_000);
  const office = officeOfTheseTests();

  const at = (path: string): string => office.at(path);
  const queue = (page: Page): Promise<void> => office.queue(page);
  const take = (page: Page, caller: Caller): Promise<void> => office.take(page, caller);

  it('appears in every queue, is taken, and talks with somebody on the web page', async () => {
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    await Promise.all([queue(bethan), queue(carys)]);
    const caller = await office.web(wish);
    await Promise.all([bethan, carys].map((page) => row(page, caller).waitFor()));
    await row(bethan, caller).getByRole('button', { name: 'Take' }).click();
    await bethan.getByText('You are answering.').waitFor();
    await isLive(bethan);
    await row(carys, caller).getByText('With Bethan Rees').waitFor();
    await caller.hears('Bethan has joined');
    await bethan.locator('#reply').pressSequentially('I have');
    await caller.page.getByRole('status').getByText('Bethan is writing').waitFor();
    await bethan.fill('#reply', 'I have read what you wrote.');
    await bethan.press('#reply', 'Control+Enter');
    await caller.hears('I have read what you wrote.');
    expect(await bethan.inputValue('#reply')).to.equal('');
    expect(await bethan.evaluate(() => document.activeElement?.id)).to.equal('reply');
    await caller.page.locator('#message').pressSequentially('yes thank you');
    await bethan.locator('#typing').waitFor({ state: 'visible' });
    await caller.write('yes thank you');
    await bethan.locator('.line--carer').filter({ hasText: 'yes thank you' }).waitFor();
    const shown = (await lines(bethan)).filter((line) => !line.startsWith('Fingerpost'));
    expect(shown.filter((line) => line.endsWith('I have read what you wrote.'))).to.have.length(1);
    expect(shown.at(-1)).to.match(/: yes thank you$/);
  });

  it('answers a text, passes it on, finishes, and is offered it again', async () => {
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    const caller = await office.sms(wish);
    await queue(carys);
    await take(bethan, caller);
    await reply(bethan, 'Hello, this is Bethan.');
    await caller.hears('Hello, this is Bethan.');
    const told = bethan.locator('.line--adviser .line__delivery');
    await told.filter({ hasText: /^(Sent|Arrived|Delivered|Read)/ }).waitFor();
    await bethan.reload();
    await use(bethan, 'transfer', async (form) => {
      await form.locator('select').selectOption({ label: people.carys.name });
      await form.locator('#transfer-note').fill('She asks about respite.');
    });
    await bethan.waitForURL(`**/desk/areas/${vale}`);
    await row(carys, caller).locator('.case__why').click();
    await carys.getByText('She asks about respite.').waitFor();
    await isLive(carys);
    await reply(carys, 'Carys here.');
    await caller.hears('Carys here.');
    await use(carys, 'close', (form) => form.getByLabel('Advice given').check());
    await carys.waitForURL(`**/desk/areas/${vale}`);
    await caller.hears('has finished here');
    await isLive(carys);
    await caller.write('PERSON');
    await row(carys, caller).getByText('Was with you before').waitFor();
  });

  it('passes somebody on to a service with the words they agreed to, which finishes it here', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms("I look after my mum in Barry, I'm 45", wish);
    await take(bethan, caller);
    await use(bethan, 'transfer', async (form) => {
      await form.locator('select').selectOption({ label: 'Vale Unpaid Carers Hub' });
      await form.locator('#transfer-note').fill('She asks about nights.');
    });
    await bethan.getByText('That was not done').waitFor();
    await use(bethan, 'transfer', async (form) => {
      await form.locator('select').selectOption({ label: 'Vale Unpaid Carers Hub' });
      await form.locator('#transfer-note').fill('She asks about nights.');
      await form.locator('#transfer-wording').fill('Yes, tell the Hub what I told you.');
    });
    await bethan.waitForURL(`**/desk/areas/${vale}`);
    await caller.hears('has passed what you told us to Vale Unpaid Carers Hub, as you agreed');
    await bethan.locator(`[data-list="closed"] [data-case="${caller.id}"]`).getByText('Referred').waitFor();
    const [referral] = await office.site.store.referralsOf(caller.id);
    expect(referral?.service).to.equal('vale-unpaid-carers-hub');
    expect(referral?.note).to.equal('She asks about nights.');
  });

  it('goes to one of two who take it at once, and the other is told who has it', async () => {
    const caller = await office.sms(wish);
    const windows = await Promise.all([office.window('bethan'), office.window('carys')]);
    // Neither is told by the stream before they press the button.
    await Promise.all(windows.map((page) => page.route('**/stream**', (route) => route.abort())));
    await Promise.all(windows.map((page) => page.goto(at(`/desk/conversations/${caller.id}`))));
    await Promise.all(
      windows.map((page) => page.getByRole('button', { name: 'Take this conversation' }).click()),
    );
    const told = await Promise.all(
      windows.map(async (page) => {
        await page.locator('.floor--mine, .problem').first().waitFor();
        return page.locator('.problem').count();
      }),
    );
    expect(told.reduce((sum, each) => sum + each)).to.equal(1);
    const [loser, winner] = told[0] === 1 ? [windows[0], people.carys] : [windows[1], people.bethan];
    await loser.getByText(`${winner.name} has this conversation now.`).waitFor();
    expect(await loser.locator('#reply').count()).to.equal(0);
  });

  it('misses nothing and shows nothing twice after a broken connection', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(wish);
    await take(bethan, caller);
    await reply(bethan, 'Before the break.');
    await bethan.context().setOffline(true);
    office.site.app.desk.close();
    await bethan.locator('.desk-live--off').waitFor();
    for (const text of ['one', 'two', 'three']) await caller.write(text);
    await bethan.fill('#reply', 'Written without a connection.');
    await bethan.getByRole('button', { name: 'Send' }).click();
    await bethan.getByText('Your words are kept here').waitFor();
    expect(await bethan.inputValue('#reply')).to.equal('Written without a connection.');
    await bethan.context().setOffline(false);
    await isLive(bethan);
    await bethan.locator('.line--carer').filter({ hasText: 'three' }).waitFor();
    await bethan.getByRole('button', { name: 'Send' }).click();
    await caller.hears('Written without a connection.');
    const live = await lines(bethan);
    const theirs = live.map((line) => line.split(': ').at(-1) ?? '');
    expect(theirs.filter((text) => ['one', 'two', 'three'].includes(text))).to.deep.equal([
      'one',
      'two',
      'three',
    ]);
    expect(theirs.filter((text) => text === 'Written without a connection.')).to.have.length(1);
    await bethan.reload();
    expect(await lines(bethan), 'the same as it is kept').to.deep.equal(live);
  });

  it('hands back to Fingerpost, which goes on, and to the queue, where it keeps its place', async () => {
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    const caller = await office.web(wish);
    await queue(carys);
    await take(bethan, caller);
    await use(bethan, 'hand-back', (form) => form.getByLabel('To the queue').check());
    await row(carys, caller).getByText('Was with Bethan Rees').waitFor();
    await take(bethan, caller);
    await use(bethan, 'hand-back', (form) => form.getByLabel('To Fingerpost').check());
    await caller.hears('Bethan has handed back');
    await caller.write('I look after my mum in Barry, she has dementia');
    await caller.hears('mum');
    await bethan.goto(at(`/desk/conversations/${caller.id}`));
    await bethan.getByText('Fingerpost is answering.').waitFor();
  });

  it('raises a row at once when somebody who is held writes of danger', async () => {
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    const caller = await office.sms(wish);
    await take(bethan, caller);
    await queue(carys);
    await caller.write('I am going to kill myself tonight');
    await bethan.locator('.line--danger').filter({ hasText: 'Thoughts of suicide' }).waitFor();
    await bethan.locator(`.case--danger[data-case="${caller.id}"]`).waitFor();
    await carys.locator(`.case--danger[data-case="${caller.id}"]`).waitFor();
    await row(carys, caller).getByText('kill myself tonight').waitFor();
  });

  it('says why something was refused, and keeps what was written', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(wish);
    await take(bethan, caller);
    await bethan.fill('#reply', 'x'.repeat(1000));
    await bethan.getByRole('button', { name: 'Send' }).click();
    await bethan.getByText('That is too long for their phone.').waitFor();
    expect(await bethan.inputValue('#reply')).to.have.length(1000);
    await use(bethan, 'hand-back', (form) => form.getByLabel('To the queue').check());
    await bethan.waitForURL(`**/desk/areas/${vale}`);
    await bethan.selectOption('#availability', 'finishing');
    await bethan.getByRole('button', { name: 'Change' }).click();
    await bethan.goto(at(`/desk/conversations/${caller.id}`));
    await bethan.getByRole('button', { name: 'Take this conversation' }).click();
    await bethan.getByText('not taking anybody new').waitFor();
    await queue(bethan);
    await bethan.selectOption('#availability', 'here');
    await bethan.getByRole('button', { name: 'Change' }).click();
  });

  it('is worked from the queue to the end by the keyboard alone', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(wish);
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => bethan.keyboard.press(key)), Promise.resolve());
    const focus = () => bethan.evaluate(() => document.activeElement?.id ?? '');
    /** Goes on by Tab until the control that has the focus is named so. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let step = 0; step < 80; step += 1) {
        await press('Tab');
        const here = await bethan.evaluate(() => {
          const held = document.activeElement;
          const label = held instanceof HTMLInputElement ? held.labels?.[0]?.textContent : null;
          return (label ?? held?.getAttribute('aria-label') ?? held?.textContent ?? '').trim();
        });
        if (name.test(here)) return;
      }
      throw new Error(`Nothing by Tab is named ${name}`);
    };
    await queue(bethan);
    await press('?');
    await bethan.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await press('Escape');
    const held = (): Promise<string | undefined> =>
      bethan.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-case]')?.dataset['case']);
    for (let step = 0; step < 40 && (await held()) !== caller.id; step += 1) await press('j');
    expect(await held()).to.equal(caller.id);
    await press('Enter');
    await bethan.waitForURL(`**/desk/conversations/${caller.id}`);
    await tabTo(/^Take this conversation$/);
    await press('Enter');
    await bethan.getByText('You are answering.').waitFor();
    await isLive(bethan);
    await press('r');
    expect(await focus()).to.equal('reply');
    await bethan.keyboard.type('No shortcut acts while I write: ?jknesl');
    await press('Control+Enter');
    await caller.hears('No shortcut acts while I write: ?jknesl');
    await press('Tab', 'n');
    expect(await focus()).to.equal('note');
    await bethan.keyboard.type('By keyboard.');
    await press('Tab', 'Enter');
    await bethan.locator('.line--note').getByText('By keyboard.').waitFor();
    await press('e');
    expect(await focus()).to.equal('ready-find');
    await bethan.keyboard.type('break');
    await bethan.waitForResponse((response) => response.url().includes('ready-replies'));
    await press('Tab', 'Tab', 'Enter');
    expect(await focus()).to.equal('reply');
    expect(await bethan.inputValue('#reply')).not.to.equal('');
    await press('Control+a', 'Delete', 'Tab', 's');
    expect(await focus()).to.equal('story-panel');
    await press('l');
    expect(await bethan.evaluate(() => document.activeElement?.classList.contains('line'))).to.equal(true);
    await tabTo(/^Finish$/);
    await press('Enter');
    await tabTo(/^Advice given$/);
    await press('Space');
    await tabTo(/^Finish this conversation$/);
    await press('Enter');
    await bethan.waitForURL(`**/desk/areas/${vale}`);
    await caller.hears('has finished here');
  });

  it('reads and replies without JavaScript', async () => {
    const bethan = await office.window('bethan', { javaScriptEnabled: false });
    const caller = await office.sms(wish);
    await bethan.goto(at(`/desk/areas/${vale}`));
    await row(bethan, caller).getByRole('button', { name: 'Take' }).click();
    await bethan.getByText('You are answering.').waitFor();
    await bethan.fill('#reply', 'Said by form.');
    await bethan.getByRole('button', { name: 'Send' }).click();
    await bethan.locator('.line--adviser').getByText('Said by form.').waitFor();
    await caller.hears('Said by form.');
    await caller.write('read by form');
    await bethan.getByRole('link', { name: 'Look for new messages' }).click();
    await bethan.locator('.line--carer').getByText('read by form').waitFor();
  });

  it('shows nothing to an adviser of another area, on no page and no stream', async () => {
    const [owen, bethan] = await Promise.all([office.window('owen'), office.window('bethan')]);
    await owen.goto(at('/desk/areas/elsewhere'));
    await Promise.all([isLive(owen), queue(bethan)]);
    const caller = await office.sms(wish);
    await row(bethan, caller).waitFor();
    for (const path of [`/desk/areas/${vale}`, `/desk/conversations/${caller.id}`]) {
      for (const part of ['', '/stream', '/supervision', '/audit']) {
        const status = await owen.evaluate(async (url) => (await fetch(url)).status, path + part);
        expect(status, path + part).to.equal(404);
      }
    }
    expect(await owen.locator('.case').count()).to.equal(0);
    expect(await owen.getByText(wish).count()).to.equal(0);
  });

  it('goes to the queue of another area with a note, and is nothing here any more', async () => {
    const [bethan, owen] = await Promise.all([office.window('bethan'), office.window('owen')]);
    const caller = await office.sms(wish);
    await owen.goto(at('/desk/areas/elsewhere'));
    await isLive(owen);
    await take(bethan, caller);
    await use(bethan, 'transfer', async (form) => {
      await form.locator('select').selectOption('area:elsewhere');
      await form.locator('#transfer-note').fill('Her mum lives with you.');
    });
    await bethan.waitForURL(`**/desk/areas/${vale}`);
    await caller.hears('Advisers in another area can help you best');
    await row(owen, caller).getByRole('button', { name: 'Take' }).click();
    await owen.getByText('Her mum lives with you.').waitFor();
    await isLive(owen);
    await reply(owen, 'Owen here.');
    await caller.hears('Owen here.');
    const path = `/desk/conversations/${caller.id}`;
    expect(await bethan.evaluate(async (url) => (await fetch(url)).status, path)).to.equal(404);
    // The browser notes the 404 that was asked for.
    await office.clear();
  });
});
