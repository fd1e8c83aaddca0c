import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../content/project-root.js';
import { familiarWords, politeWords, rules } from './welsh-rules.js';

type Form = 'full' | 'sms' | 'young' | 'youngSms';
interface Sentence {
  /** `file.entry`, and the form after a space where it is not the full one. */
  name: string;
  key: string;
  form: Form;
  en: string;
  cy: string;
}

const folder = join(projectRoot, 'content/words');
const sentences = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => {
    const entries = parse(readFileSync(join(folder, file), 'utf8')) as Record<
      string,
      Record<string, unknown>
    >;
    return Object.entries(entries).flatMap(([entry, { en, cy, ...others }]) => {
      const key = `${basename(file, '.yaml')}.${entry}`;
      return Object.entries({ full: { en, cy }, ...others }).map(
        ([form, both]) => ({ name: `${key} ${form}`, key, form, ...(both as object) }) as Sentence,
      );
    });
  });
/** Files and sentences that nobody known to be under 18 is shown. */
const forAdults = [
  /^(welcome|pages|directory|try|desk|desk-alert|desk-delivery|desk-queue|desk-supervision|desk-audit|desk-conversation|desk-partner|desk-outcomes|desk-newsletter|newsletter|referral-email|refer|poster|afterwards|plan|referral-answer)\./,
  /^ask\.(yourAge|knowsAndAgrees)/,
  /^ending\.(professional|both)/,
];

const mistakes = (text: string): string[] =>
  rules.filter(({ wrong }) => wrong.test(text)).map(({ name }) => name);

describe('the Welsh of the words', () => {
  it('has for people under 18 a form with ti, wherever the plain one says chi', () => {
    const has = (key: string, form: Form): boolean =>
      sentences.some((each) => each.key === key && each.form === form);
    const shownToYoung = sentences.filter(({ key }) => !forAdults.some((pattern) => pattern.test(key)));
    expect(shownToYoung).to.have.length.greaterThan(200);
    const lacking = shownToYoung.filter(({ key, form, cy }) => {
      if (politeWords(cy).length === 0) return false;
      if (form === 'full') return !has(key, 'young');
      return form === 'sms' && !has(key, 'young') && !has(key, 'youngSms');
    });
    expect(lacking.map(({ name }) => name)).to.deep.equal([]);
  });

  it('never mixes chi and ti', () => {
    for (const { name, form, cy } of sentences) {
      const strange = form === 'full' || form === 'sms' ? familiarWords(cy) : politeWords(cy);
      expect(strange, name).to.deep.equal([]);
    }
  });

  it('is a translation, not the English again', () => {
    const same = sentences.filter(({ en, cy }) => en === cy && /\p{L}/u.test(en.replace(/\{\w+\}/g, '')));
    expect(same.map(({ key }) => key)).to.have.members([
      'conditions.dementia',
      'conditions.adhd',
      'directory.topics-dementia',
      'pages.name',
      'pages.language.en',
      'pages.language.cy',
      'try.channel.sms',
      'try.channel.whatsapp',
      'desk-queue.channel.whatsapp',
    ]);
  });

  it('makes none of the mistakes that can be seen without a reader', () => {
    const found = sentences.flatMap(({ name, cy }) =>
      mistakes(cy).map((mistake) => `${name} lacks ${mistake}: ${cy}`),
    );
    expect(found).to.deep.equal([]);
  });

  it('says in every file that it awaits a reader', () => {
    for (const file of readdirSync(folder)) {
      const [head = ''] = readFileSync(join(folder, file), 'utf8').split(/^[^#]/m);
      expect(head, file).to.match(/await(s|ing) a Welsh speaker's review/i);
    }
  });
});

describe('the rules for Welsh', () => {
  for (const { name, wrong, is, isNot } of rules) {
    it(`see where ${name} is missing`, () => {
      for (const text of is) expect(wrong.test(text), text).to.equal(true);
      for (const text of isNot) expect(wrong.test(text), text).to.equal(false);
    });
  }

  it('tell chi from ti', () => {
    expect(politeWords("Gallwch ffonio'ch mam, rydych chi'n siŵr")).to.deep.equal([
      'Gallwch',
      "'ch",
      'rydych',
      'chi',
    ]);
    expect(politeWords('Edrych ar y manylion, diogelwch, di-dâl')).to.deep.equal([]);
    expect(familiarWords("Galli di ffonio dy fam, wyt ti'n iawn")).to.deep.equal([
      'Galli',
      'di',
      'dy',
      'wyt',
      'ti',
    ]);
    expect(familiarWords("Gofalwr di-dâl, dyma'r tir")).to.deep.equal([]);
  });
});
