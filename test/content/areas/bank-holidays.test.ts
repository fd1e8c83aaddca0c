import { expect } from 'chai';
import { bankHolidays, bankHolidaysOf } from '../../../content/areas/bank-holidays.js';

/** As published for England and Wales. */
const published: Record<number, string[]> = {
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2028: ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'],
};

describe('Bank holidays in England and Wales', () => {
  for (const [year, days] of Object.entries(published)) {
    it(`are those published for ${year}`, () => {
      expect(bankHolidaysOf(Number(year))).to.deep.equal(days.map((day) => `${year}-${day}`));
    });
  }

  it('give Christmas Day on a Sunday the Tuesday after Boxing Day', () => {
    expect(bankHolidaysOf(2033)).to.include.members(['2033-12-26', '2033-12-27']);
    expect(bankHolidaysOf(2033)).not.to.include('2033-12-25');
  });

  it('include days that the content adds, and no others', () => {
    const holidays = bankHolidays(['2027-06-04']);
    expect(holidays('2027-06-04')).to.equal(true);
    expect(holidays('2027-06-05')).to.equal(false);
    expect(holidays('2026-12-28')).to.equal(true);
  });
});
