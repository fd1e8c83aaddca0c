import { expect } from 'chai';
import { officeOfTheseTests, reply, use, vale, wish } from './desk-office.js';

describe('Phones and limits at the desk, in a browser', function () {
  this.timeout(120_000);
  const office = officeOfTheseTests();

  it('says in plain words, as it is reported, that a text did not arrive', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(wish);
    await office.take(bethan, caller);
    const { store, services } = office.site;
    const line = bethan.locator('.line--adviser').filter({ hasText: 'Can you read this?' });
    // They stop in the moment between the reply and its leaving.
    await services.outbox.stop();
    await reply(bethan, 'Can you read this?');
    await line.locator('.line__delivery').waitFor();
    expect(await line.locator('.line__delivery--failed').count()).to.equal(0);
    const { address } = (await store.load(caller.id))!;
    await store.setOptOut('sms', address!, true, new Date());
    services.outbox.start();
    await line.locator('.line__delivery--failed').getByText('the number has opted out').waitFor();
    await bethan.reload();
    await line.locator('.line__delivery--failed').getByText('the number has opted out').waitFor();
  });

  it('lets nobody write to a number that has said STOP', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.sms(wish);
    await office.take(bethan, caller);
    await caller.write('STOP');
    await bethan.locator('.floor__limit--stops').waitFor();
    await bethan.reload();
    await bethan.locator('#reply-form').waitFor({ state: 'hidden' });
  });

  it('counts the WhatsApp window down, and closes it', async () => {
    const caller = await office.whatsapp(wish);
    const bethan = await office.window('bethan');
    await office.take(bethan, caller);
    const limit = (page: typeof bethan) => page.locator('.floor__limit').innerText();
    expect(await limit(bethan)).to.match(/\b(23|24) h|1 day/);
    await reply(bethan, 'Hello on WhatsApp.');
    await caller.hears('Hello on WhatsApp.');
    office.site.pass(20 * 60);
    const later = await office.window('bethan');
    await later.goto(office.at(`/desk/conversations/${caller.id}`));
    expect(await limit(later)).to.match(/\b[34] h/);
    expect(await later.locator('#reply').isVisible()).to.equal(true);
    office.site.pass(5 * 60);
    const closed = await office.window('bethan');
    await closed.goto(office.at(`/desk/conversations/${caller.id}`));
    await closed.locator('.floor__limit--stops').waitFor();
    await closed.locator('#reply-form').waitFor({ state: 'hidden' });
  });

  it('takes no more than an adviser has said that they take, and says so', async () => {
    const carys = await office.window('carys');
    const [first, second] = [await office.sms(wish), await office.sms(wish)];
    await office.queue(carys);
    await carys.fill('#capacity', '1');
    await carys.getByRole('button', { name: 'Change' }).click();
    await carys.getByText('0 of 1 with you').waitFor();
    await office.take(carys, first);
    await carys.goto(office.at(`/desk/conversations/${second.id}`));
    await carys.getByRole('button', { name: 'Take this conversation' }).click();
    await carys.getByText('You have as many as you take at once (1).').waitFor();
    await carys.goto(office.at(`/desk/conversations/${first.id}`));
    await use(carys, 'close', (form) => form.getByLabel('Advice given').check());
    await carys.waitForURL(`**/desk/areas/${vale}`);
    await office.take(carys, second);
  });

  it('marks what the person had on their screen', async () => {
    const bethan = await office.window('bethan');
    const caller = await office.web(wish);
    await office.take(bethan, caller);
    await caller.hears('Bethan has joined');
    await reply(bethan, 'Do you see this?');
    await caller.hears('Do you see this?');
    await bethan.locator('#seen').waitFor({ state: 'visible' });
  });
});
