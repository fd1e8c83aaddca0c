import type { Lexicon } from '../../../../content/schema/understanding.js';
import type { Token } from '../words/tokens.js';

/** A number in figures or words: tokens `from` up to `to`. */
export interface NumberFound {
  value: number;
  from: number;
  to: number;
}

/** What older Welsh counts on from. */
const scores: Readonly<Record<string, number>> = {
  ddeg: 10,
  bymtheg: 15,
  hugain: 20,
  ugain: 20,
  deugain: 40,
};

/**
 * Makes a reader of the numbers 0 to 120 in figures and in words, as in "82", "eighty two", "wyth deg dau".
 * Bigger numbers, decimals and times are no ages, and are left out.
 */
export function createNumberReader(ages: Lexicon['ages']): (tokens: readonly Token[]) => NumberFound[] {
  const numbers = new Map(Object.entries(ages.numbers));
  const tens = new Map(Object.entries(ages.tens));

  const small = (token: Token | undefined): number | undefined =>
    token === undefined || token.before === 'sentence' ? undefined : numbers.get(token.word);
  /** "Pedair ar hugain" is four on twenty, "dwy ar bymtheg" two on fifteen. */
  const onTop = (tokens: readonly Token[], from: number): NumberFound | null => {
    if (tokens[from + 1]?.word !== 'ar') return null;
    const first = numbers.get(tokens[from]?.word ?? '') ?? tens.get(tokens[from]?.word ?? '');
    const base = scores[tokens[from + 2]?.word ?? ''];
    if (first === undefined || base === undefined) return null;
    return { value: base + first, from, to: from + 3 };
  };
  /** Welsh counts "wyth deg dau": eight ten two. */
  const spoken = (tokens: readonly Token[], from: number): NumberFound | null => {
    const word = tokens[from]?.word ?? '';
    const value = tens.get(word);
    const first = numbers.get(word);
    const next = tokens[from + 1];
    const multiplied = first !== undefined && first <= 9 && next !== undefined && tens.get(next.word) === 10;
    if (value === undefined && !multiplied)
      return first === undefined ? null : { value: first, from, to: from + 1 };
    const round = multiplied ? first * 10 : (value ?? 0);
    const after = from + (multiplied ? 2 : 1);
    const units = small(tokens[after]);
    return units !== undefined && units >= 1 && units <= 9
      ? { value: round + units, from, to: after + 1 }
      : { value: round, from, to: after };
  };

  return (tokens) => {
    const found: NumberFound[] = [];
    for (let at = 0; at < tokens.length;) {
      const word = tokens[at]?.word ?? '';
      const number: NumberFound | null = /^(?:0|[1-9]\d{0,2})$/.test(word)
        ? { value: Number(word), from: at, to: at + 1 }
        : (onTop(tokens, at) ?? spoken(tokens, at));
      if (number && number.value <= 120) found.push(number);
      at = number ? number.to : at + 1;
    }
    return found;
  };
}
