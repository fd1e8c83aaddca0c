/// <reference lib="dom" />
import { expect } from 'chai';
import { officeOfTheseTests, use, wish } from './desk-office.js';

describe('The tools of the desk, in a browser', function () {
  this.timeout(120_000);
  const office = officeOfTheseTests();

  it('logs a call and a visit, records an assessment, puts the story right and passes it to an officer as agreed', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms("I look after my mum in Barry, I'm 45", wish);
    await office.take(bethan, caller);
    const record = bethan.locator('#record-tool');
    await record.locator('summary').click();
    await record.locator('#contact-what').fill('Rang her GP.');
    await record.getByRole('button').first().click();
    await bethan.getByText('Bethan Rees logged a phone call').waitFor();
    await record.locator('summary').click();
    await record.getByLabel('Visit').check();
    await record.locator('#contact-what').fill('Saw them both at home.');
    await record.getByRole('button').first().click();
    await bethan
      .locator('.line')
      .filter({ hasText: 'Bethan Rees logged a visit' })
      .getByText('Saw them both at home.')
      .waitFor();
    await record.locator('summary').click();
    await record.getByLabel('A carers officer is needed').check();
    await record.getByRole('button').last().click();
    await bethan.locator('.line').filter({ hasText: 'A carers officer is needed' }).waitFor();
    const correct = bethan.locator('#correct-tool');
    await correct.locator('summary').click();
    await correct.locator('#correct-fact').selectOption('theirPlace');
    await correct.locator('#correct-value').fill('Penarth');
    await correct.getByRole('button').first().click();
    await bethan.locator('#story').getByText('Where your mum lives: Penarth.').waitFor();
    await use(bethan, 'refer', async (form) => {
      await form.locator('#refer-wording').fill('Yes, and the officer may read it.');
      await form.getByLabel('A carers officer should read it').check();
    });
    await bethan.locator('#story').getByText('Vale Unpaid Carers Hub').first().waitFor();
    await bethan
      .locator('#story')
      .getByText(/^Share with .*Vale Unpaid Carers Hub/)
      .waitFor();
    const referrals = await office.site.store.referralsOf(caller.id);
    expect(referrals.map(({ beyondAdvice, kind }) => [kind, beyondAdvice])).to.deep.equal([['refer', true]]);
    const kinds = (await office.site.store.journal(caller.id, 0, 100)).map(({ kind }) => kind);
    expect(kinds).to.include.members([
      'contact-logged',
      'assessment-recorded',
      'corrected',
      'passed-to-officer',
    ]);
  });

  it('has ready replies in the language of the person, whatever the adviser reads', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(
      "dwi'n gofalu am fy ngŵr yn y Barri, dwi'n methu cysgu",
      'siarad â pherson',
    );
    await bethan.goto(office.at(`/desk/conversations/${caller.id}?lang=en`));
    await bethan.getByRole('button', { name: 'Take this conversation' }).click();
    await bethan.locator('#ready-tool summary').click();
    await bethan.locator('#ready-find').fill('cwsg');
    await bethan.locator('.ready__reply').filter({ hasText: 'nosweithiau' }).click();
    expect(await bethan.inputValue('#reply')).to.contain('lang=cy');
  });

  it('rings and shows a notice for new arrivals, but not before it was asked to', async () => {
    const bethan = await office.window('bethan', { permissions: ['notifications'] });
    await bethan.addInitScript(() => {
      const made: string[] = [];
      Object.assign(window, { made });
      const noted = <T extends new (...given: never[]) => object>(kind: string, it: T): T =>
        new Proxy(it, {
          construct: (target, given) => {
            made.push(kind);
            return Reflect.construct(target, given) as object;
          },
        });
      window.Notification = noted('notice', window.Notification);
      window.AudioContext = noted('sound', window.AudioContext);
    });
    const made = () => bethan.evaluate(() => (window as unknown as { made: string[] }).made);
    await office.queue(bethan);
    const first = await office.sms(wish);
    await bethan.locator(`[data-case="${first.id}"]`).waitFor();
    expect(await made()).to.deep.equal([]);
    await bethan.locator('#notify').check();
    // The browser is asked for leave, and answers in its own time.
    await bethan.waitForFunction(() => localStorage.getItem('desk-notice') === 'on');
    await bethan.locator('#sound').check();
    const second = await office.sms(wish);
    await bethan.locator(`[data-case="${second.id}"]`).waitFor();
    // The first sound is the one by which it is heard what it will be.
    expect(await made()).to.deep.equal(['sound', 'sound', 'notice']);
  });

  it('leaves single keys alone once they are switched off', async () => {
    const bethan = await office.window('bethan');
    await office.queue(bethan);
    const dialog = bethan.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await bethan.keyboard.press('?');
    await dialog.getByLabel('Use these keys').uncheck();
    await bethan.keyboard.press('Escape');
    await bethan.reload();
    await bethan.keyboard.press('?');
    expect(await dialog.isVisible()).to.equal(false);
    await bethan.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await dialog.getByLabel('Use these keys').check();
  });
});
