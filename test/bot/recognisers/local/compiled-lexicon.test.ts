import { join } from 'node:path';
import { expect } from 'chai';
import {
  compileLexicon,
  openCompilers,
  type CompiledLexicon,
} from '../../../../bot/recognisers/local/compiled-lexicon.js';
import { createLocalRecogniser } from '../../../../bot/recognisers/local/local-recogniser.js';
import { projectRoot } from '../../../../content/project-root.js';
import { loadLexicon } from '../../../../content/schema/understanding.js';

const lexicon = loadLexicon(join(projectRoot, 'content', 'understanding'));
const kept = JSON.parse(JSON.stringify(compileLexicon(lexicon))) as CompiledLexicon;

const messages = [
  "my mum's 82 and has dementia, im with her 24/7 in Cardiff",
  'gofalu am fy mam, mae dementia arni ac dwi’n 15',
  "no, my step-dad. I don't live with him any more",
  'can someone ring me after 4 please',
  "i'm in year 9 and my brother has cerebral palsy",
  "Bricklayer. Dad's terminal",
  'half 5 tomorrow',
  'both',
];

describe('a compiled lexicon', () => {
  const fresh = createLocalRecogniser(lexicon);
  const opened = createLocalRecogniser(lexicon, openCompilers(kept));

  for (const message of messages) {
    it(`is read in as if compiled just now: "${message}"`, () => {
      for (const asked of [null, 'who', 'yourAge', 'bestTime'] as const) {
        expect(opened.examine(message, asked)).to.deep.equal(fresh.examine(message, asked));
      }
    });
  }

  it('does not pass over a phrase that it was not made from', () => {
    const other = structuredClone(lexicon);
    other.topics.groups.en.push('a phrase of another lexicon');
    expect(() => createLocalRecogniser(other, openCompilers(kept))).to.throw(
      '"a phrase of another lexicon" was not compiled',
    );
  });
});
