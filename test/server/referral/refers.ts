import type { House } from '../desk/house.js';

/** Where somebody texts, and what is kept of it. */
type Texting = Pick<House, 'text' | 'journal'>;

/** What somebody in Barry answers, by what they are asked. */
const answers: Partial<Record<string, string>> = {
  theirPlace: 'Barry',
  yourAge: '43',
  playback: 'yes',
  next: 'pass my story on',
  consent: 'yes',
  contactName: 'Bethan',
  phone: 'yes',
  safeToCall: 'yes',
  safeToLeaveMessage: 'no',
  bestTime: 'mornings',
};

/**
 * Somebody who looks after their mum has their story passed on by text; returns the conversation.
 * @param texts whether texts are safe
 */
export async function refersByText(house: Texting, texts: 'yes' | 'no' = 'yes'): Promise<string> {
  const id = await house.text('I look after my mum in Barry, she has dementia. I am 43');
  for (let turn = 0; turn < 20; turn += 1) {
    const asked = (await house.journal(id)).findLast(({ kind }) => kind === 'replied');
    const fact = asked?.kind === 'replied' ? (asked.asks ?? '') : '';
    if (fact === 'anythingElse') return id;
    await house.text(fact === 'safeToText' ? texts : (answers[fact] ?? 'skip'));
  }
  throw new Error('The story was not passed on.');
}
