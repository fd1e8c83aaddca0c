import { expect } from 'chai';
import { bankHolidays } from '../../../content/areas/bank-holidays.js';
import { closingTime, isOpen, nextOpening } from '../../../content/areas/opening-hours.js';
import type { Opening } from '../../../content/schema/hours.js';
import { openingSchema } from '../../../content/schema/hours.js';

const zone = 'Europe/London';
const holidays = bankHolidays();
const weekly = (week: object, more: object = {}): Opening => openingSchema.parse({ weekly: week, ...more });

const weekdays = weekly({
  mon: ['09:00-12:30', '13:30-17:00'],
  tue: ['09:00-17:00'],
  wed: ['09:00-17:00'],
  thu: ['09:00-17:00'],
  fri: ['09:00-17:00'],
});
const night = weekly({ fri: ['22:00-02:00'] });
const evenings = weekly({ fri: ['19:00-23:00'] }, { bankHolidays: 'open' });

interface Case {
  name: string;
  opening: Opening | null;
  at: string;
  open: boolean;
  next: string | null;
}

const cases: Case[] = [
  {
    name: 'in the middle of a day',
    opening: weekdays,
    at: '2026-11-24T10:00Z',
    open: true,
    next: '2026-11-24T10:00Z',
  },
  {
    name: 'at the minute it opens',
    opening: weekdays,
    at: '2026-11-24T09:00Z',
    open: true,
    next: '2026-11-24T09:00Z',
  },
  {
    name: 'at the minute it closes',
    opening: weekdays,
    at: '2026-11-24T17:00Z',
    open: false,
    next: '2026-11-25T09:00Z',
  },
  {
    name: 'in the lunch break',
    opening: weekdays,
    at: '2026-11-23T13:00Z',
    open: false,
    next: '2026-11-23T13:30Z',
  },
  {
    name: 'on Friday evening',
    opening: weekdays,
    at: '2026-11-27T18:00Z',
    open: false,
    next: '2026-11-30T09:00Z',
  },
  {
    name: 'after midnight, from the evening before',
    opening: night,
    at: '2026-11-28T01:30Z',
    open: true,
    next: '2026-11-28T01:30Z',
  },
  {
    name: 'when the night is over',
    opening: night,
    at: '2026-11-28T02:00Z',
    open: false,
    next: '2026-12-04T22:00Z',
  },
  {
    name: 'in summer time',
    opening: weekdays,
    at: '2026-07-01T08:30Z',
    open: true,
    next: '2026-07-01T08:30Z',
  },
  {
    name: 'before opening in summer time',
    opening: weekdays,
    at: '2026-07-01T07:59Z',
    open: false,
    next: '2026-07-01T08:00Z',
  },
  {
    name: 'on the Monday after the clocks go back',
    opening: weekdays,
    at: '2026-10-26T08:30Z',
    open: false,
    next: '2026-10-26T09:00Z',
  },
  {
    name: 'on Christmas Day',
    opening: weekdays,
    at: '2026-12-25T10:00Z',
    open: false,
    next: '2026-12-29T09:00Z',
  },
  {
    name: 'on Christmas Day, where holidays make no difference',
    opening: evenings,
    at: '2026-12-25T20:00Z',
    open: true,
    next: '2026-12-25T20:00Z',
  },
  {
    name: 'at any time, day and night',
    opening: { always: true },
    at: '2026-12-25T03:00Z',
    open: true,
    next: '2026-12-25T03:00Z',
  },
  { name: 'when the hours are not known', opening: null, at: '2026-11-24T10:00Z', open: false, next: null },
  { name: 'when it never opens', opening: weekly({}), at: '2026-11-24T10:00Z', open: false, next: null },
];

