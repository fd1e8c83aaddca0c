import { carerAges, type CarerAge } from '../../story/story.js';
import { folded } from '../choose.js';
import type { Question } from '../question.js';

/** The band of an age in years. */
export function carerAgeOf(years: number): CarerAge {
  return years < 18 ? 'under-18' : years <= 25 ? '18-25' : years <= 64 ? '26-64' : '65-plus';
}

/** "After 5", "5 pm": when to ring, and no age. */
const anHour =
  /\b(?:after|before|until|till|past|half|ar ol|cyn|wedi) \d{1,2}\b|\b\d{1,2} ?(?:am|pm|oclock|yb|yh)\b/;

/** The carer's own age band. */
export const yourAge: Question = {
  fact: 'yourAge',
  prompt: ({ speech }) => ({
    said: speech.said('ask.yourAge'),
    choices: speech.choices(...carerAges.map((band) => `age-${band}`), 'skip'),
  }),
  again: ({ speech }) => speech.said('ask.yourAge.again'),
  settled: ({ story }) => story.carerAge !== undefined,
  read({ story }, { text, understanding }, chosen) {
    const band = carerAges.find((each) => chosen === `age-${each}`);
    const words = folded(text);
    const years = anHour.test(words) ? undefined : /^\D{0,12}?\b(\d{1,3})\b/.exec(words)?.[1];
    if (band) story.carerAge = band;
    else if (understanding.facts.carerAge) story.carerAge = understanding.facts.carerAge;
    else if (years !== undefined && Number(years) >= 5 && Number(years) <= 110)
      story.carerAge = carerAgeOf(Number(years));
    else return false;
    if (!band && years !== undefined) story.carerAgeYears = Number(years);
    story.sources.yourAge = { words: text, how: band ? 'chosen' : 'said' };
    return true;
  },
};
