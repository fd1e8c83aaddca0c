import { responses } from '../../content/schema/vocabulary.js';
import type { Clues } from '../classifier/clues.js';
import { heads } from '../classifier/labels.js';
import type { Model } from '../classifier/model.js';
import type { KindsOf } from '../recognisers/local/words/kinds.js';
import type { Token } from '../recognisers/local/words/tokens.js';

function startsOf(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  tokens.forEach(({ before }, at) => {
    if (at === 0 || before === 'sentence') starts.push(at);
  });
  return starts;
}

/** The sentences of a message, each to be read by its words alone. */
export function sentencesOf(
  tokens: readonly Token[],
  kindsOf: KindsOf,
): { tokens: readonly Token[]; clues: Clues }[] {
  const starts = startsOf(tokens);
  return starts.map((from, place) => {
    const sentence = tokens.slice(from, starts[place + 1]);
    const words = sentence.map(({ word, raw }, at) => ({
      word,
      raw,
      opens: at === 0,
      kinds: kindsOf(word),
    }));
    return { tokens: sentence, clues: { words, clues: [] } };
  });
}

/** What the model believes of a message. */
export interface Believed {
  /**
   * Of the message as a whole; but whether a person is asked for, of the sentence that asks most clearly, because that is said
   * in one sentence among many others.
   */
  whole: Float32Array;
  /** That there is danger in one of its sentences, read alone: in a long message one is easily lost. */
  sentenceInDanger: number;
  /** The words of the sentence of which the model minds most that it may be danger. */
  gravest: readonly Token[];
}

const { human, response } = heads;
const readAlone = [human, response];
/** Where the outputs for danger begin; they end with the head. */
const danger = response.from + responses.indexOf('urgent');

/** Reads a message, and its sentences one by one. */
export function believe(model: Model, clues: Clues, tokens: readonly Token[]): Believed {
  const whole = model.beliefs(clues).slice();
  const starts = startsOf(tokens);
  let sentenceInDanger = 0;
  let gravest = { from: 0, to: tokens.length };
  if (starts.length > 1) {
    starts.forEach((from, place) => {
      const to = starts[place + 1] ?? tokens.length;
      const alone = model.beliefsOfWords(readAlone, from, to);
      whole[human.from] = Math.max(whole[human.from] ?? 0, alone[human.from] ?? 0);
      const inDanger = (alone[danger] ?? 0) + (alone[danger + 1] ?? 0);
      if (inDanger <= sentenceInDanger) return;
      sentenceInDanger = inDanger;
      gravest = { from, to };
    });
  }
  return { whole, sentenceInDanger, gravest: tokens.slice(gravest.from, gravest.to) };
}
