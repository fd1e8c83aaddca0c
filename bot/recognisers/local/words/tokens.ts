/** What stands between a word and the one before it: nothing, a pause (comma, dash, bracket), or a sentence's end. */
export type Break = 'none' | 'pause' | 'sentence';

/** A word as it is understood, and where it stands in the message. */
export interface Token {
  /** Lower case, without accents; once spelling is mended, the word that was meant. */
  word: string;
  /** As written, in lower case and without accents. */
  raw: string;
  start: number;
  end: number;
  before: Break;
  /** Written with a capital first letter. */
  capital: boolean;
}

/** A message is read up to here, so that the time of a turn stays bounded. */
const longestRead = 6000;

/** A figure or a word, then in groups: a symbol, a sentence's end, a pause. */
const pieces =
  /\d+(?:[.:/]\d+)+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ`][\p{L}\p{M}\p{N}]+)*|([£$€%&@+]|👍|👎)|([.!?;\n\r…]+)|([,():"“”*|/–—-]|\p{Extended_Pictographic})/gu;
/** Nothing but words and single spaces, as nearly all phrases are: these need no search for anything else. */
const onlyWords = /^[a-z]+(?: [a-z]+)*$/;
const numberAndLetters = /^(\d+)(\p{L}+)$/u;
const plainLetters = /^[A-Za-z0-9' -]*$/;
const spoken: Readonly<Record<string, string>> = { '&': 'and', '+': 'and', '@': 'at' };

/** Lower case, apostrophes of one kind, accents gone: people leave them out as often as not. */
export function fold(text: string): string {
  if (plainLetters.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’ʼ`]/g, "'").toLowerCase();
}

/** A hyphen inside a word ties it together; between figures it means "to"; anywhere else it is a pause. */
function hyphen(text: string, at: number): 'tie' | 'to' | 'pause' {
  const around = `${text[at - 1] ?? ' '}${text[at + 1] ?? ' '}`;
  if (/^\d\d$/.test(around)) return 'to';
  return /^[\p{L}\p{N}]{2}$/u.test(around) ? 'tie' : 'pause';
}

function splitAtSpaces(text: string): Token[] {
  let start = 0;
  return text.split(' ').map((word) => {
    const token: Token = {
      word,
      raw: word,
      start,
      end: start + word.length,
      before: 'none',
      capital: false,
    };
    start += word.length + 1;
    return token;
  });
}

/** Splits a message into words and keeps the punctuation between them as breaks. Spelling is left as it is. */
export function tokenise(message: string): Token[] {
  const text = message.slice(0, longestRead);
  if (onlyWords.test(text)) return splitAtSpaces(text);
  const tokens: Token[] = [];
  let before: Break = 'none';
  const push = (written: string, start: number, word = fold(written)): void => {
    const capital = /^\p{Lu}/u.test(written);
    tokens.push({ word, raw: word, start, end: start + written.length, before, capital });
    before = 'none';
  };

  for (const match of text.matchAll(pieces)) {
    const written = match[0];
    const start = match.index;
    const [, symbol, sentence, pause] = match;
    if (sentence !== undefined) before = 'sentence';
    else if (pause !== undefined) {
      const kind = written === '-' ? hyphen(text, start) : 'pause';
      if (kind === 'to') push(written, start, 'to');
      else if (kind === 'pause' && before === 'none') before = 'pause';
    } else if (symbol !== undefined) push(written, start, spoken[written] ?? written);
    else {
      const split = numberAndLetters.exec(written);
      if (split?.[1] === undefined || split[2] === undefined) push(written, start);
      else {
        push(split[1], start);
        push(split[2], start + split[1].length);
      }
    }
  }
  return tokens;
}
