import { expect } from 'chai';
import type { JournalEntry, NewJournalEntry } from '../../../server/turns/journal.js';
import { transcriptOf } from '../../../server/webchat/transcript.js';

const now = new Date('2026-11-22T23:10:00Z');

function journal(...entries: (NewJournalEntry & { at?: string })[]): JournalEntry[] {
  return entries.map((entry, index) => ({ at: now.toISOString(), ...entry, seq: index + 1 }));
}
const said = (text: string) => ({ kind: 'said', messageId: `m:${text}`, text, media: 0 }) as const;
const replied = (text: string, ...labels: string[]) =>
  ({
    kind: 'replied',
    text,
    choices: labels.map((label) => ({ id: label, label })),
    asks: null,
    discreet: false,
  }) as const;

describe('The transcript of a page', () => {
  it('shows what was said on both sides, in order, and nothing else of the journal', () => {
    const entries = journal(
      replied('Hello'),
      said('Hi'),
      { kind: 'screened', findings: [] },
      replied('How are you?'),
      { kind: 'asked-for-person', words: 'a person' },
      { kind: 'referred', reference: 'ABC', service: 'hub' },
    );
    const { messages, watermark, begun } = transcriptOf(entries, 'en', now);
    expect(messages.map(({ own, parts }) => [own, parts[0]!.text])).to.deep.equal([
      [false, 'Hello'],
      [true, 'Hi'],
      [false, 'How are you?'],
    ]);
    expect(watermark, 'all of the journal, or the stream would say it again').to.equal(6);
    expect(begun).to.be.true;
  });

  it('marks the first thing of ours that is not answered yet', () => {
    const latest = (...entries: NewJournalEntry[]): number =>
      transcriptOf(journal(...entries), 'en', now).messages.findIndex((message) => message.latest);
    expect(latest(replied('Welcome'), replied('Question'))).to.equal(0);
    expect(latest(replied('Welcome'), said('Hi'), replied('One'), replied('Two'))).to.equal(2);
    expect(latest(replied('Welcome'), said('Hi'))).to.equal(-1);
  });

  it('offers the choices of the last thing said, and no earlier ones', () => {
    expect(transcriptOf(journal(replied('Which?', 'A', 'B')), 'en', now).choices).to.have.length(2);
    expect(transcriptOf(journal(replied('Which?', 'A', 'B'), said('A')), 'en', now).choices).to.deep.equal(
      [],
    );
    expect(transcriptOf(journal(replied('Which?', 'A'), replied('Fine')), 'en', now).choices).to.deep.equal(
      [],
    );
  });

  it('shows nothing from before an erasure', () => {
    const { messages } = transcriptOf(
      journal(said('delete it'), { kind: 'erased' }, replied('Gone')),
      'en',
      now,
    );
    expect(messages.map(({ parts }) => parts[0]!.text)).to.deep.equal(['Gone']);
  });

  it('links the numbers in our words and not in theirs', () => {
    const { messages } = transcriptOf(journal(said('I rang 999'), replied('Ring 999')), 'en', now);
    expect(messages.map(({ parts }) => parts.some(({ href }) => href !== null))).to.deep.equal([false, true]);
  });

  it('tells the time in Wales, and the day when it is not today', () => {
    const times = (language: 'en' | 'cy'): string[] =>
      transcriptOf(
        journal({ ...said('a'), at: '2026-07-01T22:30:00Z' }, { ...said('b'), at: '2026-11-22T09:05:00Z' }),
        language,
        now,
      ).messages.map(({ time }) => time);
    expect(times('en')).to.deep.equal(['1 Jul, 23:30', '09:05']);
    expect(times('cy')[0]).to.match(/^1 Gorff.*, 23:30$/);
  });
});