describe('Opening hours', () => {
  for (const { name, opening, at, open, next } of cases) {
    it(`are ${open ? 'open' : 'closed'} ${name}`, () => {
      expect(isOpen(opening, new Date(at), zone, holidays)).to.equal(open);
      expect(nextOpening(opening, new Date(at), zone, holidays)).to.deep.equal(
        next === null ? null : new Date(next),
      );
    });
  }

  it('last all of a bank holiday for those who answer when offices are closed', () => {
    const outside = weekly({ fri: ['17:00-24:00'] }, { bankHolidays: 'all-day' });
    expect(isOpen(outside, new Date('2026-12-25T10:00Z'), zone, holidays)).to.equal(true);
    expect(isOpen(outside, new Date('2026-12-18T10:00Z'), zone, holidays)).to.equal(false);
    expect(closingTime(outside, new Date('2026-12-25T10:00Z'), zone, holidays)).to.deep.equal(
      new Date('2026-12-26T00:00Z'),
    );
  });

  it('run to the end of the day when they close at midnight', () => {
    const late = weekly({ tue: ['18:00-24:00'] });
    expect(isOpen(late, new Date('2026-11-24T23:59Z'), zone, holidays)).to.equal(true);
    expect(isOpen(late, new Date('2026-11-25T00:00Z'), zone, holidays)).to.equal(false);
  });

  it('say when they end, across midnight too, and nothing when closed or never closing', () => {
    const end = (opening: Opening | null, at: string) => closingTime(opening, new Date(at), zone, holidays);
    expect(end(weekdays, '2026-11-23T10:00Z')).to.deep.equal(new Date('2026-11-23T12:30Z'));
    expect(end(night, '2026-11-27T23:00Z')).to.deep.equal(new Date('2026-11-28T02:00Z'));
    expect(end(weekdays, '2026-11-23T13:00Z')).to.equal(null);
    expect(end({ always: true }, '2026-11-23T13:00Z')).to.equal(null);
    expect(end(null, '2026-11-23T13:00Z')).to.equal(null);
  });

  describe('across the change of the clocks', () => {
    // The clocks go forward at 1:00 on 29 March 2026 and back at 2:00 on 25 October 2026.
    const saturdayNight = weekly({ sat: ['22:00-03:00'], sun: ['01:30-05:00'] });
    const at = (time: string): boolean => isOpen(saturdayNight, new Date(time), zone, holidays);

    it('end by the clock on the wall, in the night that is shorter and in the one that is longer', () => {
      const end = (time: string) =>
        closingTime(weekly({ sat: ['22:00-03:00'] }), new Date(time), zone, holidays);
      expect(end('2026-03-28T23:00Z')).to.deep.equal(new Date('2026-03-29T02:00Z'));
      expect(end('2026-10-24T23:00Z')).to.deep.equal(new Date('2026-10-25T03:00Z'));
    });

    it('open at the first minute there is, when the one written is left out', () => {
      expect(
        nextOpening(weekly({ sun: ['01:30-05:00'] }), new Date('2026-03-29T00:00Z'), zone, holidays),
      ).to.deep.equal(new Date('2026-03-29T01:30Z'));
      expect(at('2026-03-29T04:00Z'), 'closed at 5:00 by the wall').to.equal(false);
      expect(at('2026-03-29T03:59Z')).to.equal(true);
    });

    it('stay open through the hour that comes twice', () => {
      for (const time of ['2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25T02:59Z'])
        expect(at(time), time).to.equal(true);
    });

    it('keep their morning all the year round', () => {
      const opens = (time: string) => nextOpening(weekdays, new Date(time), zone, holidays);
      expect(opens('2026-03-28T12:00Z')).to.deep.equal(new Date('2026-03-30T08:00Z'));
      expect(opens('2026-10-24T12:00Z')).to.deep.equal(new Date('2026-10-26T09:00Z'));
    });
  });

  describe('around holidays', () => {
    it('close on the days that the nation adds, and on no other', () => {
      const extra = bankHolidays(['2026-06-15']);
      const monday = new Date('2026-06-15T10:00Z');
      expect(isOpen(weekdays, monday, zone, extra)).to.equal(false);
      expect(isOpen(weekdays, monday, zone, holidays)).to.equal(true);
      expect(nextOpening(weekdays, monday, zone, extra)).to.deep.equal(new Date('2026-06-16T08:00Z'));
    });

    it('let a night that began before the holiday end, and begin none on it', () => {
      const nights = weekly({ thu: ['22:00-02:00'], fri: ['22:00-02:00'] });
      expect(isOpen(nights, new Date('2026-12-25T01:00Z'), zone, holidays), 'from Christmas Eve').to.equal(
        true,
      );
      expect(isOpen(nights, new Date('2026-12-25T23:00Z'), zone, holidays)).to.equal(false);
      expect(isOpen(nights, new Date('2026-12-26T01:00Z'), zone, holidays)).to.equal(false);
    });

    it('close on the weekday in place of a holiday at the weekend', () => {
      // 26 December 2026 is a Saturday.
      expect(isOpen(weekdays, new Date('2026-12-28T10:00Z'), zone, holidays)).to.equal(false);
      expect(nextOpening(weekdays, new Date('2026-12-24T18:00Z'), zone, holidays)).to.deep.equal(
        new Date('2026-12-29T09:00Z'),
      );
    });

    it('are called shut, with no time named, when nothing opens in the next fortnight', () => {
      const none = nextOpening(
        weekly({ mon: ['09:00-17:00'] }),
        new Date('2026-06-01T18:00Z'),
        zone,
        () => true,
      );
      expect(none).to.equal(null);
    });
  });

  it('have breaks, each at its minute', () => {
    const open = (time: string) => isOpen(weekdays, new Date(`2026-11-23T${time}Z`), zone, holidays);
    expect(['12:29', '12:30', '13:29', '13:30'].map(open)).to.deep.equal([true, false, false, true]);
  });

  it('go on without a break where one span begins as the other ends', () => {
    const joined = weekly({ mon: ['09:00-13:00', '13:00-17:00'] });
    expect(isOpen(joined, new Date('2026-11-23T13:00Z'), zone, holidays)).to.equal(true);
    expect(closingTime(joined, new Date('2026-11-23T10:00Z'), zone, holidays)).to.deep.equal(
      new Date('2026-11-23T17:00Z'),
    );
    const overnight = weekly({ mon: ['18:00-24:00'], tue: ['00:00-08:00'] });
    expect(closingTime(overnight, new Date('2026-11-23T19:00Z'), zone, holidays)).to.deep.equal(
      new Date('2026-11-24T08:00Z'),
    );
  });

  it('fail closed in a zone or at a time that there is not', () => {
    expect(isOpen(weekdays, new Date('2026-11-24T10:00Z'), 'Nowhere/Town', holidays)).to.equal(false);
    expect(nextOpening(weekdays, new Date('2026-11-24T10:00Z'), 'Nowhere/Town', holidays)).to.equal(null);
    expect(isOpen(weekdays, new Date(NaN), zone, holidays)).to.equal(false);
  });

  it('are refused when they are not written as times', () => {
    for (const span of ['9-5', '09:00-25:00', '09:00', '09:00-09:00']) {
      expect(openingSchema.safeParse({ weekly: { mon: [span] } }).success, span).to.equal(false);
    }
    expect(openingSchema.safeParse({ weekly: { monday: ['09:00-17:00'] } }).success).to.equal(false);
  });
});
