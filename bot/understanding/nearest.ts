import type { PhraseGroup } from '../../content/schema/phrases.js';
import { families, visitFeatures } from '../classifier/features.js';
import type { LocalRecogniser } from '../recognisers/local/local-recogniser.js';

/** A training phrase that is like a message. */
export interface Near {
  /** From 0, nothing in common, to 1. */
  likeness: number;
  phrase: string;
  group: PhraseGroup;
}

/** What an editor would call like: words, and words in a row. All features of all phrases would take half a minute and gigabytes. */
const likened: readonly number[] = (['word', 'pair'] as const).map((family) => families.indexOf(family));

/** The hashes of a text's words and pairs of words, as they were meant. Its kinds of words and its letters are not asked for. */
function featuresOf(rules: LocalRecogniser, text: string): Set<number> {
  const words = rules.wordsOf(text).map(({ word, raw, before }, at) => ({
    word,
    raw,
    opens: at === 0 || before === 'sentence',
    kinds: [],
  }));
  const features = new Set<number>();
  const take = (family: number, hash: number): void => {
    if (likened.includes(family)) features.add(hash);
  };
  visitFeatures({ words, clues: [] }, take, () => undefined);
  return features;
}

/**
 * The training phrases most like a text: the cosine of their features, where a feature counts for more the fewer phrases
 * have it.
 */
export function nearestPhrases(
  { rules }: { rules: LocalRecogniser },
  groups: readonly PhraseGroup[],
  text: string,
  most: number,
): Near[] {
  const phrases = groups.flatMap((group) =>
    group.say.map((phrase) => ({ phrase, group, features: featuresOf(rules, phrase) })),
  );
  const having = new Map<number, number>();
  for (const { features } of phrases)
    for (const each of features) having.set(each, (having.get(each) ?? 0) + 1);
  const weights = new Map(
    [...having].map(([feature, many]) => [feature, Math.log(phrases.length / many) ** 2]),
  );
  const unknown = Math.log(phrases.length) ** 2;
  const weight = (feature: number): number => weights.get(feature) ?? unknown;
  const length = (features: Set<number>): number =>
    Math.sqrt([...features].reduce((sum, each) => sum + weight(each), 0)) || 1;
  const asked = featuresOf(rules, text);
  const askedLength = length(asked);
  return phrases
    .map(({ phrase, group, features }): Near => {
      const common = [...asked].filter((each) => features.has(each));
      const product = common.reduce((sum, each) => sum + weight(each), 0);
      return { phrase, group, likeness: product / (askedLength * length(features)) };
    })
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, most);
}
