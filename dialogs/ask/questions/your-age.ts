import { carerAges, type CarerAge } from '../../story/story.js';
import type { Question } from '../question.js';

/** The band of an age in years. */
export function carerAgeOf(years: number): CarerAge {
  return years < 18 ? 'under-18' : years <= 25 ? '18-25' : years <= 64 ? '26-64' : '65-plus';
}

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
    const { carerAge, carerAgeYears } = understanding.facts;
    const said = band ?? carerAge;
    if (said === undefined) return false;
    story.carerAge = said;
    if (!band && carerAgeYears !== undefined) story.carerAgeYears = carerAgeYears;
    story.sources.yourAge = { words: text, how: band ? 'chosen' : 'said' };
    return true;
  },
};
