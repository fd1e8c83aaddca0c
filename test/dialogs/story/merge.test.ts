import { expect } from 'chai';
import { mergeFacts } from '../../../dialogs/story/merge.js';
import { newStory, type FactName, type Story } from '../../../dialogs/story/story.js';
import type { ProposedFacts, Understanding } from '../../../dialogs/understanding.js';

function understood(facts: Partial<ProposedFacts>): Understanding {
  return {
    language: null,
    facts: { people: [], places: [], conditions: [], topics: [], from: {}, ...facts },
    wantsHuman: false,
    command: null,
    yesNo: null,
    greeting: false,
    unsure: false,
    skip: false,
    tone: null,
  };
}

function storyOf(...told: [Partial<ProposedFacts>, FactName | null][]): Story {
  const story = newStory('vale-of-glamorgan', 'en');
  for (const [facts, asking] of told)
    mergeFacts(story, facts.from?.carerAge ?? '', understood(facts), asking);
  return story;
}

describe('taking facts into the story', () => {
  it('gives an age without a name to the only person there is', () => {
    const son = storyOf(
      [{ people: [{ relationship: 'son' }] }, 'opening'],
      [{ people: [{ relationship: 'child', age: 9 }] }, 'theirAge'],
    );
    expect(son.people).to.deep.equal([{ relationship: 'son', age: 9, conditions: [] }]);
    const mother = storyOf(
      [{ people: [{ relationship: 'mother' }] }, 'opening'],
      [{ people: [{ relationship: 'other', age: 82 }] }, 'opening'],
    );
    expect(mother.people.map(({ relationship, age }) => [relationship, age])).to.deep.equal([['mother', 82]]);
  });

  it('learns who somebody is that was only "they" before', () => {
    const story = storyOf(
      [{ people: [{ relationship: 'other', age: 82 }] }, 'opening'],
      [{ people: [{ relationship: 'father' }] }, 'circumstances'],
    );
    expect(story.people.map(({ relationship, age }) => [relationship, age])).to.deep.equal([['father', 82]]);
  });

  it("does not make a child of somebody's mother", () => {
    const story = storyOf(
      [{ people: [{ relationship: 'mother' }] }, 'opening'],
      [{ people: [{ relationship: 'child', age: 9 }] }, 'playback'],
    );
    expect(story.people.map(({ relationship }) => relationship)).to.deep.equal(['mother', 'child']);
  });

  it('does not take a sister who helps for somebody who is looked after', () => {
    const story = storyOf(
      [{ people: [{ relationship: 'mother' }] }, 'opening'],
      [{ people: [{ relationship: 'sister' }] }, 'helps'],
    );
    expect(story.people.map(({ relationship }) => relationship)).to.deep.equal(['mother']);
  });

  it('keeps the words that a fact was taken from, and the first that were said', () => {
    const story = storyOf(
      [{ people: [{ relationship: 'mother' }], from: { people: 'my mum' } }, 'opening'],
      [{ people: [{ relationship: 'mother', age: 80 }], from: { people: 'mam' } }, 'theirAge'],
    );
    expect(story.sources.who).to.deep.equal({ words: 'my mum', how: 'said' });
  });

  it('keeps an age band that is known, and every topic once', () => {
    const story = storyOf(
      [{ carerAge: '26-64', topics: ['work', 'sleep'] }, 'opening'],
      [{ carerAge: 'under-18', topics: ['sleep', 'money'] }, 'wants'],
    );
    expect(story.carerAge).to.equal('26-64');
    expect(story.topics).to.deep.equal(['work', 'sleep', 'money']);
  });

  it('keeps the hours of caring and where the writer lives, as they were first said', () => {
    const story = storyOf(
      [{ hoursPerWeek: 168, ownPlace: 'Cardiff' }, 'opening'],
      [{ hoursPerWeek: 20, ownPlace: 'Barry' }, 'circumstances'],
    );
    expect([story.hoursPerWeek, story.ownPlace]).to.deep.equal([168, 'Cardiff']);
  });
});
