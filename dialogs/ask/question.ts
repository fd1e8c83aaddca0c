import type { Said } from '../../content/words.js';
import type { Choice } from '../reply.js';
import type { Heard, Scene } from '../scene.js';
import type { FactName } from '../story/story.js';

/** What is said to ask for a fact. */
export interface Prompt {
  said: Said;
  choices: Choice[];
  discreet?: boolean;
}

/** One thing that is asked for, and how its answer is read. */
export interface Question {
  readonly fact: FactName;
  /** Learns what the prompt needs, in the turn that says it. */
  prepare?(scene: Scene): Promise<void>;
  prompt(scene: Scene): Prompt;
  /**
   * Reads an answer into the story or the progress. `chosen` is the id of the choice that was made, by its number or
   * its words. Returns false when it was not understood.
   */
  read(scene: Scene, heard: Heard, chosen: string | null): boolean;
  /** Said in place of the prompt when an answer was not understood; the general words are used without it. */
  again?(scene: Scene): Said;
  /** Leads with what a worry deserves that was told instead of an answer. False when none was. */
  reassure?(scene: Scene, heard: Heard): boolean;
  /** Whether there is nothing left to ask, because the answer came by another way. */
  settled?(scene: Scene): boolean;
  /** What to do when it is left out, besides noting that it was. */
  leave?(scene: Scene): void;
  /** The sentence that thanks for an answer, in front of what comes next. */
  readonly thanks?: string;
  /** True where the question is never given up, because of what hangs on it. */
  readonly patient?: boolean;
  /** True where any words are an answer, so that anger, nonsense and idle talk must not be taken for one. */
  readonly freeWords?: boolean;
}
