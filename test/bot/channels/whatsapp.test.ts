import { expect } from 'chai';
import fc from 'fast-check';
import { renderWhatsApp } from '../../../bot/channels/whatsapp.js';
import { choices, labels, message } from './messages.js';

describe('a WhatsApp message', () => {
  it('has the full text and a line for each choice', () => {
    const sent = renderWhatsApp(
      message({ text: 'Is that right?', short: 'Right?', choices: choices('Ydy', 'Tŷ') }),
    );
    expect(sent).to.equal('Is that right?\n1 Ydy\n2 Tŷ');
  });

  it('is cut at a sentence end and keeps the question and the choices', () => {
    const text = `Call 999 now. ${'Something that can wait. '.repeat(60)}Are you safe?`;
    const sent = renderWhatsApp(message({ text, choices: choices('Yes', 'No'), asks: 'safeNow' }));
    expect(sent).to.match(/^Call 999 now\. /);
    expect(sent).to.match(/can wait\. Are you safe\?\n1 Yes\n2 No$/);
    expect(sent.length).to.be.within(1000, 1024);
  });

  it('has at most 1,024 characters and every choice, for any words', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), labels(label), (text, options) => {
        const sent = renderWhatsApp(message({ text, choices: options }));
        expect(sent.length).to.be.at.most(1024);
        for (const [index, option] of options.entries()) {
          expect(sent).to.include(
            `${options.length > 1 ? `${index + 1} ` : ''}${option.label.replace(/\s+/g, ' ').trim()}`,
          );
        }
      }),
    );
  });
});
