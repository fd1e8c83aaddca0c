import { expect } from 'chai';
import { concerns, responses } from '../../../dialogs/finding.js';
import { ruleConcerns, ruleResponses } from '../../../content/schema/safety.js';
import { safetyRules, screen } from './safety-rules.js';

describe('the safety rules, by their own examples', () => {
  for (const rule of safetyRules.rules) {
    describe(rule.id, () => {
      for (const example of rule.matches) {
        it(`finds: ${example}`, () => {
          expect(screen.read(example).map((finding) => finding.rule)).to.include(rule.id);
        });
      }
      for (const example of rule.ignores) {
        it(`passes over: ${example}`, () => {
          expect(screen.read(example).map((finding) => finding.rule)).not.to.include(rule.id);
        });
      }
    });
  }

  it('use the responses and concerns that the conversation knows', () => {
    expect([...ruleResponses]).to.have.members(responses.filter((response) => response !== 'none'));
    expect([...ruleConcerns]).to.have.members([...concerns]);
  });

  it('give the adviser a reason in both languages, without a degree of risk', () => {
    for (const { id, reason } of safetyRules.rules) {
      expect(reason.en, id).to.match(/^[A-Z].*\.$/);
      expect(reason.cy, id).to.match(/^[A-Z].*\.$/);
      expect(reason.en, id).not.to.match(/\b(?:low|high|medium|moderate) risk\b|score/i);
    }
  });
});
