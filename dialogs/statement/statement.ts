import type { Said, Voice, Words } from '../../content/words.js';
import { elements, type Story } from '../story/story.js';

/** One part of a statement: its heading, and the carer's own words. */
export interface StatementPart {
  heading: string;
  text: string;
}

/** The carer's own statement: what they told in their own words, and nothing that was made of it. */
export function statementParts(words: Pick<Words, 'say'>, story: Story, voice: Voice): StatementPart[] {
  const { opening, elements: told } = story;
  const parts = [
    { name: 'opening', text: opening },
    ...elements.map((element) => ({ name: element, text: told[element] })),
  ];
  return parts.flatMap(({ name, text }) =>
    text === undefined || text.trim() === ''
      ? []
      : [{ heading: words.say(`statement.${name}`, voice).text, text }],
  );
}

/** The statement as plain text, with what it is in front. */
export function statementText(words: Pick<Words, 'say'>, story: Story, voice: Voice): string {
  const say = (key: string): string => words.say(`statement.${key}`, voice).text;
  const parts = statementParts(words, story, voice);
  const said = parts.map(({ heading, text }) => `${heading}\n${text}`);
  return [say('title'), say('what'), ...(said.length > 0 ? said : [say('nothing')])].join('\n\n') + '\n';
}

/** The statement as lines of a message. */
export function statementLines(words: Pick<Words, 'say'>, story: Story, voice: Voice): Said[] {
  return statementParts(words, story, voice).map(({ heading, text }) => ({
    text: `${heading}: "${text}"`,
    short: null,
  }));
}
