import fc from 'fast-check';
import type { ChannelMessage } from '../../../bot/channels/message.js';

/** A message with only what a test is about. */
export function message(parts: Partial<ChannelMessage>): ChannelMessage {
  return { text: '', short: null, choices: [], asks: null, discreet: false, ...parts };
}

/** Choices with the given labels. */
export function choices(...labels: string[]): ChannelMessage['choices'] {
  return labels.map((label, index) => ({ id: `choice-${index}`, label }));
}

/** English and Welsh words, with what word processors do to them. */
const latinWord = fc.constantFrom(
  ...'Mae dŵr tŷ gŵyl âr êl îs môr sŵn ïe ŵyn Ŵ Ŷ Ôl à è é ì ò ù ä ö ü ñ Ça façade “quoted” ‘it’s’ well– …'.split(
    ' ',
  ),
  ...'your mum’s tea 999 116 123 — £83.30 50% ½ hour (e.g. Barry) https://example.org/x\u00a0y ok. Yes? No! So:'.split(
    ' ',
  ),
  '\n',
  '\r\n',
  'e.g.',
);

/** Text in Latin letters, Welsh among them, from nothing to much more than a message holds. */
export const latinText = fc.array(latinWord, { maxLength: 400 }).map((parts) => parts.join(' '));

/** As many choices, with labels as long, as a question may have. */
export function labels(text: fc.Arbitrary<string>): fc.Arbitrary<ChannelMessage['choices']> {
  return fc.array(text, { maxLength: 8 }).map((all) => choices(...all));
}
