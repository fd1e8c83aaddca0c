import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createLocalRecogniser } from '../../../../bot/recognisers/local/local-recogniser.js';
import { UnusableContent } from '../../../../content/errors.js';
import { projectRoot } from '../../../../content/project-root.js';
import { loadLexicon } from '../../../../content/schema/understanding.js';

const shipped = join(projectRoot, 'content', 'understanding');

describe('the lexicon', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lexicon-'));
    cpSync(shipped, folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Puts `after` where `before` stands in a file, as an editor would. */
  function change(file: string, before: string, after: string): void {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).to.include(before);
    writeFileSync(join(folder, file), text.replace(before, after));
  }

  it('takes a word that an editor adds', () => {
    const text = 'i look after my grandmamma';
    expect(createLocalRecogniser(loadLexicon(folder)).read(text, null).facts.people).to.deep.equal([]);
    change('people.yaml', '          nannan,', '          nannan, grandmamma,');
    const [person] = createLocalRecogniser(loadLexicon(folder)).read(text, null).facts.people;
    expect(person?.relationship).to.equal('grandmother');
  });

  it('says which file is missing', () => {
    rmSync(join(folder, 'topics.yaml'));
    expect(() => loadLexicon(folder)).to.throw(UnusableContent, 'understanding/topics.yaml');
  });

  it('says which field is not known', () => {
    change('people.yaml', 'lookedAfter:', 'lookedAftr:');
    expect(() => loadLexicon(folder)).to.throw(UnusableContent, 'understanding/people.yaml');
  });

  it('says which list a phrase names in vain', () => {
    change('people.yaml', 'carin for {someone}', 'carin for {somebody}');
    expect(() => createLocalRecogniser(loadLexicon(folder))).to.throw('No list is called {somebody}');
  });
});
