import type { Clues } from '../classifier/clues.js';
import { heads } from '../classifier/labels.js';
import type { Model } from '../classifier/model.js';
import type { Token } from '../recognisers/local/words/tokens.js';

/** The sentences of a message, each to be read by its words alone. */
export function sentencesOf(tokens: readonly Token[]): { tokens: readonly Token[]; clues: Clues }[] {
  const starts = tokens.flatMap(({ before }, at) => (at === 0 || before === 'sentence' ? [at] : []));
  return starts.map((from, place) => {
    const sentence = tokens.slice(from, starts[place + 1]);
    const words = sentence.map(({ word, raw }, at) => ({ word, raw, opens: at === 0 }));
    return { tokens: sentence, clues: { words, clues: [] } };
  });
}

/** What the model believes of a message. */
export interface Believed {
  /** For each output in order, from 0 to 1. */
  beliefs: Float32Array;
  /** The words of the sentence that it minds most, where it says more than the message as a whole. */
  gravest: readonly Token[];
}

const danger = (beliefs: Float32Array): number => 1 - (beliefs[heads.response.from] ?? 0);

function take(
  into: Float32Array,
  from: Float32Array,
  head: { from: number; names: readonly string[] },
): void {
  into.set(from.subarray(head.from, head.from + head.names.length), head.from);
}

/**
 * Reads a message as a whole, and each of its sentences alone: one sentence of danger, or one that asks for a person, must
 * not be lost among many others. On these two the graver reading counts; on all else the whole does.
 */
export function believe(model: Model, clues: Clues, tokens: readonly Token[]): Believed {
  const beliefs = model.beliefs(clues).slice();
  const sentences = sentencesOf(tokens);
  let gravest = { tokens, danger: danger(beliefs) };
  if (sentences.length < 2) return { beliefs, gravest: tokens };
  const human = heads.human.from;
  for (const sentence of sentences) {
    const alone = model.beliefs(sentence.clues);
    beliefs[human] = Math.max(beliefs[human] ?? 0, alone[human] ?? 0);
    if (danger(alone) <= gravest.danger) continue;
    gravest = { tokens: sentence.tokens, danger: danger(alone) };
    take(beliefs, alone, heads.response);
    take(beliefs, alone, heads.concern);
  }
  return { beliefs, gravest: gravest.tokens };
}
