import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadContent } from '../../content/load.js';
import { grades, tooHard } from '../../content/reading-age.js';
import { variantsOf } from '../../content/words-reading-age.js';
import { contentPath } from './project-content.js';

const hard =
  'Proportionate assessment considers eligibility comprehensively and multidisciplinary collaboration.';

describe('The reading age', () => {
  it('is held tighter the more sentences there are to measure', () => {
    expect(grades.page).to.be.lessThan(grades.card);
    expect(grades.card).to.be.lessThan(grades.words);
    expect(tooHard(['We can help you with that today, if you like.', hard], 'words')).to.satisfy(
      ([easy, difficult]: (string | null)[]) => easy === null && difficult?.includes('Write shorter'),
    );
    expect(tooHard(['Multidisciplinary collaboration'], 'words'), 'too few words to measure').to.deep.equal([
      null,
    ]);
  });

  it('reads a sentence in each of its forms, whatever is filled in', () => {
    expect(
      variantsOf('Hello {name}, {count, plural, one {1 day} other {# days {place}}} more.'),
    ).to.deep.equal(['Hello them, 1 day more.', 'Hello them, them days them more.']);
    expect(variantsOf('Yes.')).to.deep.equal(['Yes.']);
  });

  describe('of content that is too hard', () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'fingerpost-reading-'));
      cpSync(contentPath, folder, { recursive: true });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const edit = (file: string, from: string | RegExp, to: string): void => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      expect(before, file).to.match(new RegExp(from));
      writeFileSync(path, before.replace(from, to));
    };

    it('stops the start, in words, in what services do and in reasons', () => {
      edit('words/ending.yaml', /^( {2}en: ).*$/m, `$1 ${hard}`);
      edit('areas/thurrock/services.yaml', /(what:\n {4}en:)[\s\S]*?\n {4}cy:/, `$1 ${hard}\n    cy:`);
      edit('areas/national/pathway.yaml', /^( +en: )because.*$/m, `$1because ${hard}`);
      expect(() => loadContent(folder))
        .to.throw()
        .with.property('lines')
        .that.satisfies((lines: string[]) =>
          ['words/ending.yaml', 'areas/thurrock/services.yaml', 'areas/national/pathway.yaml'].every((file) =>
            lines.some(
              (line) => line.startsWith(`${file}:`) && line.includes('is hard to read: school year'),
            ),
          ),
        );
    });
  });
});
