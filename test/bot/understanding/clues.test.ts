import { expect } from 'chai';
import { examine } from '../../../bot/understanding/understand.js';
import { ownRules } from '../../../server/understanding/own-understander.js';

describe('what the model is told of a message', () => {
  const rules = ownRules();
  const cluesIn = (text: string): readonly string[] => examine(rules, text, null).clues.clues;

  it('the topics that are sure, and those that it may be about', () => {
    expect(cluesIn('we got bailiffs after the divorce')).to.include.members(['topic money', 'perhaps legal']);
    expect(cluesIn('we got bailiffs after the divorce')).not.to.include('topic legal');
  });

  it('nothing that the safety screen noticed', () => {
    expect(examine(rules, 'he hits me every night', null).findings).not.to.deep.equal([]);
    expect(cluesIn('he hits me every night').join(' ')).not.to.match(/urgent|abuse|hit/);
  });
});
