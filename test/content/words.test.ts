import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../../content/errors.js';
import { languages } from '../../content/language.js';
import { projectRoot } from '../../content/project-root.js';
import { loadWords, type Words } from '../../content/words.js';
import { concerns } from '../../dialogs/finding.js';
import { nextSteps } from '../../dialogs/progress.js';
import { carerAges, conditions, relationships } from '../../dialogs/story/story.js';

const words = loadWords(join(projectRoot, 'content/words'));

/** Keys that the code names in full, wherever it says something. */
function namedKeys(): string[] {
  const keys = new Set<string>();
  for (const folder of ['dialogs', 'bot', 'server']) {
    for (const file of readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|njk)$/.test(file)) continue;
      const code = readFileSync(join(projectRoot, folder, file), 'utf8');
      for (const [, key] of code.matchAll(
        /\b(?:said|say|lead|text|t)\(\s*(?:[a-z.]+,\s*)?'([a-z-]+\.[A-Za-z0-9.-]*[A-Za-z0-9])'/g,
      )) {
        if (key !== undefined) keys.add(key);
      }
    }
  }
  return [...keys];
}

describe('words', () => {
  it('has every sentence that the code names', () => {
    const named = namedKeys();
    expect(named.length).to.be.greaterThan(60);
    expect(named.filter((key) => !words.has(key))).to.deep.equal([]);
  });

  it('has every sentence whose name is put together from a list', () => {
    const wanted = [
      ...relationships.map((each) => `people.${each}`),
      ...conditions.flatMap((each) => [`conditions.${each}`, `reflect.condition-${each}`]),
      ...carerAges.map((each) => `choices.age-${each}`),
      ...nextSteps.map((each) => `choices.next-${each}`),
      ...concerns.map((each) => `safety.${each}`),
      ...['suicide', 'self-harm'].flatMap((each) =>
        ['writer', 'someone-else'].map((about) => `safety-about.${each}.${about}`),
      ),
    ];
    expect(wanted.filter((key) => !words.has(key))).to.deep.equal([]);
  });

  it('says no exclamation mark, no dash of ours and no praise of suffering', () => {
    for (const key of words.keys()) {
      const file = key.split('.')[0] ?? '';
      const text = readFileSync(join(projectRoot, 'content/words', `${file}.yaml`), 'utf8');
      expect(text, file).not.to.match(/!(?=["'\s]|$)/m);
      expect(text, file).not.to.match(/amazing|incredible|anhygoel/i);
    }
  });

  it('fills in values, and chooses by number as each language does', () => {
    expect(words.text('advice.intro', 'en', { count: 1 })).to.equal('Something that may help now:');
    expect(words.text('advice.intro', 'en', { count: 2 })).to.equal('A few things that may help now:');
    const young = { language: 'cy', young: true } as const;
    expect(words.say('ask.theirAge', young, { who: 'dy fam' }).text).to.equal('Faint yw oed dy fam?');
  });

  it('gives the words for under-18s to them alone, and the plain ones where there are none', () => {
    const plain = words.say('manage.privacy', { language: 'en', young: false }, { areaName: 'X' });
    const young = words.say('manage.privacy', { language: 'en', young: true }, { areaName: 'X' });
    expect(young.text).to.contain('no one tells your family');
    expect(plain.text).not.to.contain('no one tells your family');
    expect(words.say('reflect.skipped', { language: 'en', young: true }).text).to.equal("That's fine.");
  });

  it('keeps each choice short enough for a WhatsApp button, in both languages', () => {
    const choices = words.keys().filter((key) => key.startsWith('choices.'));
    expect(choices).not.to.have.length(0);
    const exempt = new Set(['choices.whoCanHelp']);
    for (const key of choices.filter((each) => !exempt.has(each))) {
      for (const language of languages)
        expect(words.text(key, language).length, `${key} ${language}`).to.be.at.most(24);
    }
  });

  describe('the words that an area says in its own way', () => {
    const load = (own: string): Words => {
      const content = mkdtempSync(join(tmpdir(), 'fingerpost-own-words-'));
      try {
        mkdirSync(join(content, 'words'));
        mkdirSync(join(content, 'areas/atlantis'), { recursive: true });
        const common = "hello: { en: 'Hello {who}', cy: 'Helo {who}' }\nbye: { en: Goodbye, cy: Hwyl }\n";
        writeFileSync(join(content, 'words/ask.yaml'), common);
        writeFileSync(join(content, 'areas/atlantis/words.yaml'), own);
        return loadWords(join(content, 'words'));
      } finally {
        rmSync(content, { recursive: true });
      }
    };

    it('take the place of the common ones there, and nowhere else', () => {
      const loaded = load("ask.hello: { en: 'Ahoy {who}', cy: 'Ahoi {who}' }");
      const said = (area: string, key: string) => loaded.in(area).text(key, 'en', { who: 'you' });
      expect(said('atlantis', 'ask.hello')).to.equal('Ahoy you');
      expect(said('elsewhere', 'ask.hello')).to.equal('Hello you');
      expect(said('atlantis', 'ask.bye')).to.equal('Goodbye');
      expect(loaded.text('ask.hello', 'en', { who: 'you' })).to.equal('Hello you');
    });

    it('are refused with the file and the name where they could never be said', () => {
      const refused: [string, RegExp][] = [
        [
          'ask.hullo: { en: Ahoy, cy: Ahoi }',
          /areas\/atlantis\/words\.yaml.*ask\.hullo.*Did you mean ask\.hello/,
        ],
        ["ask.hello: { en: 'Ahoy {name}', cy: 'Ahoi {name}' }", /areas\/atlantis\/words\.yaml.*\{name\}/],
        ['ask.hello: { en: Ahoy }', /areas\/atlantis\/words\.yaml.*ask\.hello\.cy/],
      ];
      for (const [own, message] of refused) expect(() => load(own)).to.throw(ContentError, message);
    });
  });

  describe('a file that cannot be used', () => {
    const load = (yaml: string): unknown => {
      const folder = mkdtempSync(join(tmpdir(), 'fingerpost-words-'));
      try {
        writeFileSync(join(folder, 'broken.yaml'), yaml);
        return loadWords(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
    const broken: [string, string, RegExp][] = [
      ['lacks a language', 'hello: { en: Hello }', /broken\.yaml.*hello\.cy/],
      ['has a field that is none', 'hello: { en: Hello, cy: Helo, fr: Bonjour }', /broken\.yaml.*hello/],
      [
        'has a sentence with an open brace',
        'hello: { en: "Hello {name", cy: Helo }',
        /broken\.yaml.*hello.*ICU/,
      ],
      ['is not YAML', 'hello: [', /broken\.yaml/],
    ];
    for (const [what, yaml, message] of broken) {
      it(`names the file and the field when it ${what}`, () => {
        expect(() => load(yaml)).to.throw(ContentError, message);
      });
    }
  });
});
