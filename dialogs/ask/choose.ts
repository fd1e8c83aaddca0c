import { languages } from '../../content/language.js';
import type { Choice } from '../reply.js';
import type { Scene } from '../scene.js';
import { elements } from '../story/story.js';

/** Folds case, accents, punctuation and spaces, so that "Yes, that's right" and "yes thats right" are the same. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’‘]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const foldedLabels = new Map<string, string>();

/** A label folded: they are the content's own, few, and asked for with every message. */
function foldedLabel(label: string): string {
  const known = foldedLabels.get(label) ?? folded(label);
  foldedLabels.set(label, known);
  return known;
}

/**
 * Which choice a reply makes: by its number ("2", "2.", "option 2") or its words, whole or, unless told otherwise, the
 * beginning of one alone.
 * A choice by itself has no number: "1" may be how old a baby is.
 */
export function choose(text: string, choices: Choice[], byBeginning = true): Choice | null {
  const reply = folded(text);
  if (reply === '') return null;
  const number = /^(?:option |opsiwn |number |rhif )?(\d{1,2})$/.exec(reply)?.[1];
  if (number !== undefined) return choices.length > 1 ? (choices[Number(number) - 1] ?? null) : null;
  const exact = choices.find(({ label }) => foldedLabel(label) === reply);
  if (exact || !byBeginning) return exact ?? null;
  const begun = choices.filter(({ label }) => reply.length >= 3 && foldedLabel(label).startsWith(reply));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

/** The same, by the words of either language: people who speak both answer in both. */
export function chooseInEither(
  { content, story, progress }: Scene,
  text: string,
  choices: Choice[],
): Choice | null {
  // Where any words are an answer, "time" is their own word and not the beginning of "Time off work".
  const byBeginning = !elements.some((element) => element === progress.asking);
  const chosen = choose(text, choices, byBeginning);
  if (chosen || /^\d+$/.test(text.trim())) return chosen;
  const relabelled = languages
    .filter((language) => language !== story.language)
    .flatMap((language) =>
      choices
        .filter(({ id }) => content.words.has(`choices.${id}`))
        .map(({ id }) => ({ id, label: content.words.text(`choices.${id}`, language) })),
    );
  return choose(text, relabelled, byBeginning);
}
