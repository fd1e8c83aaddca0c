import type { FactName } from '../../dialogs/story/story.js';
import type { Understanding } from '../../dialogs/understanding.js';

/** Reads one message. Several may be asked about the same words, so each answers only for what it saw. */
export interface Recogniser {
  /**
   * @param text the message as it was written
   * @param asked the fact that our last question asked for, or null; a bare answer is read in its light
   * @returns what the words say and nothing more; it never throws
   */
  read(text: string, asked: FactName | null): Understanding;
}
