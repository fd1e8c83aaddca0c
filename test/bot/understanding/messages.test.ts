import { expect } from 'chai';
import { loadContent } from '../../../content/load.js';
import type { Response } from '../../../dialogs/finding.js';
import { labelsOf } from '../../../server/understanding/labels.js';
import { ownUnderstander } from '../../../server/understanding/own-understander.js';
import { labelledMessagesIn } from '../labelled-messages.js';

const understander = ownUnderstander(loadContent(), () => new Date('2026-11-22T10:00:00Z'));
const isDanger = (response: Response): boolean => response === 'urgent' || response === 'emergency';

/**
 * No single message is held to its label, for every training moves a few. Each bound stands below what was measured when the
 * messages were written, by as much as one training differs from another.
 */
describe('hard messages, by rules and model together', () => {
  const all = labelledMessagesIn('understanding').flatMap(({ response, messages }) =>
    messages.map((text) => ({
      response,
      answer: labelsOf(understander.understand(text, null)).response,
    })),
  );

  it('find 91 in 100 that are in danger', () => {
    const inDanger = all.filter(({ response }) => isDanger(response));
    const found = inDanger.filter(({ answer }) => isDanger(answer));
    expect(found.length / inDanger.length).to.be.at.least(0.91);
  });

  it('answer an emergency as nothing in 5 of 100 at most', () => {
    const emergencies = all.filter(({ response }) => response === 'emergency');
    const asNothing = emergencies.filter(({ answer }) => answer === 'none');
    expect(asNothing.length / emergencies.length).to.be.at.most(0.05);
  });

  it('raise an alarm at a fifth at most of what was made to sound like danger and is not', () => {
    const safe = all.filter(({ response }) => !isDanger(response));
    const alarms = safe.filter(({ answer }) => isDanger(answer));
    expect(alarms.length / safe.length).to.be.at.most(0.2);
  });
});
