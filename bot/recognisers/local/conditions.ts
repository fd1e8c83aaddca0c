import type { Lexicon } from '../../../content/schema/understanding.js';
import type { Condition } from '../../../dialogs/story/story.js';
import { isNamed } from './people/units.js';
import type { Someone, Unit } from './people/units.js';
import { PhraseBook } from './words/phrase-book.js';
import type { Hit } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

/** A condition that is named, and who has it: someone, the writer, or nobody that the words show. */
export interface ConditionFound {
  condition: Condition;
  /** Tokens `from` up to `to`. */
  from: number;
  to: number;
  of: Someone | 'writer' | null;
}

const writerWords = new Set(['i', 'my', 'me', 'dwi', 'fi', 'fy', 'arna', "i'm"]);

/** Welsh says "gorbryder arno fe": the condition first, then whose it is. */
const welshHaving = new Set(['ar', 'gan', 'gyda', 'da', 'yn']);

/** Whether tokens `at` up to `to` are said of the writer, of someone, or of nobody: the nearest subject to them. */
export function subjectOf(units: readonly Unit[], at: number, to: number): Someone | 'writer' | null {
  const here = units.findIndex((unit) => unit.from <= at && at < unit.to);
  if (isNamed(units[here])) return units[here]?.someone ?? null;
  const after = units.findIndex((unit) => unit.from >= to);
  const next = units[after];
  const owner = next && welshHaving.has(next.word) ? units[after + 1] : next;
  const ownersAfter = owner !== next || next?.welsh === true;
  if (ownersAfter && owner?.someone && owner.before !== 'sentence') return owner.someone;
  for (let left = here - 1; left >= 0; left -= 1) {
    const unit = units[left];
    if (!unit) break;
    if (unit.someone && unit.word !== '@they') return unit.someone;
    if (writerWords.has(unit.word)) return 'writer';
    if (unit.before === 'sentence') break;
  }
  return null;
}

const denials = new Set(['not', 'no', 'never', 'without', 'nid', 'dim', 'ddim', 'heb']);
/** May stand between the denial and the condition: "does not have any". */
const afterDenial = new Set([
  'have',
  'got',
  'has',
  'a',
  'an',
  'any',
  'it',
  'is',
  'his',
  'her',
  'the',
  'its',
  'yn',
  'o',
]);

/** "The light is on, crack in the ceiling": no comma stands between "on" and what somebody is on. */
function isParted(tokens: readonly Token[], from: number): boolean {
  return tokens[from]?.word === 'on' && tokens[from + 1]?.before === 'pause';
}

/** "She does not have dementia" names what somebody has not got; "not diagnosed with" leaves it open. */
function isDenied(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= 0 && from - at <= 4; at -= 1) {
    if (tokens[at + 1]?.before === 'sentence') return false;
    const word = tokens[at]?.word ?? '';
    if (denials.has(word)) return tokens[at - 1]?.word !== 'or' && tokens[at - 1]?.word !== 'if';
    if (!afterDenial.has(word)) return false;
  }
  return false;
}

/** "Foetal alcohol" is no drinking: a phrase inside a longer one says nothing of its own. */
function isInside(hit: Hit, other: Hit): boolean {
  return other.from <= hit.from && hit.to <= other.to && other.to - other.from > hit.to - hit.from;
}

/** Makes the finder of conditions. */
export function createConditionFinder(
  lexicon: Lexicon['conditions'],
  compiler: PhraseCompiler,
): {
  find(tokens: readonly Token[]): Hit<Condition>[];
  attach(hits: readonly Hit<Condition>[], tokens: readonly Token[], units: readonly Unit[]): ConditionFound[];
  words(): Iterable<string>;
} {
  const book = new PhraseBook<Condition | 'not'>(compiler).add('not', lexicon.notConditions);
  for (const [condition, phrases] of Object.entries(lexicon.conditions))
    book.add(condition as Condition, phrases);
  const mine = new PhraseBook<'mine'>(compiler).add('mine', lexicon.mine);

  return {
    find: (tokens) => {
      const hits = book.find(tokens);
      return hits
        .filter((hit): hit is Hit<Condition> => hit.label !== 'not')
        .filter((hit) => !hits.some((other) => isInside(hit, other)))
        .filter(({ from }) => !isParted(tokens, from) && !isDenied(tokens, from));
    },
    attach: (hits, tokens, units) => {
      const own = mine.find(tokens);
      const isMine = (from: number, to: number): boolean =>
        own.some((hit) => hit.to === from || (hit.from <= from && to <= hit.to));
      /** What the writer lists after a condition of their own is theirs too: "I have bipolar, PTSD and OCD". */
      let listed = -1;
      return hits.map(({ label, from, to }) => {
        const within = (unit: Unit): boolean => unit.from < to && from < unit.to;
        const named = units.some((unit) => isNamed(unit) && within(unit));
        const goesOn =
          listed >= 0 &&
          !units.some((unit) => unit.someone && listed <= unit.from && unit.from < from) &&
          !tokens.slice(listed, from + 1).some(({ before }) => before === 'sentence');
        if (!named && (goesOn || isMine(from, to))) {
          listed = to;
          return { condition: label, from, to, of: 'writer' };
        }
        listed = -1;
        const subject = subjectOf(units, from, to);
        return { condition: label, from, to, of: subject === 'writer' ? null : subject };
      });
    },
    words: function* () {
      yield* book.words();
      yield* mine.words();
    },
  };
}
