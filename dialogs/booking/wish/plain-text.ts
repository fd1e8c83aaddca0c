/** Lower case, without accents or apostrophes; what stands in hours and dates stays. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:.,;/-]+/gu, ' ')
    .trim();
}

/** A text of which parts are taken out as they are understood, so that nothing is understood twice; the rest keeps its place. */
export class Remaining {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Takes out every match, each with where it stood. */
  take(pattern: RegExp): { at: number; match: RegExpExecArray }[] {
    const found = [...this.#text.matchAll(pattern)].map((match) => ({ at: match.index, match }));
    for (const { at, match } of found) this.takeOut(at, match[0].length);
    return found;
  }

  takeOut(at: number, length: number): void {
    this.#text = this.#text.slice(0, at) + ' '.repeat(length) + this.#text.slice(at + length);
  }
}

/** Any of the phrases as whole words, the longest first; null when there are none. */
export function anyOf(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(phrases)})(?![\\p{L}\\p{N}])`, 'gu');
}

/** The same as a piece of another pattern. */
export function alternatives(phrases: readonly string[]): string {
  return [...new Set(phrases.map(plain))]
    .sort((one, other) => other.length - one.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/ /g, ' +'))
    .join('|');
}
