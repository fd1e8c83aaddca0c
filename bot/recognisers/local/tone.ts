import type { Lexicon } from '../../../content/schema/understanding.js';
import type { Understanding } from '../../../dialogs/understanding.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

type Sign = 'angry' | 'off-topic' | 'greeting';

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const rowRun = 4;

/** Letters that no hand types as a word: along one row of the keyboard, one letter or pair over and over, or no vowel. */
export function isMash(word: string): boolean {
  if (word.length < 4 || /[^a-z]/.test(word)) return false;
  if (/^(.{1,3})\1{2,}.?.?$/.test(word)) return true;
  if (!/[aeiouwy]/.test(word)) return true;
  for (let at = 0; at + rowRun <= word.length; at += 1) {
    const run = word.slice(at, at + rowRun);
    const back = [...run].reverse().join('');
    if (
      keyRows.some((row) => row.includes(run) || row.includes(back)) &&
      !/(?:wert|rewq|poiu|uiop)/.test(run)
    )
      return true;
    if (/(?:qwer|wert|rewq)/.test(run) && word.includes('qwe')) return true;
  }
  return /[bcdfghjklmnpqrstvxz]{6,}/.test(word);
}

/** Makes the judge of a message's tone. */
export function createToneJudge(
  lexicon: Lexicon['tone'],
  known: ReadonlySet<string>,
  compiler: PhraseCompiler,
): { judge(text: string, tokens: readonly Token[], aboutCaring: boolean): Understanding['tone'] } {
  const book = new PhraseBook<Sign>(compiler).add('angry', lexicon.angry).add('off-topic', lexicon.offTopic);

  return {
    judge: (text, tokens, aboutCaring) => {
      const words = tokens.filter(({ word }) => /^[a-z']+$/.test(word));
      if (tokens.length === 0)
        return /\S/.test(text) && !/\p{Extended_Pictographic}/u.test(text) ? 'nonsense' : null;
      const known4 = words.some(({ word, raw }) => known.has(word) || known.has(raw));
      if (words.length > 0 && !known4 && words.every(({ raw }) => isMash(raw))) return 'nonsense';
      const hits = book.find(tokens);
      if (!aboutCaring && hits.some(({ label }) => label === 'angry')) return 'angry';
      if (!aboutCaring && hits.some(({ label }) => label === 'off-topic')) return 'off-topic';
      return null;
    },
  };
}
