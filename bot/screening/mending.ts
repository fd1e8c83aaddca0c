import { perWord } from '../per-word.js';
import type { CompiledSpelling } from './compile.js';
import { lettersApart } from './letters-apart.js';
import type { RawToken } from './tokens.js';
import { Typos } from './typos.js';
import { numberClassesOf, type PlainSpelling, type Word } from './words.js';

/** Digits and signs that stand for letters. */
const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
  '€': 'e',
};
/** Longer than any word that two or three words were run together in. */
const longestWritten = 40;
const shortestRunTogether = 7;
/** Longer than any word of the rules. */
const longestCut = 16;

function unleet(written: string): string {
  return written.replace(/[013457890@$!|+€]/g, (sign) => leet[sign] ?? sign);
}

/** "kiiill" and "killl" to one letter each, for a look-up that forgives any number of repeats. */
function squeeze(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}

/** Brings the words of a message to the spelling that the rules use. */
export class Mending {
  private readonly plain: PlainSpelling;
  private readonly typos: Typos;
  private readonly danger: ReadonlySet<string>;
  private readonly known: ReadonlySet<string>;
  private readonly bySqueezed = new Map<string, string>();
  private readonly mended = perWord(
    (raw) => this.isKnown(raw),
    (raw) => this.mendWord(raw),
  );

  constructor(
    private readonly vocabulary: ReadonlySet<string>,
    { means: meant, fillers, asides, mend, realWords }: CompiledSpelling,
  ) {
    this.plain = { means: new Map(meant), fillers: new Set(fillers), asides: new Set(asides) };
    this.danger = new Set(mend);
    this.typos = new Typos(this.danger);
    this.known = new Set([...vocabulary, ...realWords, ...fillers]);
    for (const word of [...vocabulary, ...this.danger])
      if (word.length > 2) this.bySqueezed.set(squeeze(word), word);
  }

  /**
   * The words of a message in order, each with its place in the original and its sentence. Fillers are left out; asides
   * ("lol") come last, with the number of their sentence, so that they part no two words and can still be seen.
   * Years up to `lastPastYear` count as long past.
   */
  mend(tokens: readonly RawToken[], lastPastYear: number): Word[] {
    const words: Word[] = [];
    const asides: Word[] = [];
    let sentence = 0;
    let at = 0;
    while (at < tokens.length) {
      const apart = this.joinLettersApart(tokens, at);
      const token = tokens[at];
      if (token === undefined) break;
      const end = tokens[at + apart.count - 1]?.end ?? token.end;
      if (token.breakBefore) sentence += 1;
      for (const text of apart.words ?? this.mended(token.raw)) {
        if (this.plain.fillers.has(text)) continue;
        const numbers = numberClassesOf(text, lastPastYear);
        const word = { text, start: token.start, end, sentence, numbers };
        (this.plain.asides.has(text) ? asides : words).push(word);
      }
      at += apart.count;
    }
    return [...words, ...asides];
  }

  /** Letters written one by one ("k i l l"), or a danger word broken in two ("sui cide"), from this token on. */
  private joinLettersApart(
    tokens: readonly RawToken[],
    at: number,
  ): { count: number; words: string[] | null } {
    const cuts = this.cuts(unleet(lettersApart(tokens, at)));
    for (let count = cuts.length - 1; count >= 3; count -= 1) {
      const words = cuts[count];
      if (words?.some((word) => word.length > 2))
        return { count, words: words.flatMap((word) => this.mendWord(word)) };
    }
    const [first, second] = [tokens[at], tokens[at + 1]];
    if (first && second && !second.breakBefore && second.start - first.end <= 1) {
      const isBroken = !this.isKnown(first.raw) || !this.isKnown(second.raw);
      const joined = isBroken ? first.raw + second.raw : '';
      if (joined.length >= 5 && this.danger.has(joined)) return { count: 2, words: [joined] };
    }
    return { count: 1, words: null };
  }

