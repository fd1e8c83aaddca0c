import { expect } from 'chai';
import { activityId, activityOf, scopedMessageId } from '../../../server/directline/activity.js';
import type { NewJournalEntry } from '../../../server/turns/journal.js';

describe('Direct Line activities', () => {
  const at = '2026-11-22T09:00:00.000Z';
  const shown = (entry: NewJournalEntry): ReturnType<typeof activityOf> =>
    activityOf('c1', { ...entry, seq: 7, at });

  it('shows what a person said as a message from the user', () => {
    const messageId = scopedMessageId('c1', 'client:7');
    expect(shown({ kind: 'said', messageId, text: 'I look after Mum', media: 0 })).to.deep.equal({
      type: 'message',
      id: 'c1|0000007',
      timestamp: at,
      channelId: 'directline',
      conversation: { id: 'c1' },
      from: { id: 'user', role: 'user' },
      text: 'I look after Mum',
      textFormat: 'plain',
      channelData: { clientActivityID: 'client:7' },
    });
  });

  it("keeps a message id that is not this conversation's client's to itself", () => {
    const activity = shown({ kind: 'said', messageId: 'c2:client:7', text: 'Hello', media: 0 });
    expect(activity?.channelData).to.deep.equal({});
  });

  it('shows a question with its choices as a message from the bot that expects an answer', () => {
    const choices = [{ id: 'yes', label: 'Ydw' }];
    expect(
      shown({ kind: 'replied', text: 'Ydych chi?', choices, asks: 'consent', discreet: true }),
    ).to.deep.equal({
      type: 'message',
      id: 'c1|0000007',
      timestamp: at,
      channelId: 'directline',
      conversation: { id: 'c1' },
      from: { id: 'fingerpost', role: 'bot' },
      text: 'Ydych chi?',
      textFormat: 'plain',
      inputHint: 'expectingInput',
      suggestedActions: { to: [], actions: [{ type: 'imBack', title: 'Ydw', value: 'Ydw' }] },
      channelData: { asks: 'consent', discreet: true, choices },
    });
  });

  it('shows a statement without actions, and waits for nothing', () => {
    const activity = shown({ kind: 'replied', text: 'Thank you', choices: [], asks: null, discreet: false });
    expect(activity).to.include({ inputHint: 'acceptingInput' });
    expect(activity).not.to.have.property('suggestedActions');
  });

  it('shows nothing of what is for advisers', () => {
    const hidden: NewJournalEntry[] = [
      { kind: 'screened', findings: [] },
      { kind: 'asked-for-person', words: 'a person please' },
      { kind: 'consented', given: true, wording: 'May we?', services: [] },
      { kind: 'referred', reference: 'FP-1', service: 'hub' },
      { kind: 'stopped' },
      { kind: 'started' },
    ];
    expect(hidden.map(shown)).to.deep.equal(hidden.map(() => null));
  });

  it('tells a client to take what was erased off the screen', () => {
    expect(shown({ kind: 'erased' })).to.deep.equal({
      type: 'event',
      name: 'erased',
      id: 'c1|0000007',
      timestamp: at,
      channelId: 'directline',
      conversation: { id: 'c1' },
      from: { id: 'fingerpost', role: 'bot' },
      channelData: {},
    });
  });

  it('gives ids that sort in the order of the conversation', () => {
    const ids = [99, 1000, 9, 1_000_000].map((seq) => activityId('c1', seq));
    expect([...ids].sort()).to.deep.equal([9, 99, 1000, 1_000_000].map((seq) => activityId('c1', seq)));
  });
});
