import { z } from 'zod';
import { languages } from '../../../content/language.js';
import { carerLabels, concerns, responses, topics } from '../../../content/schema/vocabulary.js';

const labelsSchema = z.object({
  lang: z.enum(languages),
  carer: z.enum(carerLabels),
  topics: z.array(z.enum(topics)).min(1),
  response: z.enum(responses),
  concern: z.enum(concerns).nullable(),
  wantsHuman: z.boolean(),
});

/** A message and what it should be understood as. Further fields are passed over. */
export const labelledSchema = labelsSchema.extend({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  /** Labels that a second careful reader gave instead; either answer counts as right. */
  alt: labelsSchema.partial().optional(),
  /** It sounds like danger and is none: an idiom, the past, a denial. */
  hard: z.boolean().default(false),
});
export type Labelled = z.infer<typeof labelledSchema>;

/** What was answered to a labelled message. */
export interface Answered {
  message: Labelled;
  answer: z.infer<typeof labelsSchema>;
  /** Written as texts are, with words shortened or run together. */
  textSpeak: boolean;
}

type OneLabel = 'lang' | 'carer' | 'response' | 'concern' | 'wantsHuman';

/** The right answer for one label: the reader's whose answer was given, else the first reader's. */
export function rightFor<Name extends OneLabel>(
  { message, answer }: Pick<Answered, 'message' | 'answer'>,
  name: Name,
): Labelled[Name] {
  const other = message.alt?.[name];
  return other !== undefined && other === answer[name] ? (other as Labelled[Name]) : message[name];
}

/** The right topics: those of the reader with whom the answer shares more. */
export function rightTopics({ message, answer }: Pick<Answered, 'message' | 'answer'>): Labelled['topics'] {
  const other = message.alt?.topics;
  if (!other) return message.topics;
  const wrong = (right: Labelled['topics']): number =>
    right.filter((topic) => !answer.topics.includes(topic)).length +
    answer.topics.filter((topic) => !right.includes(topic)).length;
  return wrong(other) < wrong(message.topics) ? other : message.topics;
}
