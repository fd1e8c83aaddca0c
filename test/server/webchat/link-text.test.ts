import { expect } from 'chai';
import fc from 'fast-check';
import { linkText } from '../../../server/webchat/link-text.js';

/** What can be followed in a text: what is shown, and where it leads. */
function links(text: string): [string, string][] {
  return linkText(text).flatMap((part) =>
    part.href === null ? [] : [[part.text, part.href] as [string, string]],
  );
}

describe('Links in a message', () => {
  for (const [shown, href] of [
    ['999', 'tel:999'],
    ['111', 'tel:111'],
    ['101', 'tel:101'],
    ['116 123', 'tel:116123'],
    ['0800 0327 322', 'tel:08000327322'],
    ['0800 1111', 'tel:08001111'],
    ['0300 123 1006', 'tel:03001231006'],
    ['01446 704604', 'tel:01446704604'],
    ['029 2047 3022', 'tel:02920473022'],
    ['+44 29 2047 3022', 'tel:+442920473022'],
    ['85258', 'sms:85258'],
  ] as const) {
    it(`makes ${shown} lead to ${href}`, () => {
      expect(links(`Call ${shown}, day or night.`)).to.deep.equal([[shown, href]]);
      expect(links(`(${shown})`)).to.deep.equal([[shown, href]]);
      expect(links(shown)).to.deep.equal([[shown, href]]);
    });
  }

  it('finds each of several', () => {
    expect(links('999 or 111, then 2. Text 85258.')).to.deep.equal([
      ['999', 'tel:999'],
      ['111', 'tel:111'],
      ['85258', 'sms:85258'],
    ]);
  });

  it('leaves the sentence its full stop after a web address', () => {
    const address = 'https://www.valeofglamorgan.gov.uk/en/carers?page=2#top';
    expect(links(`Read ${address}. It helps (see ${address}).`)).to.deep.equal([
      [address, address],
      [address, address],
    ]);
  });

  it('follows the address of a service on the same machine, which has no certificate', () => {
    const address = 'http://localhost:3978/advice/sleep?lang=en';
    expect(links(`More: ${address}.`)).to.deep.equal([[address, address]]);
    expect(links('http://localhost.example.org/')).to.deep.equal([]);
  });

  it('takes no other number for a telephone number', () => {
    for (const text of [
      'In 1999 there were 1,111 of us',
      'It is £999 a year, £76.75 a week or 111.50',
      'From 22/11/2026 at 10:30',
      'Reference FP-999-111',
      'NHS number 943 476 5919',
      'Room 1119',
      'under 18, 18 to 25, 26 to 64',
    ]) {
      expect(links(text), text).to.deep.equal([]);
    }
  });

  it('follows nothing but https, tel and sms', () => {
    expect(links('javascript:alert(1) http://example.org data:text/html,x')).to.deep.equal([]);
  });

  it('neither adds nor loses a letter', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('999', '116 123', ' ', 'https://a.b/c.', '0800 0327 322'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          linkText(text)
            .map((part) => part.text)
            .join(''),
        ).to.equal(text);
      }),
    );
  });
});