  private isKnown(word: string): boolean {
    return this.known.has(word) || this.plain.means.has(word);
  }

  private mendWord(raw: string): string[] {
    const { means } = this.plain;
    const bare = raw.replaceAll("'", '');
    const meant = means.get(raw) ?? means.get(bare);
    if (meant !== undefined) return meant;
    const joined = /^(.+)'[nr]$/.exec(raw)?.[1];
    if (joined !== undefined && this.isKnown(joined)) return this.mendWord(joined);
    if (this.known.has(bare) || bare.length > longestWritten) return [bare];
    if (!/^\p{L}+$/u.test(bare)) return this.mendSigns(bare);
    return this.mendLetters(bare) ?? [bare];
  }

  /** Letters alone: repeats, a dropped g, a slip, words run together. Null when it is none of these. */
  private mendLetters(word: string): string[] | null {
    const squeezed = this.bySqueezed.get(squeeze(word));
    if (squeezed !== undefined && (/(.)\1\1/u.test(word) || (this.danger.has(squeezed) && word.length > 3)))
      return [squeezed];
    if (word.endsWith('in') && this.vocabulary.has(`${word}g`)) return [`${word}g`];
    const typo = this.typos.mend(word);
    if (typo !== null) return [typo];
    const parts = word.length >= shortestRunTogether ? this.cut(word) : null;
    return parts?.some((part) => this.danger.has(part))
      ? parts.flatMap((part) => means(this.plain, part))
      : null;
  }

  /** Digits or signs within letters: "su1c1de", "d!e", "k*ll", "15yo". */
  private mendSigns(word: string): string[] {
    if (word.includes('*')) {
      const letters = word.replaceAll('*', '');
      if (letters.length > 2 && this.vocabulary.has(letters)) return [letters];
      const shape = new RegExp(`^${word.replace(/[^\p{L}\p{N}*]/gu, '').replaceAll('*', '.')}$`, 'u');
      const hidden = [...this.danger].find((danger) => shape.test(danger));
      if (hidden !== undefined) return [hidden];
    }
    if (/\p{L}/u.test(word)) {
      const letters = unleet(word);
      const mended = means(this.plain, letters);
      if (/^\p{L}{3,}$/u.test(letters)) {
        if (this.vocabulary.has(letters) || mended[0] !== letters) return mended;
        const deeper = this.mendLetters(letters);
        if (deeper !== null) return deeper;
      }
    }
    const parts = word.match(/\p{L}+|\p{N}+/gu) ?? [word];
    return parts.length === 1 && parts[0] === word ? [word] : parts.flatMap((part) => this.mendPart(part));
  }

  private mendPart(part: string): string[] {
    return /^\p{L}+$/u.test(part) ? this.mendWord(part) : [part];
  }

  /** Cuts letters into the fewest words that the rules know; null when they cannot be cut without remainder. */
  private cut(letters: string): string[] | null {
    return this.cuts(letters)[letters.length] ?? null;
  }

  /** For each number of letters from the first on, the fewest words that they can be cut into, or null. */
  private cuts(letters: string): (string[] | null)[] {
    const best: (string[] | null)[] = [[]];
    for (let end = 1; end <= letters.length; end += 1) {
      best[end] = null;
      for (let start = Math.max(0, end - longestCut); start < end; start += 1) {
        const before = best[start];
        const soFar = best[end];
        if (!before || (soFar && before.length + 1 >= soFar.length)) continue;
        const word = letters.slice(start, end);
        if (word === 'i' || (word.length > 1 && this.isCuttable(word))) best[end] = [...before, word];
      }
    }
    return best;
  }

  private isCuttable(word: string): boolean {
    return (
      this.vocabulary.has(word) || this.danger.has(word) || (word.length > 2 && this.plain.means.has(word))
    );
  }
}

function means({ means: known }: PlainSpelling, word: string): string[] {
  return known.get(word) ?? [word];
}
