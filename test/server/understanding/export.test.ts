import { expect } from 'chai';
import { join } from 'node:path';
import { z } from 'zod';
import { openFolder } from '../../../content/schema/folder.js';
import { loadPhrases } from '../../../content/schema/phrases.js';
import { loadLexicon } from '../../../content/schema/understanding.js';
import { cluProject } from '../../../server/understanding/export/clu-project.js';
import { luFile } from '../../../server/understanding/export/lu-file.js';
import { trainingSet } from '../../../server/understanding/export/training-set.js';
import { contentPath } from '../../content/project-content.js';

const set = trainingSet(
  loadPhrases(openFolder(contentPath)),
  loadLexicon(join(contentPath, 'understanding')),
);

/** The form that CLU's import documents. */
const projectSchema = z.strictObject({
  projectFileVersion: z.string().regex(/^\d{4}-\d\d-\d\d/),
  stringIndexType: z.literal('Utf16CodeUnit'),
  metadata: z.strictObject({
    projectKind: z.literal('Conversation'),
    projectName: z.string().regex(/^[A-Za-z0-9-]{1,50}$/),
    multilingual: z.boolean(),
    description: z.string(),
    language: z.string(),
    settings: z.strictObject({ confidenceThreshold: z.number().min(0).max(1) }),
  }),
  assets: z.strictObject({
    projectKind: z.literal('Conversation'),
    intents: z.array(z.strictObject({ category: z.string().min(1).max(50) })),
    entities: z.array(
      z.strictObject({
        category: z.string().min(1).max(50),
        compositionSetting: z.literal('combineComponents'),
        list: z.strictObject({
          sublists: z.array(
            z.strictObject({
              listKey: z.string().min(1),
              synonyms: z.array(
                z.strictObject({ language: z.string(), values: z.array(z.string().min(1)).min(1) }),
              ),
            }),
          ),
        }),
      }),
    ),
    utterances: z.array(
      z.strictObject({
        text: z.string().min(1).max(500),
        language: z.enum(['en-gb', 'cy']),
        intent: z.string(),
        entities: z.array(z.never()),
        dataset: z.enum(['Train', 'Test']),
      }),
    ),
  }),
});

describe('Exported training phrases', () => {
  it('are a CLU project of the documented form, in both languages', () => {
    const { assets } = projectSchema.parse(JSON.parse(JSON.stringify(cluProject(set))));
    const intents = assets.intents.map(({ category }) => category);
    expect(intents).to.include.members(['None', 'wants-human', 'dementia', 'break']);
    expect(intents).to.have.length(new Set(intents).size);
    for (const { intent } of assets.utterances) expect(intents).to.include(intent);
    const texts = assets.utterances.map(({ text }) => text.toLowerCase());
    expect(texts).to.have.length(new Set(texts).size);
    expect(new Set(assets.utterances.map(({ language }) => language))).to.have.all.keys('en-gb', 'cy');
    const [relationship] = assets.entities;
    expect(relationship?.list.sublists.map(({ listKey }) => listKey)).to.include.members(['mother', 'wife']);
  });

  it('are a .lu file of which every line has a documented form', () => {
    const lines = luFile(set).split('\n');
    const forms = [
      /^$/,
      /^> !# @app\.\w+ = \S+$/,
      /^# [\w-]+$/,
      /^- \S.*$/,
      /^@ list \w+ =$/,
      /^ {4}- [\w-]+ :$/,
      /^ {8}- \S.*$/,
    ];
    for (const line of lines)
      expect(
        forms.some((form) => form.test(line)),
        line,
      ).to.equal(true);
    expect(lines).to.include.members(['# None', '# wants-human', '@ list relationship =', '    - mother :']);
    const open = lines.filter((line) => /(?<!\\)[{}[\]]/.test(line));
    expect(open, 'braces that would mark an entity').to.deep.equal([]);
  });

  it('give a phrase that asks for a person that intent, and leave out what teaches none', () => {
    const group = { lang: 'en', carer: null, response: null, concern: null } as const;
    const { utterances } = trainingSet(
      [
        { ...group, topics: ['money'], wantsHuman: true, say: ['ring me about {money}'] },
        { ...group, topics: null, wantsHuman: false, say: ['anything'] },
        { ...group, topics: ['other'], wantsHuman: false, say: ['bins', 'BINS', 'x'.repeat(501)] },
      ],
      loadLexicon(join(contentPath, 'understanding')),
    );
    expect([...utterances.keys()]).to.deep.equal(['None', 'wants-human']);
    expect(utterances.get('None')).to.deep.equal([{ language: 'en', text: 'bins' }]);
    expect(luFile({ utterances, entities: [] })).to.include('- ring me about \\{money\\}');
  });
});
