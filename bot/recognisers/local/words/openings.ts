import { perWord } from '../../../per-word.js';
import { Memory } from './memory.js';

/** Where books keep something, by the number of the book; most have nothing there. */
interface Places {
  byBook: (number | undefined)[];
  /** A bit for each book that may have something; beyond thirty-two books some share theirs. */
  books: number;
}

/** For one word of a message: where each book keeps the phrases that begin with it, and those that begin with a part of it. */
export interface Opening {
  words: Places | undefined;
  prefixes: Places | undefined;
  books: number;
}

/** What the books know of one message, for as long as it is read. */
export interface Looked {
  /** For each word, what begins with it. */
  openings: readonly Opening[];
  /** A bit for each book that something in the message may begin with. */
  books: number;
  /** What each book found in it, by the number of the book: several ask the same book. */
  found: (readonly unknown[] | undefined)[];
}

/** The bit by which a book is found in `books`. */
export function bitOf(book: number): number {
  return 1 << (book % 32);
}

/** The first three letters as one number, which is quicker to look up than a new string; a clash does no harm. */
function startOf(word: string): number {
  return (word.charCodeAt(0) << 14) ^ (word.charCodeAt(1) << 7) ^ word.charCodeAt(2);
}

function placeIn<Key>(map: Map<Key, Places>, key: Key, book: number, fresh: number): number {
  let places = map.get(key);
  if (places === undefined) {
    places = { byBook: [], books: 0 };
    map.set(key, places);
  }
  places.books |= bitOf(book);
  return (places.byBook[book] ??= fresh);
}

/** The words that phrases begin with, of all books together: a word of a message is looked up once, not once for each book. */
export class Openings {
  /** Of the message that is read, for all that read it. */
  readonly memory = new Memory();
  private readonly byWord = new Map<string, Places>();
  private readonly byPrefix = new Map<number, Places>();
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

  /** What begins with a word, once all phrases are placed. */
  readonly of = perWord(
    (word) => this.byWord.has(word),
    (word): Opening => {
      const words = this.byWord.get(word);
      const prefixes = this.byPrefix.get(startOf(word));
      return { words, prefixes, books: (words?.books ?? 0) | (prefixes?.books ?? 0) };
    },
  );

  /** What is known of a message, kept for as long as it is read. */
  readonly lookedAt = this.memory.once((items: readonly { word: string }[]): Looked => {
    const openings = items.map(({ word }) => this.of(word));
    const books = openings.reduce((all, opening) => all | opening.books, 0);
    return { openings, books, found: [] };
  });
}
