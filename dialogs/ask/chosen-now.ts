import { languages } from '../../content/language.js';
import type { Lexicon } from '../../content/schema/understanding.js';
import type { Choice } from '../reply.js';
import type { Scene } from '../scene.js';
import { chooseInEither, folded } from './choose.js';

/** In words: a longer answer tells something, and chooses nothing by a word in it. */
const longestAnswer = 8;

/** The choice that `text` makes among those under our last question; null when it makes none. */
export function chosenNow(scene: Scene, text: string): Choice | null {
  const { asking, offered } = scene.progress;
  if (asking === null) return null;
  // When they can be rung, told beside the choice, makes no answer longer.
  const time = scene.heard?.understanding.facts.bestTime ?? '';
  const answer = text.replace(time, '');
  return (
    chooseInEither(scene, text, offered) ?? chooseByWords(scene.content.lexicon.choices, answer, offered)
  );
}

/** Whether the words of a short answer name what was not among the choices. */
export function names(scene: Scene, text: string, id: string): boolean {
  return chooseByWords(scene.content.lexicon.choices, text, [{ id, label: '' }]) !== null;
}

/** Whether an answer is one of the ways to name a choice and nothing besides. It need not have been offered. */
export function isWhole(scene: Scene, text: string, id: string): boolean {
  const ways = scene.content.lexicon.choices.choices[id];
  const reply = folded(text);
  return languages.some((language) => ways?.[language].some((way) => folded(way) === reply));
}

/** Whether the words for something stand in an answer, however long it is. */
export function says(scene: Scene, text: string, id: string): boolean {
  return holds(folded(text), scene.content.lexicon.choices.choices[id]);
}

/** The one choice that the words of a short answer name, whatever stands around them: "could they ring me". */
function chooseByWords(
  { choices, saysNo }: Lexicon['choices'],
  text: string,
  offered: readonly Choice[],
): Choice | null {
  const reply = folded(text);
  if (reply.split(' ').length > longestAnswer) return null;
  const named = offered.filter(({ id }) => holds(reply, choices[id]));
  const [only] = named;
  return only && named.length === 1 && (only.id === 'next-notNow' || !holds(reply, saysNo)) ? only : null;
}

function holds(reply: string, words: Lexicon['choices']['saysNo'] | undefined): boolean {
  return languages.some((language) =>
    words?.[language].some((way) => ` ${reply} `.includes(` ${folded(way)} `)),
  );
}
