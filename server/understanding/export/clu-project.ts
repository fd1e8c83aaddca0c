import type { Language } from '../../../content/language.js';
import { languages } from '../../../content/language.js';
import type { TrainingSet } from './training-set.js';

/** A project of conversational language understanding, as its import takes it. */
export interface CluProjectFile {
  projectFileVersion: '2022-10-01-preview';
  stringIndexType: 'Utf16CodeUnit';
  metadata: {
    projectKind: 'Conversation';
    projectName: string;
    multilingual: true;
    description: string;
    language: CluLanguage;
    settings: { confidenceThreshold: number };
  };
  assets: {
    projectKind: 'Conversation';
    intents: { category: string }[];
    entities: {
      category: string;
      compositionSetting: 'combineComponents';
      list: {
        sublists: { listKey: string; synonyms: { language: CluLanguage; values: string[] }[] }[];
      };
    }[];
    utterances: { text: string; language: CluLanguage; intent: string; entities: []; dataset: 'Train' }[];
  };
}

type CluLanguage = 'en-gb' | 'cy';
const codes: Record<Language, CluLanguage> = { en: 'en-gb', cy: 'cy' };

/** The training set as a CLU project, in both languages. */
export function cluProject({ utterances, entities }: TrainingSet): CluProjectFile {
  return {
    projectFileVersion: '2022-10-01-preview',
    stringIndexType: 'Utf16CodeUnit',
    metadata: {
      projectKind: 'Conversation',
      projectName: 'fingerpost',
      multilingual: true,
      description: 'What unpaid carers write, by what they need',
      language: codes.en,
      settings: { confidenceThreshold: 0 },
    },
    assets: {
      projectKind: 'Conversation',
      intents: [...utterances.keys()].map((category) => ({ category })),
      entities: entities.map(({ name, entries }) => ({
        category: name,
        compositionSetting: 'combineComponents',
        list: {
          sublists: entries.map(({ key, words }) => ({
            listKey: key,
            synonyms: languages.flatMap((language) => {
              const values = words.filter((each) => each.language === language).map(({ word }) => word);
              return values.length > 0 ? [{ language: codes[language], values }] : [];
            }),
          })),
        },
      })),
      utterances: [...utterances].flatMap(([intent, phrases]) =>
        phrases.map(({ language, text }) => ({
          text,
          language: codes[language],
          intent,
          entities: [] as [],
          dataset: 'Train' as const,
        })),
      ),
    },
  };
}
