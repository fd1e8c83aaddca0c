import { SegmentedMessage } from 'sms-segments-calculator';
import { compactChoices } from './choices.js';
import { fitMessage } from './fit.js';
import { toGsm7 } from './gsm7.js';
import type { ChannelMessage } from './message.js';

/** The most that one reply costs a council to send, and that phones show without a break. */
const mostSegments = 3;
/** Three segments hold 153 characters each; a longer text need not be measured. */
const mostCharacters = mostSegments * 153;

/** How many segments `text` is sent in, and in which alphabet. */
export function smsSegments(text: string): { count: number; encoding: 'GSM-7' | 'UCS-2' } {
  const message = new SegmentedMessage(text);
  return {
    count: message.segmentsCount,
    encoding: message.getEncodingName() === 'GSM-7' ? 'GSM-7' : 'UCS-2',
  };
}

/**
 * The text message for `message`: the editor's short form when there is one, numbered choices under it, in GSM-7
 * where the words allow it and at most three segments. What is too long ends at a sentence; choices are always whole.
 */
export function renderSms(message: ChannelMessage): string {
  const choices = message.choices.map((choice) => ({ ...choice, label: toGsm7(choice.label) }));
  const parts = {
    body: toGsm7(message.short ?? message.text),
    choices: compactChoices(choices),
    asks: message.asks !== null || choices.length > 0,
  };
  return fitMessage(
    parts,
    (text) => text.length <= mostCharacters && smsSegments(text).count <= mostSegments,
  );
}
