/** Text brought to plain lower-case letters, each of which knows where in the original it came from. */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text`: where its source begins in the original, in UTF-16 units. */
  starts: number[];
  /** And where its source ends. */
  ends: number[];
}

const invisible = /^[\p{M}\p{Cf}\p{Cc}\u115f\u1160\u3164\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]$/u;
const pictograph = /^\p{Extended_Pictographic}$/u;

/** Letters that look like Latin ones or that compatibility folding leaves alone. */
const lookalikes = new Map(
  Object.entries({
    '‘': "'",
    '’': "'",
    ʼ: "'",
    '`': "'",
    '´': "'",
    ʹ: "'",
    '′': "'",
    '–': '-',
    '—': '-',
    '−': '-',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ı: 'i',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    а: 'a',
    в: 'b',
    е: 'e',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    ѕ: 's',
    т: 't',
    у: 'y',
    х: 'x',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
  }),
);

/** Signs that part words or stand for one. */
const spoken: Record<string, string> = { '\n': '\n', '&': ' and ' };

function plain(character: string): string {
  const known = lookalikes.get(character);
  if (known !== undefined) return known;
  let result = '';
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (part === '\n' || !invisible.test(part)) result += lookalikes.get(part) ?? part;
  }
  return result;
}

/**
 * Lower case, accents off (ŵ to w), full-width and look-alike letters to plain ones, quotes straight, invisible
 * characters gone. A pictograph becomes the word `emoji` gives for it, or a space. Takes any string, lone surrogates included.
 */
export function fold(text: string, emoji: ReadonlyMap<string, string>): Folded {
  const folded: Folded = { text: '', starts: [], ends: [] };
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    let letters: string;
    if (character <= '\x7f') {
      letters = spoken[character] ?? (character < ' ' ? ' ' : character.toLowerCase());
    } else if (pictograph.test(character)) {
      letters = ` ${emoji.get(character) ?? ''} `;
    } else {
      letters = plain(character);
    }
    for (let unit = 0; unit < letters.length; unit += 1) {
      folded.starts.push(at);
      folded.ends.push(end);
    }
    folded.text += letters;
    at = end;
  }
  return folded;
}

const noEmoji: ReadonlyMap<string, string> = new Map();

/** One word of the rules, folded as messages are, without its apostrophes. */
export function foldWord(word: string): string {
  return fold(word, noEmoji).text.replaceAll("'", '');
}
