import type { Language } from '../../content/language.js';

/** Somebody who holds a conversation. */
export interface Person {
  /** Id of the area whose page they open. */
  area: string;
  language: Language;
  lines: readonly string[];
}

/** One conversation in which a side is measured. */
export interface Talk {
  /** Settles when the line has been answered, and kept as durably as the side keeps anything. */
  say(line: string): Promise<void>;
  /** Closes what was opened for it. */
  end?(): void;
}

/** One of the things that are compared. */
export interface Side {
  name: string;
  /** Gets a conversation as far as its first line; this is not measured. */
  begin(person: Person): Promise<Talk>;
}
