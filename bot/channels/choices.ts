import type { Choice } from '../../dialogs/reply.js';

/** Numbered choices, a line each; the number is what the person sends back. Empty when there are none. */
export function choiceLines(choices: Choice[]): string {
  return numbered(choices).join('\n');
}

/**
 * Numbered choices on one line when they are few and short ("1 Yes 2 No"), otherwise a line each. A label with a
 * digit in it gets its own line, since "1 18 to 25 2 26 to 64" cannot be read.
 */
export function compactChoices(choices: Choice[]): string {
  const line = numbered(choices).join(' ');
  const readable = line.length <= 40 && !choices.some(({ label }) => /\d/.test(label));
  return readable ? line : choiceLines(choices);
}

/** A choice by itself has no number: it is sent back by its word, and "1" is an answer. */
function numbered(choices: Choice[]): string[] {
  const labels = choices.map(({ label }) => label.replace(/\s+/g, ' ').trim());
  return labels.length === 1 ? labels : labels.map((label, index) => `${index + 1} ${label}`);
}
