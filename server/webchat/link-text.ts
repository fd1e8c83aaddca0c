/** A stretch of a message, and where it leads when it can be followed. */
export interface TextPart {
  text: string;
  /** `tel:`, `sms:` or a web address; null for plain words. */
  href: string | null;
}

/** Numbers that are texted rather than called: the Shout crisis line. */
const textedNumbers = new Set(['85258']);

const patterns = [
  // Web addresses, without the full stop that ends the sentence. A service on one's own machine has no certificate.
  String.raw`(?:https:\/\/|http:\/\/localhost[:\/])[^\s<>"']*[^\s<>"'.,;:!?)\]]`,
  // UK numbers as they are written: 029 2047 3022, 0800 0327 322, 01446 704604, (029) 2047 3022, +44 29 2047 3022.
  String.raw`(?:\+44[ ]?(?:\(0\)[ ]?)?|\(0\d{2,5}\)[ ]?|0)\d(?:[ -]?\d){7,9}`,
  // Childline, the only freephone number this short.
  String.raw`0800[ ]?1111`,
  // Short numbers for everyone, and six-digit ones such as 116 123.
  String.raw`116[ ]?\d{3}|85258|999|111|101|112`,
];
const findable = new RegExp(String.raw`(?<![\w£.,+\/-])(?:${patterns.join('|')})(?![\w%\/]|[.,]\d|-\d)`, 'g');

/**
 * Splits a message of ours into plain words and what can be followed: web addresses and telephone numbers. Nothing is
 * added or lost: the parts' texts joined are the message.
 */
export function linkText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(findable)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: match[0], href: hrefOf(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

function hrefOf(found: string): string {
  if (found.startsWith('http')) return found;
  const digits = found.replace('(0)', '').replace(/[^+\d]/g, '');
  return `${textedNumbers.has(digits) ? 'sms' : 'tel'}:${digits}`;
}
