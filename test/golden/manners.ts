import { expect } from 'chai';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { Channel } from '../../bot/turn/channel.js';
import { foreignWords } from '../server/pages/foreign-words.js';
import type { Played, Shown } from './play.js';

/** The words that phone companies take for themselves: none of ours may be one. */
const providerWords = /\b(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)\b/;
/** Four letters and four, by chance: "THE" may stand among them. */
const reference = /\b[A-Z3-9]{4}-[A-Z3-9]{4}\b/g;
/** Enough for a thought and a question, for somebody who is tired. */
const mostWords = 75;
/** A number to call, a page, or that they can write again. */
const wayOn = /\d{3}|https:|write|writing|ysgrifenn|still here|yma o hyd|who can help|pwy all helpu/;

/** What holds of every conversation, whatever its script says. */
export function keepsItsManners(played: Played, channel: Channel): void {
  const turns = played.replies;
  const said = turns.flat();
  expect(said).not.to.have.length(0);
  const ours = said.filter(({ by }) => by !== 'adviser');
  for (const reply of [...played.opening, ...ours]) eachMessage(reply);
  for (const [index, replies] of turns.entries()) {
    if (played.botAnswers[index]) expect(replies, 'a message that nobody answers').not.to.have.length(0);
    const asked = replies.filter(({ asks }) => asks !== null);
    expect(asked.length, 'questions asked in one turn').to.be.at.most(1);
  }
  said.slice(1).forEach((reply, index) => {
    expect(reply.text, 'the same twice in a row').not.to.equal(said[index]?.text);
  });
  // An adviser who has the floor is the way on.
  if (!played.heldAtTheEnd) expect(waysOn(ours.at(-1)), `a way on from: ${ours.at(-1)?.text}`).to.equal(true);
  if (channel === 'web') ours.filter((reply) => !isLong(reply)).forEach(fewWords);
  if (channel === 'sms') {
    for (const text of played.texts) expect(new SegmentedMessage(text).segmentsCount, text).to.be.at.most(3);
  }
  const forgotten = played.journal.some(({ kind }) => kind === 'erased');
  if (channel !== 'web' && !forgotten) expect(played.texts).to.have.length(said.length);
}

/** Once it is held in Welsh, nothing of ours is in English: no word, choice or notice after the welcome in both. */
export function staysWelsh({ replies }: Played): void {
  const ours = replies.slice(1).flatMap((shown) => shown.filter(({ by }) => by !== 'adviser'));
  for (const { text, choices } of ours) {
    for (const each of [text, ...choices.map(({ label }) => label)])
      expect(foreignWords(each.replace(reference, '')), each).to.deep.equal([]);
  }
}

function eachMessage({ text, choices, asks }: Shown): void {
  const shown = [text, ...choices.map(({ label }) => label)].join('\n');
  expect(shown, 'an exclamation mark').not.to.contain('!');
  expect(shown, "a word of the provider's").not.to.match(providerWords);
  for (const { label } of choices)
    expect(label.toUpperCase()).not.to.match(new RegExp(`^${providerWords.source}$`));
  const questions = text.replace(/"[^"]*"|https?:\S+/g, '').match(/\?/g) ?? [];
  // The opening question is asked in both languages until one is known.
  expect(questions.length, `questions in: ${text}`).to.be.at.most(asks === 'opening' ? 2 : 1);
}

/** The fixed words for danger, the story said back, and lists of details take the room that they need. */
function isLong({ asks, text }: Shown): boolean {
  const aboutDanger = asks === 'safeNow' || asks === 'carryOn' || asks === 'showNumbers';
  return asks === 'playback' || aboutDanger || text.split('\n').length > 3;
}

function fewWords({ text }: Shown): void {
  expect(text.split(/\s+/).length, `words in: ${text}`).to.be.at.most(mostWords);
}

function waysOn(last: Shown | undefined): boolean {
  return last !== undefined && (last.asks !== null || wayOn.test(last.text));
}
