/** Where one book keeps the phrases that begin with a word, or with a part of it. */
interface Place {
  book: number;
  place: number;
}

/** For one word of a message and one book: where the book keeps the phrases that begin with it, and those that begin with a part of it. */
export interface Opening {
  /** The word's place in the message. */
  at: number;
  word: number | undefined;
  prefix: number | undefined;
}

const nowhere: readonly never[] = [];

/** The first three letters as one number, which is quicker to look up than a new string; a clash does no harm. */
function startOf(word: string): number {
  return (word.charCodeAt(0) << 14) ^ (word.charCodeAt(1) << 7) ^ word.charCodeAt(2);
}

function placeIn<Key>(map: Map<Key, Place[]>, key: Key, book: number, fresh: number): number {
  const places = map.get(key) ?? [];
  const known = places.find((each) => each.book === book);
  if (known) return known.place;
  places.push({ book, place: fresh });
  map.set(key, places);
  return fresh;
}

/** The words that phrases begin with, of all books together: a word of a message is looked up once, not once for each book. */
export class Openings {
  private readonly byWord = new Map<string, Place[]>();
  private readonly byPrefix = new Map<number, Place[]>();
  private readonly read = new WeakMap<readonly { word: string }[], readonly Opening[][]>();
  private books = 0;

  /** The number of a new book. */
  join(): number {
    this.books += 1;
    return this.books - 1;
  }

  /** Where a book keeps the phrases that begin with this word: `fresh` when it has none yet. */
  place(book: number, word: string, fresh: number): number {
    return placeIn(this.byWord, word, book, fresh);
  }

  /** The same for phrases that begin with any word of this beginning. */
  placeOfPrefix(book: number, prefix: string, fresh: number): number {
    return placeIn(this.byPrefix, startOf(prefix), book, fresh);
  }

  /** What one book has for the first of some words, or undefined. */
  first(book: number, items: readonly { word: string }[]): Opening | undefined {
    const word = items[0]?.word ?? '';
    const at = (places: readonly Place[] | undefined): number | undefined =>
      places?.find((each) => each.book === book)?.place;
    const found = { at: 0, word: at(this.byWord.get(word)), prefix: at(this.byPrefix.get(startOf(word))) };
    return found.word === undefined && found.prefix === undefined ? undefined : found;
  }

  /** The words of a message at which a book has something, in their order; looked up once for all books. */
  all(book: number, items: readonly { word: string }[]): readonly Opening[] {
    let openings = this.read.get(items);
    if (openings === undefined) {
      openings = this.look(items);
      this.read.set(items, openings);
    }
    return openings[book] ?? nowhere;
  }

  private look(items: readonly { word: string }[]): readonly Opening[][] {
    const byBook: Opening[][] = Array.from({ length: this.books }, () => []);
    for (let at = 0; at < items.length; at += 1) {
      const written = items[at]?.word ?? '';
      for (const { book, place } of this.byWord.get(written) ?? nowhere)
        byBook[book]?.push({ at, word: place, prefix: undefined });
      for (const { book, place } of this.byPrefix.get(startOf(written)) ?? nowhere) {
        const openings = byBook[book];
        const last = openings?.[openings.length - 1];
        if (last?.at === at) last.prefix = place;
        else openings?.push({ at, word: undefined, prefix: place });
      }
    }
    return byBook;
  }
}
