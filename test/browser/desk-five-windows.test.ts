import { expect } from 'chai';
import { isLive, lines, officeOfTheseTests, people, reply, row, use, vale, wish } from './desk-office.js';

describe('A day at the desk in five windows at once', function () {
  this.timeout(180_000);
  const office = officeOfTheseTests();

  it('goes through claim, reply, race, drop and reconnect, transfer, hand back and close', async () => {
    const [bethan, carys, sioned] = await Promise.all([
      office.window('bethan'),
      office.window('carys'),
      office.window('sioned'),
    ]);
    await Promise.all([office.queue(bethan), office.queue(carys)]);
    await sioned.goto(office.at(`/desk/areas/${vale}/supervision`));
    await isLive(sioned);
    const web = await office.web(wish);
    const sms = await office.sms(wish);
    const windows = [bethan, carys, sioned];
    for (const page of windows) for (const caller of [web, sms]) await row(page, caller).waitFor();

    // Claim and reply, on the web page.
    await row(bethan, web).getByRole('button', { name: 'Take' }).click();
    await bethan.getByText('You are answering.').waitFor();
    await isLive(bethan);
    await row(carys, web).getByText('With Bethan Rees').waitFor();
    await web.hears('Bethan has joined');
    await reply(bethan, 'Hello on the web page.');
    await web.hears('Hello on the web page.');
    const load = (name: string) => sioned.getByRole('region', { name, exact: true });
    await load(people.bethan.name).locator(`[data-case="${web.id}"]`).waitFor();

    // A race for the text: both have it open, and press at once.
    const second = await bethan.context().newPage();
    const racing = [second, carys];
    await Promise.all(racing.map((page) => page.route('**/stream**', (route) => route.abort())));
    await Promise.all(racing.map((page) => page.goto(office.at(`/desk/conversations/${sms.id}`))));
    await Promise.all(
      racing.map((page) => page.getByRole('button', { name: 'Take this conversation' }).click()),
    );
    await Promise.all(racing.map((page) => page.locator('.floor--mine, .problem').first().waitFor()));
    const lost = await Promise.all(racing.map((page) => page.locator('.problem').count()));
    expect(lost.reduce((sum, each) => sum + each)).to.equal(1);
    const carysHasIt = lost[1] === 0;
    const [winner, loser] = carysHasIt ? [carys, second] : [second, carys];
    const [name, other] = carysHasIt ? [people.carys, people.bethan] : [people.bethan, people.carys];
    await loser.getByText(`${name.name} has this conversation now.`).waitFor();
    await Promise.all(racing.map((page) => page.unroute('**/stream**')));
    await winner.reload();
    await isLive(winner);
    await sms.hears(`${name.firstName} has joined`);
    await reply(winner, 'Hello by text.');
    await sms.hears('Hello by text.');

    // A drop: what is written meanwhile is all there, once, when the connection is back.
    await winner.context().setOffline(true);
    office.site.app.desk.close();
    await winner.locator('.desk-live--off').waitFor();
    for (const text of ['first', 'then', 'last']) await sms.write(text);
    await winner.context().setOffline(false);
    await isLive(winner);
    await winner.locator('.line--carer').filter({ hasText: 'last' }).waitFor();
    const said = (await lines(winner)).map((line) => line.split(': ').at(-1) ?? '');
    expect(said.filter((text) => ['first', 'then', 'last'].includes(text))).to.deep.equal([
      'first',
      'then',
      'last',
    ]);

    // Transfer to the colleague, with a note; the supervisor sees it move.
    const colleague = carysHasIt ? bethan : carys;
    await office.queue(colleague);
    await winner.reload();
    await use(winner, 'transfer', async (form) => {
      await form.locator('select').selectOption({ label: other.name });
      await form.locator('#transfer-note').fill('She asks about nights.');
    });
    await sms.hears(`${other.firstName} has taken over`);
    await load(other.name).locator(`[data-case="${sms.id}"]`).waitFor();
    await row(colleague, sms).locator('.case__why').click();
    await colleague.getByText('She asks about nights.').waitFor();
    await isLive(colleague);
    await reply(colleague, 'I have read all of it.');
    await sms.hears('I have read all of it.');

    // Hand back to the queue: it stands there again for everybody.
    await use(colleague, 'hand-back', (form) => form.getByLabel('To the queue').check());
    await sms.hears('You keep your place');
    const waiting = sioned.getByRole('region', { name: 'Waiting' });
    await waiting.locator(`[data-case="${sms.id}"]`).waitFor();

    // Close, by whoever takes it, and on the web page; then nobody waits and nobody is held.
    await office.take(carys, sms);
    await use(carys, 'close', (form) => form.getByLabel('Advice given').check());
    await sms.hears('has finished here');
    await bethan.goto(office.at(`/desk/conversations/${web.id}`));
    await use(bethan, 'close', (form) => form.getByLabel('Advice given').check());
    await web.hears('has finished here');
    for (const caller of [web, sms]) await row(sioned, caller).waitFor({ state: 'detached' });
    await isLive(bethan);
    for (const caller of [web, sms])
      await bethan.locator(`[data-list="closed"] [data-case="${caller.id}"]`).waitFor();

    // Nobody heard anything twice.
    for (const [caller, words] of [
      [web, 'Hello on the web page.'],
      [sms, 'Hello by text.'],
    ] as const) {
      expect(await caller.page.locator('.message__text').getByText(words, { exact: true }).count()).to.equal(
        1,
      );
    }
  });
});
