import { z } from 'zod';
import { forAll } from '../errors.js';
import { languages } from '../language.js';
import type { ContentFolder } from './folder.js';
import { carerLabels, concerns, responses, topics } from './vocabulary.js';

const folderName = 'understanding/phrases';

/** Concerns of which the topic is always safeguarding as well. */
const safeguarded: readonly string[] = ['abuse-of-carer', 'abuse-of-cared-for', 'child-at-risk', 'violence'];

/** What is wrong with labels that cannot stand together, as content/understanding/README.md explains them; null when nothing is. */
function contradiction(group: z.infer<typeof fieldsSchema>): string | null {
  const { response, concern, topics: about } = group;
  if (response === 'none' && concern !== null) return 'response none has no concern';
  if (response === 'distress' && concern !== null && concern !== 'carer-breakdown')
    return 'response distress has the concern carer-breakdown or none';
  if ((response === 'urgent' || response === 'emergency') && concern === null)
    return `response ${response} needs a concern`;
  if (about === null) return null;
  if (about.includes('other') && about.some((topic) => topic !== 'other' && topic !== 'complaint'))
    return 'only complaint may stand beside the topic other';
  if (response === 'distress' && !about.includes('mental-health'))
    return 'response distress has the topic mental-health';
  if (concern !== null && safeguarded.includes(concern) && !about.includes('safeguarding'))
    return `concern ${concern} has the topic safeguarding`;
  return null;
}

const fieldsSchema = z.strictObject({
  lang: z.enum(languages),
  carer: z.enum(carerLabels).nullable().default('unclear'),
  topics: z.array(z.enum(topics)).min(1).nullable().default(['other']),
  response: z.enum(responses).nullable().default('none'),
  concern: z.enum(concerns).nullable().default(null),
  wantsHuman: z.boolean().nullable().default(false),
  say: z.array(z.string().trim().min(1)).min(1),
});

const groupSchema = fieldsSchema.superRefine((group, context) => {
  const wrong = contradiction(group);
  if (wrong !== null) context.addIssue({ code: 'custom', message: wrong });
});

/**
 * Training phrases with the same labels. A label that is null is not taught by them: the phrases say nothing about it
 * either way. Concern is the exception: null means that there is none, and it is not taught when `response` is null.
 */
export type PhraseGroup = z.infer<typeof groupSchema>;

/** One file of training phrases: the work of one hand and one sitting. */
export interface PhraseFile {
  name: string;
  groups: PhraseGroup[];
}

/**
 * Reads the files of training phrases, in the order of their names.
 * @throws UnusableContent naming the file, the line and what to write
 */
export function loadPhraseFiles(content: ContentFolder): PhraseFile[] {
  const files = content.list(folderName).filter((name) => name.endsWith('.yaml'));
  return forAll(files, (name) => ({
    name,
    groups: content.yaml(`${folderName}/${name}`, z.array(groupSchema).min(1)).data,
  }));
}

/**
 * Reads the training phrases, one group after the other, in the order of the files' names.
 * @throws UnusableContent naming the file, the line and what to write
 */
export function loadPhrases(content: ContentFolder): PhraseGroup[] {
  return loadPhraseFiles(content).flatMap(({ groups }) => groups);
}
