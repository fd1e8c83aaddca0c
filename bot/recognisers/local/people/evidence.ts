import type { BothPhrases, Lexicon } from '../../../../content/schema/understanding.js';
import { PhraseBook } from '../words/phrase-book.js';
import type { Hit } from '../words/phrase-book.js';
import type { PhraseCompiler } from '../words/phrases.js';
import { resolvePronouns, writeOutWhose } from './units.js';
import type { Someone, Unit } from './units.js';

type Sign =
  'lookedAfter' | 'likely' | 'not' | 'speaks' | 'guardian' | 'died' | 'perhapsDied' | 'together' | 'apart';

/** What the words around someone say about whether they are looked after. */
export interface Evidence {
  /** Above nought: looked after; below: a helper, or somebody else. */
  weight: number;
  died: boolean;
  guardian: boolean;
  livesTogether?: boolean;
  /** Units that said so, for the words a fact was taken from. */
  from: number;
  to: number;
}

/** The units with their pronouns resolved, and the evidence for each person among them. */
export interface EvidenceRead {
  units: Unit[];
  evidence: Map<Someone, Evidence>;
  /** The writer is somebody's guardian in law. */
  guardian: boolean;
  death: Death;
}

/** Whether the words tell of a death: in so many words, in words that are said of other partings too, or not at all. */
export type Death = 'told' | 'perhaps' | 'none';

const others = new Set(['@he', '@she', '@friend']);

const supposing = new Set([
  'if',
  'case',
  'thought',
  'think',
  'wish',
  'wished',
  'dreamt',
  'dreamed',
  'os',
  'petai',
  'tasai',
  'tase',
]);

/** How much one sign of each kind counts: a helper's verb outweighs a guess, caring outweighs both. */
const weights: Readonly<Record<Sign, number>> = {
  lookedAfter: 4,
  likely: 1,
  not: -3,
  speaks: -1,
  guardian: 4,
  died: -8,
  perhapsDied: -8,
  together: 1,
  apart: 0,
};

/** "Do not live with" is no living with, "just me and mum" no helper: the longer of two phrases that differ is meant. */
function isOverruled(hit: Hit<Sign>, hits: readonly Hit<Sign>[]): boolean {
  return hits.some(
    ({ label, from, to }) =>
      label !== hit.label && from <= hit.from && hit.to <= to && to - from > hit.to - hit.from,
  );
}

/** "He looks after his wife": somebody other than the writer does the caring. */
function isDoneByOthers({ label, from }: Hit<Sign>, units: readonly Unit[]): boolean {
  const doer = units[from - 1];
  return label === 'lookedAfter' && units[from]?.before === 'none' && others.has(doer?.word ?? '');
}

/** "What if he died", "I thought she had died": nobody has. */
function isSupposed({ from }: Hit<Sign>, units: readonly Unit[]): boolean {
  return units.slice(Math.max(0, from - 2), from).some(({ word }) => supposing.has(word));
}

function deathIn(hits: readonly Hit<Sign>[], units: readonly Unit[]): Death {
  const told = hits.filter((hit) => !isSupposed(hit, units)).map(({ label }) => label);
  if (told.includes('died')) return 'told';
  return told.includes('perhapsDied') ? 'perhaps' : 'none';
}

/** Makes the reader of what is said around each person. */
export function createEvidenceReader(
  people: Lexicon['people'],
  compiler: PhraseCompiler,
): { read(unresolved: readonly Unit[]): EvidenceRead; words(): Iterable<string> } {
  const forms = (phrases: BothPhrases): BothPhrases => ({
    en: phrases.en.flatMap(writeOutWhose),
    cy: phrases.cy.flatMap(writeOutWhose),
  });
  const book = new PhraseBook<Sign>(compiler)
    .add('lookedAfter', forms(people.lookedAfter))
    .add('likely', forms(people.likelyLookedAfter))
    .add('not', forms(people.notLookedAfter))
    .add('speaks', forms(people.speaks))
    .add('guardian', forms(people.guardian))
    .add('died', forms(people.died))
    .add('perhapsDied', forms(people.perhapsDied))
    .add('together', forms(people.livesTogether))
    .add('apart', forms(people.livesApart));

  const read = (unresolved: readonly Unit[]): EvidenceRead => {
    const found = book.find(unresolved);
    const hits = found.filter((hit) => !isOverruled(hit, found) && !isDoneByOthers(hit, unresolved));
    const tally = (units: readonly Unit[]): Map<Someone, Evidence> => {
      const evidence = new Map<Someone, Evidence>();
      for (const { label, from, to } of hits) {
        const about = units.slice(from, to).find((unit) => unit.someone)?.someone;
        if (!about) continue;
        const known = evidence.get(about) ?? { weight: 0, died: false, guardian: false, from, to };
        evidence.set(about, {
          ...known,
          weight: known.weight + weights[label],
          died: known.died || label === 'died' || label === 'perhapsDied',
          guardian: known.guardian || label === 'guardian',
          ...(label === 'together' && { livesTogether: true }),
          ...(label === 'apart' && { livesTogether: false }),
          from: Math.min(known.from, from),
          to: Math.max(known.to, to),
        });
      }
      return evidence;
    };
    // Phrases about those who are named come first: they tell who "he" can hardly be.
    const aside = [...tally(unresolved)].filter(([{ mention }, { weight }]) => mention && weight < 0);
    const units = resolvePronouns(unresolved, new Set(aside.map(([someone]) => someone)));
    return {
      units,
      evidence: tally(units),
      guardian: hits.some(({ label }) => label === 'guardian'),
      death: deathIn(hits, units),
    };
  };
  return { read, words: () => book.words() };
}
