import { choiceLines } from './choices.js';
import { fitMessage } from './fit.js';
import type { ChannelMessage } from './message.js';

/** Twilio's limit for the body of a WhatsApp message with choices (twilio.com/docs/content/twiliolist-picker). */
const mostCharacters = 1024;

/**
 * The WhatsApp message for `message`: the full text with numbered choices, a line each, at most 1,024 characters.
 * What is too long ends at a sentence; choices are always whole.
 */
export function renderWhatsApp(message: ChannelMessage): string {
  const parts = {
    body: message.text.normalize('NFC').replace(/\r\n?/g, '\n'),
    choices: choiceLines(message.choices),
    asks: message.asks !== null || message.choices.length > 0,
  };
  return fitMessage(parts, (text) => text.length <= mostCharacters);
}
