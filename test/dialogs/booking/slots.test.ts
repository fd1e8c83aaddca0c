import { expect } from 'chai';
import { bankHolidays } from '../../../content/areas/bank-holidays.js';
import { offerSchema } from '../../../content/schema/bookings.js';
import { bookableTime, freeSlots, publishedSlots } from '../../../dialogs/booking/slots.js';

const offer = offerSchema.parse({
  id: 'calls',
  kind: 'call',
  service: 'hub',
  minutes: 45,
  places: 2,
  hours: { weekly: { mon: ['09:00-11:00'], sun: ['00:30-04:00'] } },
  times: ['2027-03-29 18:00', '2027-03-30 18:00'],
  source: 'a test',
});
const starts = (from: string, to: string, extra: string[] = []) =>
  publishedSlots(
    offer,
    { area: 'vale', timeZone: 'Europe/London', holidays: bankHolidays(extra) },
    new Date(from),
    new Date(to),
  ).map(({ startsAt }) => startsAt.slice(5, 16));

describe('published slots', () => {
  it('keep local time when the clocks change, and lose or gain the hour that does', () => {
    expect(starts('2027-03-22', '2027-03-23')).to.deep.equal(['03-22T09:00', '03-22T09:45']);
    expect(starts('2027-04-05', '2027-04-06')).to.deep.equal(['04-05T08:00', '04-05T08:45']);
    // From half past midnight to four is two and a half hours on the day that loses one, four and a half when one is gained.
    expect(starts('2027-03-28', '2027-03-29')).to.have.length(3);
    expect(starts('2027-10-30', '2027-11-01')).to.have.length(6);
  });

  it('leave out the bank holidays of the nation, and keep single times that somebody has written down', () => {
    expect(starts('2027-03-29', '2027-03-31')).to.deep.equal(['03-29T17:00', '03-30T17:00']);
    expect(starts('2027-04-12', '2027-04-13', ['2027-04-12'])).to.deep.equal([]);
    expect(starts('2027-04-12', '2027-04-13')).to.have.length(2);
  });

  it('are free while there are places, nobody called them off, and they are published or the desk’s', () => {
    const place = { area: 'vale', timeZone: 'Europe/London', holidays: bankHolidays() };
    const [one, two] = publishedSlots(offer, place, new Date('2027-04-12'), new Date('2027-04-13'));
    const known = (over: object) => ({ ...one!, taken: 0, cancelled: null, byDesk: false, ...over });
    const left = (...slots: ReturnType<typeof known>[]) => freeSlots([one!], slots).map((slot) => slot.left);
    expect(left()).to.deep.equal([2]);
    expect(left(known({ taken: 1 }))).to.deep.equal([1]);
    expect(left(known({ taken: 2 }))).to.deep.equal([]);
    expect(left(known({ cancelled: 'away' }))).to.deep.equal([]);
    expect(left(known({ id: two!.id, taken: 1 }))).to.deep.equal([2]);
    expect(left(known({ id: two!.id, byDesk: true }))).to.deep.equal([2, 2]);
  });

  it('can be booked from the notice that the service needs until so many days ahead', () => {
    const { from, to } = bookableTime(offer, new Date('2027-03-27T12:00:00Z'), 'Europe/London');
    expect(from.toISOString()).to.equal('2027-03-28T12:00:00.000Z');
    expect(to.toISOString()).to.equal('2027-04-24T23:00:00.000Z');
  });
});
