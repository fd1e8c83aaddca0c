import type { NewJournalEntry } from '../../server/turns/journal.js';
import type { WholeTurn } from './in-process.js';
import { area, lines } from './lines.js';
import { webCommit } from './web-commit.js';

/** After how many lines the stored conversations stop; the rest can still be said in them. */
export const linesStored = 6;

/** How many conversations are written at once. */
const batch = 500;

/** The id of a stored conversation; `number` counts from 0. */
export const storedId = (number: number): string => `stored-${number}`;

/** Fills a store with `count` conversations, all copies of one that was really held. */
export async function fill(whole: WholeTurn, count: number): Promise<void> {
  const { store, turns } = whole;
  const { conversationId } = await turns.open(area, 'en');
  const talk = whole.resume(conversationId);
  for (const line of lines.slice(0, linesStored)) await talk.say(line);
  const held = await store.load(conversationId);
  if (!held) throw new Error('The conversation that was just held is not in the store.');
  const { state, updatedAt: at } = held;
  const journal: NewJournalEntry[] = await store.journal(conversationId, 0, 500);
  const write = async (number: number): Promise<void> => {
    const rest = { expectedVersion: 0, messageId: `message-${number}`, at, journal };
    const { outcome } = await store.commit(webCommit(storedId(number), state, rest));
    if (outcome !== 'committed') throw new Error(`A stored conversation was not written: ${outcome}.`);
  };
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first);
    await Promise.all(Array.from({ length: size }, (_value, index) => write(first + index)));
  }
}
