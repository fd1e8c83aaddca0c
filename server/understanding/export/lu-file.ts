import type { TrainingSet } from './training-set.js';

/** In an utterance, braces mark an entity and a backslash takes a sign's meaning away. */
function escaped(text: string): string {
  return text.replace(/[\\{}[\]]/g, '\\$&');
}

/** LUIS takes a file for one language: the app is made in English and learns the Welsh utterances beside. */
const header = ['> !# @app.name = fingerpost', '> !# @app.versionId = 0.1', '> !# @app.culture = en-gb'];

/** The training set as a `.lu` file: intents with their utterances, then list entities with their synonyms. */
export function luFile({ utterances, entities }: TrainingSet): string {
  const intents = [...utterances].flatMap(([intent, phrases]) => [
    '',
    `# ${intent}`,
    ...phrases.map(({ text }) => `- ${escaped(text)}`),
  ]);
  const lists = entities.flatMap(({ name, entries }) => [
    '',
    `@ list ${name} =`,
    ...entries.flatMap(({ key, words }) => [
      `    - ${key} :`,
      ...words.map(({ word }) => `        - ${escaped(word)}`),
    ]),
  ]);
  return `${[...header, ...intents, ...lists].join('\n')}\n`;
}
