import type { Said } from '../content/words.js';

/** Several sentences as one; the short form is there when any of them has one. */
export function joined(parts: Said[], joint: string): Said {
  const filled = parts.filter((part) => part.text !== '');
  return {
    text: filled.map((part) => part.text).join(joint),
    short: filled.some((part) => part.short !== null)
      ? filled
          .map((part) => part.short ?? part.text)
          .filter((short) => short !== '')
          .join(joint)
      : null,
  };
}
