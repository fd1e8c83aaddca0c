import type { LocalRecogniser } from '../../../bot/recognisers/local/local-recogniser.js';

/** A message is text-speak when at least this part of its words is not written as in a book. */
const enough = 1 / 10;

/** Whether somebody wrote as people text: many words shortened, run together or slipped. An apostrophe left out counts. */
export function isTextSpeak(rules: LocalRecogniser, text: string): boolean {
  const { tokens } = rules.examine(text, null);
  const places = new Map<number, boolean>();
  for (const { start, word, raw } of tokens)
    places.set(start, (places.get(start) ?? false) || (word !== raw && !raw.includes("'")));
  const changed = [...places.values()].filter((each) => each).length;
  return places.size > 0 && changed / places.size >= enough;
}
