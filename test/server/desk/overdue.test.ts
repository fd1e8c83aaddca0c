import { expect } from 'chai';
import { claim } from '../../../server/desk/acts/claim.js';
import { handBack } from '../../../server/desk/acts/hand-back.js';
import { say } from '../../../server/desk/acts/say.js';
import { readSupervision } from '../../../server/desk/supervision/supervision-pages.js';
import { adviser, House, vale } from './house.js';

const ann = adviser('ann');
const ben = adviser('ben');

describe('what falls due at the desk', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  const status = async (id: string) => (await house.store.load(id))?.desk?.status;
  /** Minutes in which an adviser's desk is heard of. */
  async function present(minutes: number, who = ann): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await house.desk.presences.seen(who, [vale]);
      await house.pass(1);
    }
  }

  describe('an adviser who does not answer', () => {
    it('gives the person back to their place once they have waited too long, also over a restart', async () => {
      const id = await house.text('can I talk to a person');
      await house.pass(1);
      const later = await house.text('can I talk to a person', '+447700900002');
      await claim(house.desk.acts, ann, id);
      await house.text('are you there');
      await present(10);
      await house.text('hello?');
      await house.restart();
      await present(4);
      expect(await status(id)).to.equal('held');
      await present(1);
      expect(await status(id)).to.equal('waiting');
      expect((await house.texts(id)).at(-1)).to.match(/^Nobody has answered you here for a while/);
      const waiting = await house.store.desk.waiting(vale, 10);
      expect(waiting.map(({ conversationId }) => conversationId)).to.deep.equal([id, later]);
      await present(60);
      expect((await house.kinds(id)).filter((kind) => kind === 'returned')).to.have.length(1);
    });

    it('keeps those who are answered in time, and those who wrote nothing', async () => {
      const id = await house.text('can I talk to a person');
      await claim(house.desk.acts, ann, id);
      await present(60);
      await house.text('are you there');
      await present(14);
      await say(house.desk.acts, ann, id, { actId: 'in-good-time', text: 'I am' });
      await present(60);
      expect(await status(id)).to.equal('held');
    });

    it('is shown to supervisors with the time at which their desk is looked for, while they hold somebody', async () => {
      const supervisor = { adviser: adviser('sam', 'supervisor') };
      const goesBack = async () => {
        const { content, clock, store, desk: services } = house;
        const parts = { services, store, clock, words: content.words, areas: content.areas };
        const { advisers } = await readSupervision(parts, supervisor, vale, 'en');
        return advisers.map((each) => [each.name, each.goesBack]);
      };
      const id = await house.text('can I talk to a person');
      await house.desk.presences.seen(ann, [vale]);
      await claim(house.desk.acts, ann, id);
      const [[name, words] = []] = await goesBack();
      expect(name).to.equal('Name of ann');
      const minutes = house.content.areas.get(vale)!.desk.goneMinutes;
      expect(words).to.contain(`looked at: 10:0${minutes}. If it is not, what they hold goes back`);
      await handBack(house.desk.acts, ann, id, { to: 'queue', note: '' });
      house.wait(1);
      expect(await goesBack()).to.deep.equal([['Name of ann', null]]);
    });

    it('loses all that they hold when their desk is not heard of any more, and soon after signing out', async () => {
      const ids = [await house.text('person'), await house.text('person', '+447700900002')];
      for (const id of ids) await claim(house.desk.acts, ann, id);
      const bens = await house.text('person', '+447700900003');
      await claim(house.desk.acts, ben, bens);
      await present(20);
      await house.desk.presences.seen(ben, [vale]);
      await house.pass(3);
      expect(await status(ids[0]!)).to.equal('held');
      await house.pass(2);
      expect(await Promise.all(ids.map(status))).to.deep.equal(['waiting', 'waiting']);
      await house.desk.presences.seen(ben, [vale]);
      await claim(house.desk.acts, ben, bens);
      await house.desk.presences.signedOut(ben);
      await house.pass(0.25);
      expect(await status(bens)).to.equal('waiting');
      expect(await house.kinds(bens)).to.include('returned');
      expect((await house.texts(bens)).at(-1)).to.match(/You keep your place/);
      expect((await house.store.desk.presence('ben', vale))?.availability).to.equal('away');
    });

    it('keeps everything on signing out in one browser while their desk is open in another', async () => {
      const id = await house.text('person');
      await house.desk.presences.seen(ann, [vale]);
      await claim(house.desk.acts, ann, id);
      await house.desk.presences.signedOut(ann);
      house.wait(0.1);
      await house.desk.presences.seen(ann, [vale]);
      await house.pass(0.2);
      expect(await status(id)).to.equal('held');
      expect((await house.store.desk.presence('ann', vale))?.availability).to.equal('here');
      await house.pass(5);
      expect(await status(id), 'as ever once that is gone as well').to.equal('waiting');
    });

    it('is here again when they come back, and away while they say so', async () => {
      const availability = async () => (await house.store.desk.presence('ann', vale))?.availability;
      await house.desk.presences.seen(ann, [vale]);
      await house.desk.presences.set(ann, { area: vale, availability: 'away' });
      await present(30);
      expect(await availability()).to.equal('away');
      await house.desk.presences.signedOut(ann);
      await house.desk.presences.seen(ann, [vale]);
      expect(await availability()).to.equal('here');
    });

    it('is noted twice a minute at most, however many windows they have open', async () => {
      const seenAt = async () => (await house.store.desk.presence('ann', vale))?.seenAt;
      await house.desk.presences.seen(ann, [vale]);
      const first = await seenAt();
      house.wait(0.4);
      await house.desk.presences.seen(ann, [vale]);
      expect(await seenAt()).to.equal(first);
      house.wait(0.1);
      await house.desk.presences.seen(ann, [vale]);
      expect(await seenAt()).to.equal(house.clock().toISOString());
    });

    it('waits no longer when the clock is put back by an hour, nor loses anybody by it', async () => {
      const id = await house.text('person');
      const other = await house.text('person', '+447700900002');
      await house.desk.presences.seen(ann, [vale]);
      await house.desk.presences.seen(ben, [vale]);
      await claim(house.desk.acts, ann, id);
      await claim(house.desk.acts, ben, other);
      await present(2);
      await house.text('are you there');
      await house.desk.presences.seen(ben, [vale]);
      house.wait(-60);
      await present(14);
      expect(await status(other), 'nothing was heard of that desk').to.equal('waiting');
      expect(await status(id), 'who is present keeps them until they are too late').to.equal('held');
      await present(2);
      expect(await status(id)).to.equal('waiting');
    });

    it('is given time to come back after the program itself was away', async () => {
      const id = await house.text('person');
      await claim(house.desk.acts, ann, id);
      await house.away(60);
      await house.desk.timers.runDue();
      expect(await status(id)).to.equal('held');
      await house.pass(6);
      expect(await status(id)).to.equal('waiting');
    });
  });

  describe('somebody in danger whom nobody takes', () => {
    const alerts = async (id: string) =>
      (await house.store.outboxOf(id)).flatMap(({ payload }) =>
        payload.kind === 'email' || (payload.kind === 'message' && payload.to === '+447700900900')
          ? [payload]
          : [],
      );

    it('is told to the duty list: first to the first, then to all, again and again, without their words', async () => {
      const id = await house.text('I am going to kill myself tonight');
      await house.pass(9);
      expect(await alerts(id)).to.deep.equal([]);
      await house.pass(1);
      expect((await alerts(id)).map(({ to }) => to)).to.deep.equal(['first@example.org', '+447700900900']);
      await house.restart();
      await house.pass(9);
      expect(await alerts(id)).to.have.length(2);
      await house.pass(1);
      expect((await alerts(id)).slice(2).map(({ to }) => to)).to.deep.equal([
        'first@example.org',
        'second@example.org',
        '+447700900900',
      ]);
      const told = JSON.stringify(await alerts(id));
      expect(told).to.contain('https://fingerpost.example/desk').and.to.contain('20 min');
      expect(told).not.to.contain('kill');
      expect(told).not.to.contain('+447700900001');
      const [row] = (await house.desk.queue.of(ann, vale))!.waiting;
      expect(row?.alerts?.count).to.equal(2);
    });

    it('is not told any more once somebody has taken them, and told again once they are given back', async () => {
      const id = await house.text('I am going to kill myself tonight');
      await claim(house.desk.acts, ann, id);
      await present(30);
      expect(await alerts(id)).to.deep.equal([]);
      await handBack(house.desk.acts, ann, id, { to: 'queue', note: '' });
      await house.pass(0);
      expect(await alerts(id)).to.have.length(2);
      await house.pass(10);
      expect(await alerts(id)).to.have.length(5);
    });

    it('is first in the queue, told to the duty list at once, and told so, when it was written to an adviser who left', async () => {
      const other = await house.text('can I talk to a person', '+447700900002');
      const id = await house.text('can I talk to a person');
      await house.desk.presences.seen(ann, [vale]);
      await claim(house.desk.acts, ann, id);
      await house.text('I am going to kill myself tonight');
      expect(await alerts(id), 'an adviser has it before them').to.deep.equal([]);
      await house.pass(6);
      expect(await status(id)).to.equal('waiting');
      const waiting = await house.store.desk.waiting(vale, 10);
      expect(waiting.map(({ conversationId, level }) => [conversationId, level])).to.deep.equal([
        [id, 'danger'],
        [other, 'wants-person'],
      ]);
      expect((await alerts(id)).map(({ to }) => to)).to.deep.equal(['first@example.org', '+447700900900']);
      const told = (await house.texts(id)).filter((text) => text.startsWith('ann has had to leave'));
      expect(told).to.have.length(1);
      expect(told[0]).to.contain('you are among the first to be seen').and.to.contain('on duty');
      expect(told[0]).to.contain('999');
      await house.text('how long will it be?');
      expect((await house.texts(id)).join('\n')).to.contain('Nobody is before you');
    });

    it('is not put off by more danger, and is done once by two workers', async () => {
      const id = await house.text('I am going to kill myself tonight');
      await house.pass(6);
      await house.text('I will kill myself');
      house.wait(4);
      await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
      expect((await house.kinds(id)).filter((kind) => kind === 'alerted')).to.have.length(1);
    });
  });

  describe('somebody who waits to whom nobody can come any more', () => {
    const told = async (id: string) =>
      (await house.texts(id)).filter((text) =>
        /Advisers cannot take anybody new any more|at the desk any more/.test(text),
      );

    it('is told once when the last adviser has gone, and is not taken for forgotten over a restart', async () => {
      await house.desk.presences.seen(ann, [vale]);
      const id = await house.text('can I talk to a person');
      await present(10);
      await house.away(20);
      await house.desk.timers.runDue();
      expect(await told(id), 'an adviser may come back as the program does').to.deep.equal([]);
      await present(10);
      expect(await told(id)).to.deep.equal([]);
      for (let minute = 0; minute < 30; minute += 1) await house.pass(1);
      expect(await told(id)).to.have.length(1);
      expect((await house.kinds(id)).filter((kind) => kind === 'returned')).to.deep.equal([]);
    });

    it('is told although the clock was put back by an hour, before which the last adviser was there', async () => {
      await house.desk.presences.seen(ann, [vale]);
      const id = await house.text('can I talk to a person');
      await present(4);
      house.wait(-60);
      for (let minute = 0; minute < 3; minute += 1) await house.pass(1);
      expect(await told(id)).to.have.length(1);
    });

    it('is not told when an adviser has them, when they knew, or when they are in danger and intake is paused', async () => {
      const knew = await house.text('can I talk to a person', '+447700900002');
      await house.desk.presences.seen(ann, [vale]);
      const held = await house.text('can I talk to a person', '+447700900003');
      const danger = await house.text('can I talk to a person');
      await house.text('I am going to kill myself');
      await claim(house.desk.acts, ann, held);
      await house.store.desk.setIntakePause(vale, {
        by: 'sue',
        name: 'Sue',
        at: house.clock().toISOString(),
      });
      await present(6);
      for (const id of [knew, held, danger]) expect(await told(id)).to.deep.equal([]);
    });

    it('is sent nothing unasked when whoever hurts them may hold the phone', async () => {
      await house.desk.presences.seen(ann, [vale]);
      const id = await house.text('can I talk to a person');
      await house.text('my husband hits me');
      for (let minute = 0; minute < 20; minute += 1) await house.pass(1);
      expect(await told(id)).to.deep.equal([]);
    });
  });
});
