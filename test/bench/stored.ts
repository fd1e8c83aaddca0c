import { createHash } from 'node:crypto';
import type { TurnCommit } from '../../server/store/store.js';
import type { NewJournalEntry } from '../../server/turns/journal.js';
import type { WholeTurn } from './in-process.js';
import { area, lines } from './lines.js';
import { webCommit } from './web-commit.js';

/** After how many lines the stored conversations stop; the rest can still be said in them. */
export const linesStored = 6;

/** How many conversations are written at once. */
const batch = 500;

/** The id of a stored conversation, as random as real ones; `number` counts from 0. */
export function storedId(number: number): string {
  return createHash('sha256').update(`stored-${number}`).digest('hex').slice(0, 36);
}

/** The message that was said last in it. */
export const storedMessage = (number: number): string => `message-${number}`;

/** What the conversation with a number brings beside what was said. */
export type Beside = (number: number, commit: TurnCommit) => Partial<TurnCommit>;

/** Fills a store with `count` conversations, all copies of one that was really held. */
export async function fill(whole: WholeTurn, count: number, beside: Beside = () => ({})): Promise<void> {
  const { store, turns } = whole;
  const { conversationId } = await turns.open(area, 'en');
  const talk = whole.resume(conversationId);
  for (const line of lines.slice(0, linesStored)) await talk.say(line);
  const held = await store.load(conversationId);
  if (!held) throw new Error('The conversation that was just held is not in the store.');
  const { state, updatedAt: at } = held;
  const journal: NewJournalEntry[] = await store.journal(conversationId, 0, 500);
  const write = async (number: number): Promise<void> => {
    const rest = { expectedVersion: 0, messageId: storedMessage(number), at, journal };
    const commit = webCommit(storedId(number), state, rest);
    const { outcome } = await store.commit({ ...commit, ...beside(number, commit) });
    if (outcome !== 'committed') throw new Error(`A stored conversation was not written: ${outcome}.`);
  };
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first);
    await Promise.all(Array.from({ length: size }, (_value, index) => write(first + index)));
  }
}
