import type { Token } from '../words/tokens.js';
import type { Mention } from './mentions.js';

const denials = new Set(['not', 'nid', 'dim']);
/** What takes back the word before it: "my dad, no, my step-dad", "mam, sori, mamgu". */
const takesBack = new Set(['no', 'sorry', 'rather', 'wait', 'oops', 'nope', 'na', 'nage', 'sori']);
/** May go with it: "no wait I mean". */
const besides = new Set([
  'i',
  'mean',
  'meant',
  'actually',
  'well',
  'it',
  'is',
  'was',
  'dwi',
  'fi',
  'yn',
  'feddwl',
]);
const longestCorrection = 5;

/** True when nothing but a taking back stands from `from` up to `to`. */
function isTakenBack(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word);
  return (
    words.length > 0 &&
    words.length <= longestCorrection &&
    (words.some((word) => takesBack.has(word)) || words.join(' ').includes('i mean')) &&
    words.every((word) => takesBack.has(word) || besides.has(word))
  );
}

/**
 * Leaves out the people whom the writer takes back: "my dad, no, my step-dad" is about the step-dad, and "not my mum,
 * my mother in law" about the second.
 * @param mentions in the order of the message
 */
export function withoutCorrected(mentions: readonly Mention[], tokens: readonly Token[]): Mention[] {
  return mentions.filter((mention, index) => {
    const next = mentions[index + 1];
    if (!next) return true;
    const denied =
      denials.has(tokens[mention.from - 1]?.word ?? '') && tokens[mention.from]?.before === 'none';
    const beside = next.from - mention.to <= 2 || tokens[next.from]?.before !== 'none';
    return !(denied && beside) && !isTakenBack(tokens, mention.to, next.from);
  });
}
