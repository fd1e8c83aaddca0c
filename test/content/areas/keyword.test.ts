import { expect } from 'chai';
import { begunBy } from '../../../content/areas/keyword.js';
import { keywordSchema } from '../../../content/schema/keyword.js';

const vale = { id: 'vale-of-glamorgan', keyword: { en: 'CARER', cy: 'GOFALWR' } };
const coventry = { id: 'coventry', keyword: { en: 'CARER', cy: 'GOFALWR' } };
const thurrock = { id: 'thurrock', keyword: { en: 'THURROCKCARER', cy: 'GOFALWRTHURROCK' } };
const all = [vale, coventry, thurrock];

describe('the word of a poster', () => {
  it('begins with the area of the number, in the language of the word, however it is typed', () => {
    for (const text of ['CARER', 'carer', ' Carer. ', '"carer"'])
      expect(begunBy(text, all, 'coventry'), text).to.deep.equal({ area: 'coventry', language: 'en' });
    expect(begunBy('gofalwr', all, vale.id)).to.deep.equal({ area: vale.id, language: 'cy' });
  });

  it('begins with another area only where one alone has the word', () => {
    expect(begunBy('Thurrock carer', all, vale.id)).to.deep.equal({ area: 'thurrock', language: 'en' });
    expect(begunBy('carer', all, 'thurrock')).to.equal(null);
  });

  it('is nothing but the word', () => {
    for (const text of ['', 'i am a carer', 'carers', 'carer carer'])
      expect(begunBy(text, all, vale.id), text).to.equal(null);
  });

  it('is never a word that stops or starts texts', () => {
    for (const en of ['STOP', 'END', 'CANCEL', 'QUIT', 'START', 'YES', 'carer', 'A B'])
      expect(keywordSchema.safeParse({ en, cy: 'GOFALWR' }).success, en).to.equal(false);
    expect(keywordSchema.safeParse({ en: 'HELPMUM', cy: 'GOFALWR' }).success).to.equal(true);
  });
});
