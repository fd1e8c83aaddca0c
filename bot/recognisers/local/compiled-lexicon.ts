import type { Lexicon } from '../../../content/schema/understanding.js';
import { compilersOf, type Compilers } from './compilers.js';
import { createLocalRecogniser } from './local-recogniser.js';
import { compilerFrom, type CompiledPhrases, PhraseRecorder } from './words/compiled-phrases.js';
import { Openings } from './words/openings.js';

/** The phrases of a lexicon as they were compiled, in plain JSON: a start that finds them need not compile them again. */
export interface CompiledLexicon {
  mutating: CompiledPhrases;
  exact: CompiledPhrases;
}

/**
 * Compiles every phrase that the recogniser of a lexicon looks for.
 * @throws Error when one cannot be compiled
 */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const compilers = compilersOf(lexicon);
  const mutating = new PhraseRecorder(compilers.mutating);
  const exact = new PhraseRecorder(compilers.exact);
  createLocalRecogniser(lexicon, { mutating, exact });
  return { mutating: mutating.compiled, exact: exact.compiled };
}

/** Compilers that know the phrases of the lexicon which `compiled` was made from, and no others. */
export function openCompilers(compiled: CompiledLexicon): Compilers {
  const openings = new Openings();
  return {
    mutating: compilerFrom(compiled.mutating, openings),
    exact: compilerFrom(compiled.exact, openings),
  };
}
