import type { Language } from '../../../content/language.js';
import type { PhraseGroup } from '../../../content/schema/phrases.js';
import type { BothPhrases, Lexicon } from '../../../content/schema/understanding.js';
import { humanIntent } from '../../../bot/recognisers/remote/prediction.js';

/** Both services take an utterance of at most 500 characters. */
const longest = 500;

/** A list entity: ids, each with the words that mean it. */
export interface ListEntity {
  name: 'relationship' | 'condition';
  entries: { key: string; words: { language: Language; word: string }[] }[];
}

/** What another service is trained from. */
export interface TrainingSet {
  /** By intent. Such a service gives an utterance one intent: a wish for a person, else the first topic, else `None`. */
  utterances: Map<string, { language: Language; text: string }[]>;
  entities: ListEntity[];
}

function intentOf({ wantsHuman, topics }: PhraseGroup): string | null {
  if (wantsHuman === true) return humanIntent;
  const [first] = topics ?? [];
  return first === 'other' ? 'None' : (first ?? null);
}

/** Phrases without signs of their own, for a list that knows words alone. */
function plainWords(phrases: BothPhrases): { language: Language; word: string }[] {
  return (['en', 'cy'] as const).flatMap((language) =>
    phrases[language].filter((word) => /^[\p{L}\p{N}' -]+$/u.test(word)).map((word) => ({ language, word })),
  );
}

function merged(entries: ListEntity['entries']): ListEntity['entries'] {
  const byKey = new Map<string, Map<string, { language: Language; word: string }>>();
  const taken = new Set<string>();
  for (const { key, words } of entries) {
    const known = byKey.get(key) ?? new Map<string, { language: Language; word: string }>();
    byKey.set(key, known);
    for (const each of words) {
      const name = `${each.language} ${each.word.toLowerCase()}`;
      // A word may stand under one key only.
      if (taken.has(name)) continue;
      taken.add(name);
      known.set(name, each);
    }
  }
  return [...byKey]
    .filter(([, words]) => words.size > 0)
    .map(([key, words]) => ({ key, words: [...words.values()] }));
}

/** Gathers the training phrases and the words for people and conditions; longer phrases than the services take are left out. */
export function trainingSet(groups: readonly PhraseGroup[], lexicon: Lexicon): TrainingSet {
  const utterances: TrainingSet['utterances'] = new Map([['None', []]]);
  const seen = new Set<string>();
  for (const group of groups) {
    const intent = intentOf(group);
    if (intent === null) continue;
    for (const phrase of group.say) {
      const text = phrase.replace(/\s+/g, ' ').trim();
      if (text.length > longest || seen.has(text.toLowerCase())) continue;
      seen.add(text.toLowerCase());
      const known = utterances.get(intent);
      if (known) known.push({ language: group.lang, text });
      else utterances.set(intent, [{ language: group.lang, text }]);
    }
  }
  const relationships = lexicon.people.relationships
    .filter(({ several }) => several.length === 0)
    .map((words) => ({ key: words.is, words: plainWords(words) }));
  const conditions = Object.entries(lexicon.conditions.conditions).map(([key, words]) => ({
    key,
    words: plainWords(words),
  }));
  return {
    utterances,
    entities: [
      { name: 'relationship', entries: merged(relationships) },
      { name: 'condition', entries: merged(conditions) },
    ],
  };
}
