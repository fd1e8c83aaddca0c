import { expect } from 'chai';
import { openingSchema } from '../../../../content/schema/hours.js';
import { claim } from '../../../../server/desk/acts/claim.js';
import { close } from '../../../../server/desk/acts/close.js';
import { adviser, House, vale } from '../house.js';

const ann = adviser('ann');
const wish = 'can I talk to a person';

describe('what somebody who waits is told', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  /** What is said to a number in answer to `words`. */
  async function told(words: string, number = '+447700900001'): Promise<string> {
    const known = await house.store.findByAddress('sms', number);
    const before = known ? (await house.texts(known.id)).length : 0;
    const id = await house.text(words, number);
    return (await house.texts(id)).slice(before).join('\n');
  }

  describe('where no hours are set', () => {
    beforeEach(() => {
      house.setHours(null);
    });

    it('promises no time, and tells the place, who is there and the longest wait all the same', async () => {
      await house.text(wish, '+447700900002');
      house.wait(7);
      const alone = await told(wish);
      expect(alone).to.contain("I don't know when an adviser will be free");
      expect(alone).to.contain('No adviser is at the desk at this moment. One person is before you.');
      expect(alone).to.contain('If you would like a call instead').and.not.to.contain('longest wait');
      await house.desk.presences.seen(ann, [vale]);
      const later = await told('how long will it be?');
      expect(later).to.contain('An adviser is at the desk now. One person is before you.');
      expect(later).to.contain('The longest wait just now is 7 minutes');
      expect(later).not.to.match(/\d\d:\d\d/);
    });

    it('says that nobody is there once they are away, or have not been heard of', async () => {
      await house.desk.presences.seen(ann, [vale]);
      expect(await told(wish)).to.contain('An adviser is at the desk now');
      await house.desk.presences.set(ann, { area: vale, availability: 'away' });
      expect(await told('how long?')).to.contain('No adviser is at the desk at this moment');
      await house.desk.presences.set(ann, { area: vale, availability: 'here' });
      expect(await told('how long?')).to.contain('An adviser is at the desk now');
      await house.pass(6);
      expect(await told('how long?')).to.contain('No adviser is at the desk at this moment');
    });
  });

  it('does not say within the hours that an adviser is there when none is', async () => {
    house.setHours(openingSchema.parse({ weekly: { mon: ['09:00-17:00'] } }));
    const alone = await told(wish);
    expect(alone).to.contain('Advisers answer here until 17:00');
    expect(alone).to.contain('No adviser is at the desk at this moment. Nobody is before you.');
    await house.desk.presences.seen(ann, [vale]);
    expect(await told('how long have i got to wait')).not.to.contain('at the desk');
  });

  it('is told when they open, the place and a call instead, out of hours', async () => {
    house.setHours(openingSchema.parse({ weekly: { tue: ['09:00-17:00'] } }));
    const first = await told(wish);
    expect(first).to.contain('No adviser is here until Tuesday 24 November, 09:00');
    expect(first).to.contain('If you would like a call instead').and.not.to.contain('before you');
    expect(await told('when will someone answer')).to.contain('Nobody is before you');
  });

  it('tells nobody a place who does not wait', async () => {
    expect(await told('how long will it be?')).not.to.contain('before you');
    const id = await house.text(wish);
    await claim(house.desk.acts, ann, id);
    await close(house.desk.acts, ann, id, { outcome: 'advice-given', note: '' });
    expect(await told('how long will it be?')).not.to.contain('before you');
  });
});
