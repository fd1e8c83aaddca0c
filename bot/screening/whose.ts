import type { Pattern } from '../../content/safety/pattern.js';
import type { SafetyWhose } from '../../content/schema/safety.js';
import type { Finding } from '../../dialogs/finding.js';
import { type Message, PatternIndex, type Span } from './matching.js';
import type { CompiledPattern } from './phrases.js';

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
  { writer, someoneElse }: SafetyWhose,
  compile: (pattern: Pattern) => CompiledPattern,
): WhoseDanger {
  const named = (patterns: Pattern[], about: Finding['about']): [CompiledPattern, Finding['about']][] =>
    patterns.map((pattern) => [compile(pattern), about]);
  const index = new PatternIndex([...named(writer, 'writer'), ...named(someoneElse, 'someone-else')]);

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
