import { expect } from 'chai';
import { heads, outputs } from '../../../bot/classifier/labels.js';
import { settleCarer, topicsOfStory } from '../../../bot/understanding/settle.js';
import { recogniser } from '../recognisers/local/recogniser.js';

/** Beliefs as a model would have them: what is not named is not believed at all. */
function beliefs(head: keyof typeof heads, named: Record<string, number>): Float32Array {
  const { from, names } = heads[head];
  const all = new Float32Array(outputs);
  for (const [name, belief] of Object.entries(named)) all[from + names.indexOf(name)] = belief;
  return all;
}

describe('facts and model together', () => {
  const daughter = recogniser.read('my daughter is 9 and autistic', null);
  const mother = recogniser.read('my mum has dementia', null);

  it('keep to the facts when the model leans another way', () => {
    expect(settleCarer(daughter, beliefs('carer', { unclear: 0.6, parent: 0.4 }))).to.equal('parent');
  });

  it('give way when the model is sure enough of something else', () => {
    expect(settleCarer(daughter, beliefs('carer', { none: 0.97 }))).to.equal('none');
    expect(settleCarer(daughter, beliefs('carer', { unclear: 0.97 }))).to.equal('unclear');
    expect(settleCarer(daughter, beliefs('carer', { unclear: 0.72, parent: 0.28 }))).to.equal('unclear');
  });

  it('give way sooner to the model that the writer looks after nobody', () => {
    expect(settleCarer(daughter, beliefs('carer', { none: 0.6, parent: 0.4 }))).to.equal('none');
    expect(settleCarer(daughter, beliefs('carer', { none: 0.52, parent: 0.48 }))).to.equal('none');
    expect(settleCarer(daughter, beliefs('carer', { none: 0.45, parent: 0.4, unclear: 0.15 }))).to.equal(
      'parent',
    );
  });

  it('follow the model where the facts are open', () => {
    expect(settleCarer(mother, beliefs('carer', { adult: 0.6, unclear: 0.4 }))).to.equal('adult');
  });

  it('keep a topic that no rule found only when the model is sure of it', () => {
    const believed = beliefs('topics', { sleep: 0.95, money: 0.5, dementia: 0.99, other: 0.9 });
    expect(topicsOfStory(['dementia'], ['dementia'], believed)).to.deep.equal(['dementia', 'sleep']);
  });

  it('leave out what the model takes for said in passing, but never all of it', () => {
    const believed = beliefs('topics', { work: 0.7 });
    expect(topicsOfStory(['work', 'school'], ['work'], believed)).to.deep.equal(['work']);
    expect(topicsOfStory(['complaint'], ['mental-health'], believed)).to.deep.equal(['complaint']);
  });
});
