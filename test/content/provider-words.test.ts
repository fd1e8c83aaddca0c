import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../content/language.js';
import { loadContent } from '../../content/load.js';
import { projectRoot } from '../../content/project-root.js';
import { startWords, stopWords } from '../../content/schema/provider-words.js';

const content = loadContent();
/** A text of one of these ends or begins all our texts, whatever we would have taken it for. */
const taken = new Set([...stopWords, ...startWords]);
const areTaken = (said: readonly string[]): string[] =>
  said.filter((each) => taken.has(each.toUpperCase().replace(/[^A-Z]/g, '')));

describe("the phone provider's words for stopping and starting", () => {
  it('are the ones that Twilio lists', () => {
    expect([...stopWords].sort()).to.deep.equal([
      'CANCEL',
      'END',
      'OPTOUT',
      'QUIT',
      'REVOKE',
      'STOP',
      'STOPALL',
      'UNSUBSCRIBE',
    ]);
    expect([...startWords].sort()).to.deep.equal(['START', 'UNSTOP']);
  });

  for (const language of languages) {
    it(`are none of our commands, in ${language}`, () => {
      const { commands } = content.lexicon.commands;
      const phrases = Object.values(commands).flatMap((each) => each[language]);
      expect(phrases).to.include.members(language === 'en' ? ['quiet'] : ['tawel']);
      expect(areTaken(phrases)).to.deep.equal([]);
    });

    it(`are no answer that we put before anybody, in ${language}`, () => {
      const choices = content.words.keys().filter((key) => key.startsWith('choices.'));
      expect(choices.length).to.be.greaterThan(50);
      const labels = choices.map((key) => content.words.text(key, language, {}));
      expect(areTaken(labels)).to.deep.equal([]);
    });
  }

  it('stand in no sentence of ours as something to reply, in either language or in an area’s own words', () => {
    const folder = join(projectRoot, 'content');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(^|\/)words(\/.*)?\.ya?ml$/.test(file),
    );
    expect(files.length).to.be.greaterThan(30);
    const inCapitals = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])/g)].map(
        ([word]) => word,
      ),
    );
    expect(inCapitals).to.include.members(['MOVE', 'SYMUD', 'QUIET', 'TAWEL', 'NEWS', 'EARLIER']);
    expect(areTaken(inCapitals)).to.deep.equal([]);
  });
});
