import { expect } from 'chai';
import { join } from 'node:path';
import { loadLexicon } from '../../../content/schema/understanding.js';
import { whichIn, wishReader } from '../../../dialogs/booking/wish/read-wish.js';
import { anyTime, isOpen, mergeWish, type Side } from '../../../dialogs/booking/wish/wish.js';
import { contentPath } from '../../content/project-content.js';

const { times } = loadLexicon(join(contentPath, 'understanding'));
const readWish = wishReader(times);
/** A Monday. */
const now = new Date('2026-11-23T10:00:00Z');
const read = (text: string) => readWish(text, now, 'Europe/London');

/** "fri 10:00-12:00" and the like, for what suits; with "not" in front for what does not. */
function words(text: string): string {
  const wish = read(text);
  if (!wish) return 'nothing';
  if (isOpen(wish)) return 'any time';
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const side = ({ days, weekdays, spans }: Side): string[] => [
    ...days.map(({ from, to }) => (from === to ? from.slice(5) : `${from.slice(5)}..${to.slice(5)}`)),
    ...[...weekdays].sort().map((day) => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][day - 1] ?? ''),
    ...spans.map(({ from, to }) => `${time(from)}-${time(to)}`),
  ];
  return [...side(wish.yes), ...side(wish.no).map((each) => `not ${each}`)].join(' ');
}

const cases: Record<string, string> = {
  'Thursday after the school run': 'thu 09:15-14:45',
  "thurs when they're out, after drop off": 'thu 09:15-14:45',
  'not mornings': 'not 00:00-12:00',
  'next week': '11-30..12-06',
  'next week but not mornings': '11-30..12-06 not 00:00-12:00',
  'as soon as possible': 'any time',
  'asap please': 'any time',
  'any time really, I don’t mind': 'any time',
  'whenever, but not Fridays': 'not fri',
  "I can't do Tuesdays": 'not tue',
  'mornings are no good, afternoons fine': '12:00-17:30 not 00:00-12:00',
  'Tuesday or Wednesday afternoon': 'tue wed 12:00-17:30',
  'any day except thursday': 'not thu',
  'after 3': '15:00-24:00',
  'after 3pm on friday': 'fri 15:00-24:00',
  'before 11': '00:00-11:00',
  'before half term': 'nothing',
  'at 10': '10:00-11:00',
  '10.30': '10:30-11:30',
  '2pm': '14:00-15:00',
  'between 2 and 4': '14:00-16:00',
  'between 10 and 12 tomorrow': '11-24 10:00-12:00',
  '3 December': '12-03',
  'thursday 3rd december': '12-03',
  '26/11': '11-26',
  'the 26th': '11-26',
  'the 20th': '12-20',
  'in two weeks': '12-07',
  'this week': '11-23..11-29',
  'week after next': '12-07..12-13',
  tomorrow: '11-24',
  'weekdays after work': 'mon tue wed thu fri 17:00-24:00',
  'a weekend if you do them': 'sat sun',
  'first thing on a monday': 'mon 00:00-10:30',
  'lunch time': '12:00-14:00',
  'dydd Mawrth bore': 'tue 00:00-12:00',
  'bore dydd Mawrth': 'tue 00:00-12:00',
  'ddim yn y bore': 'not 00:00-12:00',
  'wythnos nesaf ond nid dydd Gwener': '11-30..12-06 not fri',
  'yr wythnos nesaf': '11-30..12-06',
  'cyn gynted â phosib': 'any time',
  'dim ots gen i': 'any time',
  'dydd Iau tra bod y plant yn yr ysgol': 'thu 09:15-14:45',
  'ar ôl 3': '15:00-24:00',
  yfory: '11-24',
  '3 Rhagfyr': '12-03',
  'prynhawn Mercher': 'wed 12:00-17:30',
  'my mum has dementia': 'nothing',
  'yes please': 'nothing',
};

describe('wishes about time', () => {
  for (const [text, wanted] of Object.entries(cases)) {
    it(`hears ${text}`, () => {
      expect(words(text)).to.equal(wanted);
    });
  }

  it('reckons days where the person is, also in the hour that is another day in London and by UTC', () => {
    const lateInSummer = new Date('2027-06-30T23:30:00Z');
    expect(readWish('tomorrow', lateInSummer, 'Europe/London')?.yes.days[0]?.from).to.equal('2027-07-02');
  });

  it('adds what is said later to what was said before', () => {
    const next = read('next week') ?? anyTime();
    const later = mergeWish(next, read('not mornings') ?? anyTime());
    expect(later.yes.days).to.have.length(1);
    expect(later.no.spans).to.have.length(1);
    const changed = mergeWish(later, read('thursday, mornings after all') ?? anyTime());
    expect(changed.yes).to.deep.include({ days: [], weekdays: [4] });
    expect(changed.no.spans).to.deep.equal([]);
  });

  it('knows the second one from the last', () => {
    expect(whichIn(times, 'The second one please', 3)).to.equal(1);
    expect(whichIn(times, 'last', 2)).to.equal(1);
    expect(whichIn(times, 'trydydd', 2)).to.equal(null);
    expect(whichIn(times, 'yr un cyntaf', 2)).to.equal(0);
    expect(whichIn(times, 'thursday', 3)).to.equal(null);
  });
});
