import { expect } from 'chai';
import fc from 'fast-check';
import { toGsm7 } from '../../../bot/channels/gsm7.js';
import { renderSms, smsSegments } from '../../../bot/channels/sms.js';
import { choices, labels, latinText, message } from './messages.js';

const label = latinText.map((text) => text.replace(/\s+/g, ' ').trim().slice(0, 25) || 'x');
const anyLabel = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });

describe('a text message', () => {
  it('uses the short form, with the choices on one line when they are short', () => {
    const sent = renderSms(message({ text: 'Long.', short: 'Short.', choices: choices('Yes', 'No') }));
    expect(sent).to.equal('Short.\n1 Yes 2 No');
  });

  it('gives a line to each choice that is long or has a number in it', () => {
    const ages = renderSms(message({ text: 'Which?', choices: choices('Under 18', '18 to 25') }));
    expect(ages).to.equal('Which?\n1 Under 18\n2 18 to 25');
    const long = renderSms(
      message({ text: 'What?', choices: choices('Time off for appointments', 'Being worn out') }),
    );
    expect(long).to.equal('What?\n1 Time off for appointments\n2 Being worn out');
  });

  it('writes typographic and Welsh characters with the alphabet of texts', () => {
    expect(toGsm7('“Mam’s” tŷ – dŵr… â ê î ô û ï Ŵ\u00a0½ œ')).to.equal(
      '"Mam\'s" ty - dwr... a e i o u i W 1/2 oe',
    );
    expect(toGsm7('à è é ì ò ù ä ö ü ñ £ €')).to.equal('à è é ì ò ù ä ö ü ñ £ €');
    expect(toGsm7('w\u0302yr\r\n')).to.equal('wyr\n');
  });

  it('leaves other scripts readable', () => {
    expect(toGsm7('مرحبا हिन्दी 🙂')).to.equal('مرحبا हिन्दी 🙂');
  });

  it('is cut at a sentence end and keeps the numbers in front, the question and the choices', () => {
    const filler = 'This sentence goes on about something that can wait until later. '.repeat(12);
    const sent = renderSms(
      message({
        text: `Call 999 now. ${filler}Are you safe?`,
        choices: choices('Yes', 'No'),
        asks: 'safeNow',
      }),
    );
    expect(sent).to.match(/^Call 999 now\. This sentence/);
    expect(sent).to.match(/until later\. Are you safe\?\n1 Yes 2 No$/);
    expect(smsSegments(sent)).to.deep.equal({ count: 3, encoding: 'GSM-7' });
  });

  it('does not end on a line that announces what was cut', () => {
    const long = `${'word '.repeat(100)}end.`;
    const sent = renderSms(message({ text: `Two things may help.\nThese are:\n${long}` }));
    expect(sent).to.equal('Two things may help.');
  });

  it('shows by dots that a sentence too long for a text was cut', () => {
    const sent = renderSms(message({ text: 'word '.repeat(200), choices: choices('Yes') }));
    expect(sent).to.match(/word\.\.\.\nYes$/);
    expect(smsSegments(sent).count).to.equal(3);
  });

  it('cuts even one endless word, and says something', () => {
    expect(renderSms(message({ text: 'a'.repeat(5000) }))).to.match(/^a{400,}\.\.\.$/);
  });

  it('has at most three segments, in GSM-7, with every choice, for any Latin or Welsh words', () => {
    fc.assert(
      fc.property(
        latinText,
        fc.option(latinText),
        labels(label),
        fc.boolean(),
        (text, short, options, asks) => {
          const sent = renderSms(message({ text, short, choices: options, asks: asks ? 'wants' : null }));
          expect(smsSegments(sent).encoding).to.equal('GSM-7');
          expect(smsSegments(sent).count).to.be.at.most(3);
          for (const [index, option] of options.entries()) {
            expect(sent).to.include(
              `${options.length > 1 ? `${index + 1} ` : ''}${toGsm7(option.label).replace(/\s+/g, ' ').trim()}`,
            );
          }
        },
      ),
    );
  });

  it('has at most three segments for any words at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        fc.array(anyLabel, { maxLength: 3 }),
        (text, options) => {
          const sent = renderSms(message({ text, choices: choices(...options) }));
          expect(smsSegments(sent).count).to.be.at.most(3);
        },
      ),
    );
  });
});
