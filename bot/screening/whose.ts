import type { Finding } from '../../dialogs/finding.js';
import type { CompiledRules, NumberedPattern } from './compile.js';
import { type Message, type PatternIndex, type Span } from './matching.js';

/** Most words between the person and the words of danger: "my son has been saying for weeks that he ... wants to die". */
const farthest = 4;

/** Tells whom the words of danger concern, in one message. */
export type WhoseDanger = (message: Message, match: Span) => Finding['about'];

/**
 * Makes the judge of whether the writer or someone else is in danger. It is the one last named within the matched words
 * or shortly before them ("I think she wants to die" is she, "he makes me want to die" is me); null when nobody is named.
 * Where two end at the same word the longer counts: "my son" before "my".
 */
export function createWhose(
  { writer, someoneElse }: CompiledRules['whose'],
  indexOf: (patterns: (readonly [NumberedPattern, Finding['about']])[]) => PatternIndex<Finding['about']>,
): WhoseDanger {
  const index = indexOf([
    ...writer.map((pattern) => [pattern, 'writer'] as const),
    ...someoneElse.map((pattern) => [pattern, 'someone-else'] as const),
  ]);

  return (message, match) => {
    let about: Finding['about'] = null;
    let last: Span | null = null;
    for (const { owner, span } of index.find(message)) {
      const near = span.to <= match.to && match.from - span.to <= farthest;
      if (!near || message.words[span.from]?.sentence !== message.words[match.from]?.sentence) continue;
      if (last && (span.to < last.to || (span.to === last.to && span.from >= last.from))) continue;
      last = span;
      about = owner;
    }
    return about;
  };
}
