import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openFolder } from '../../content/schema/folder.js';
import { loadPhrases } from '../../content/schema/phrases.js';
import { contentPath } from './project-content.js';

describe('Training phrases', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'phrases-'));
    mkdirSync(join(folder, 'understanding/phrases'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (yaml: string): ReturnType<typeof loadPhrases> => {
    writeFileSync(join(folder, 'understanding/phrases/a.yaml'), yaml);
    return loadPhrases(openFolder(folder));
  };

  it('are the project’s own, in both languages', () => {
    const groups = loadPhrases(openFolder(contentPath));
    expect(new Set(groups.map(({ lang }) => lang))).to.deep.equal(new Set(['en', 'cy']));
  });

  it('mean nothing in particular unless a label says so', () => {
    expect(load('- lang: en\n  say: [hello]')).to.deep.equal([
      {
        lang: 'en',
        carer: 'unclear',
        topics: ['other'],
        response: 'none',
        concern: null,
        wantsHuman: false,
        say: ['hello'],
      },
    ]);
  });

  it('need not teach every label', () => {
    const [group] = load(
      '- { lang: en, carer: null, topics: null, response: null, wantsHuman: null, say: [a] }',
    );
    expect(group).to.include({ carer: null, topics: null, response: null, wantsHuman: null });
  });

  for (const [labels, says] of [
    ['concern: suicide', 'has no concern'],
    ['response: urgent', 'needs a concern'],
    ['response: distress', 'mental-health'],
    ['response: urgent, concern: violence', 'safeguarding'],
    ['topics: [other, money]', 'complaint'],
    ['carer: maybe', 'carer'],
    ['anger: high', 'anger'],
  ] as const) {
    it(`are refused with the line when their labels are { ${labels} }`, () => {
      const wrong = `- { lang: en, say: [fine] }\n- { lang: en, ${labels}, say: [a] }`;
      expect(() => load(wrong)).to.throw(new RegExp(`phrases/a\\.yaml:2 .*${says}`));
    });
  }
});
