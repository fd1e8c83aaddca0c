import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { isLive, officeOfTheseTests, people, vale, wish } from './desk-office.js';

describe('Supervising at the desk, in a browser', function () {
  this.timeout(120_000);
  const office = officeOfTheseTests();

  const at = (path: string): string => office.at(path);
  const load = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  async function supervise(): Promise<Page> {
    const page = await office.window('sioned');
    await page.goto(at(`/desk/areas/${vale}/supervision`));
    await isLive(page);
    return page;
  }

  it('sees who waits and who holds whom as it happens, watches, and gives it to another', async () => {
    const sioned = await supervise();
    const [bethan, carys] = await Promise.all([office.window('bethan'), office.window('carys')]);
    await carys.goto(at(`/desk/areas/${vale}`));
    const caller = await office.web(wish);
    const waiting = sioned.getByRole('region', { name: 'Waiting' }).locator(`[data-case="${caller.id}"]`);
    await waiting.waitFor();
    await office.take(bethan, caller);
    const held = load(sioned, people.bethan.name);
    await held.getByText('1 of ').waitFor();
    await held.locator(`[data-case="${caller.id}"]`).getByText('held for').waitFor();
    expect(await waiting.count()).to.equal(0);
    await held.locator('.case__why').click();
    await sioned.getByText('Bethan Rees is answering.').waitFor();
    await isLive(sioned);
    await caller.write('said while she watches');
    await sioned.locator('.line--carer').getByText('said while she watches').waitFor();
    expect(await sioned.locator('#reply').count()).to.equal(0);
    await sioned.locator('#reassign-tool summary').click();
    await sioned.locator('#reassign-to').selectOption({ label: people.carys.name });
    await sioned.locator('#reassign-tool button').click();
    await sioned.getByText('Carys Lloyd is answering.').waitFor();
    await bethan.getByText('Carys Lloyd is answering.').waitFor();
    await caller.hears('Carys');

    await sioned.getByRole('link', { name: 'Audit log' }).click();
    const log = await sioned.locator('.audit__entry').allInnerTexts();
    const of = (name: string, act: string): boolean =>
      log.some((entry) => entry.includes(name) && entry.includes(act));
    for (const act of ['opened the conversation', 'followed the conversation live', 'gave the conversation'])
      expect(of(people.sioned.name, act), act).to.equal(true);
    expect(of(people.bethan.name, 'took the conversation')).to.equal(true);
    expect(await sioned.locator('main form[method=post]').count(), 'nothing can be changed').to.equal(0);
    await sioned.locator('#adviser').selectOption({ label: people.bethan.name });
    await sioned.getByRole('button', { name: 'Show' }).click();
    const only = await sioned.locator('.audit__who').allInnerTexts();
    expect(new Set(only)).to.deep.equal(new Set([people.bethan.name]));
  });

  it('sees which alerts nobody has answered', async () => {
    const sioned = await supervise();
    const caller = await office.sms('I am going to kill myself tonight');
    office.site.pass(30);
    await office.site.services.desk.timers.runDue();
    const unanswered = sioned.getByRole('region', { name: 'Unanswered alerts' });
    await unanswered.locator(`[data-case="${caller.id}"]`).waitFor();
    const bethan = await office.window('bethan');
    await office.take(bethan, caller);
    await unanswered.locator(`[data-case="${caller.id}"]`).waitFor({ state: 'detached' });
  });

  it('pauses intake, which those who ask for a person and advisers are told; danger is taken all the same', async () => {
    const sioned = await supervise();
    await sioned.getByRole('button', { name: 'Pause intake' }).click();
    await sioned.getByText('Sioned Parry paused intake').waitFor();
    const caller = await office.sms(wish);
    await caller.hears('cannot take anybody new just now');
    const bethan = await office.window('bethan');
    await bethan.goto(at(`/desk/conversations/${caller.id}`));
    await bethan.locator('#status').getByText('Sioned Parry has paused intake').waitFor();
    expect(await bethan.getByRole('button', { name: 'Take this conversation' }).count()).to.equal(0);
    await office.take(bethan, await office.sms('I am going to kill myself tonight'));
    await sioned.getByRole('button', { name: 'Open intake again' }).click();
    await sioned.getByText('Intake is open.').waitFor();
  });

  it('pages through the log by place, so that nothing is skipped when more is added meanwhile', async () => {
    const entry = { adviser: 'bethan', name: people.bethan.name, area: vale, conversationId: null };
    const times = Array.from({ length: 120 }, (_, count) => `2026-11-2${count % 2}T10:00:00.000Z`);
    await office.site.store.desk.addAudit(times.map((at) => ({ ...entry, at, act: 'availability-here' })));
    const sioned = await office.window('sioned');
    await sioned.goto(at(`/desk/areas/${vale}/audit?adviser=bethan`));
    const first = await sioned.locator('.audit__entry').count();
    await office.site.store.desk.addAudit([
      { ...entry, at: '2026-11-22T10:00:00.000Z', act: 'availability-away' },
    ]);
    await sioned.getByRole('link', { name: 'Older' }).click();
    const second = await sioned.locator('.audit__entry').count();
    expect([first, second]).to.deep.equal([50, 50]);
    expect(await sioned.getByText('is away').count()).to.equal(0);
    await sioned.getByRole('link', { name: 'Newest' }).click();
    await sioned.locator('.audit__entry').first().getByText('is away').waitFor();
  });

  it('is for supervisors alone', async () => {
    const bethan = await office.window('bethan');
    await bethan.goto(at(`/desk/areas/${vale}`));
    expect(await bethan.getByRole('link', { name: 'Supervision' }).count()).to.equal(0);
    for (const part of ['supervision', 'audit', 'supervision/stream']) {
      const answer = await bethan.request.get(at(`/desk/areas/${vale}/${part}`));
      expect(answer.status(), part).to.equal(403);
    }
  });
});
