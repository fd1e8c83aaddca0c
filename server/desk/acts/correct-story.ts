import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import { notePlace } from '../../../dialogs/ask/questions/place.js';
import { phoneIn } from '../../../dialogs/story/phone.js';
import {
  carerAges,
  elements,
  personSchema,
  roles,
  type FactName,
  type Story,
} from '../../../dialogs/story/story.js';
import type { Adviser } from '../adviser.js';
import type { PersonKeys } from '../conversation/person-keys.js';
import type { Acts } from './acts.js';
import { shownVersion } from './input.js';
import type { ActResult } from './refusal.js';

const words = z.string().trim().min(1).max(2000);

/** One line of the story, put right. */
const correctionSchema = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.enum([...elements, 'opening']), value: words }),
  z.strictObject({ fact: z.literal('role'), value: z.enum(roles) }),
  z.strictObject({ fact: z.literal('who'), value: z.array(personSchema).max(10) }),
  z.strictObject({ fact: z.literal('theirPlace'), value: words }),
  z.strictObject({ fact: z.literal('yourAge'), value: z.enum(carerAges) }),
  z.strictObject({ fact: z.enum(['contactName', 'phone', 'bestTime']), value: words }),
  z.strictObject({ fact: z.literal('email'), value: z.email().max(200) }),
  z.strictObject({ fact: z.enum(['safeToCall', 'safeToText', 'safeToLeaveMessage']), value: z.boolean() }),
]);
type Correction = z.output<typeof correctionSchema>;

export const correctInput = z.strictObject({ version: shownVersion, correction: correctionSchema });

/**
 * Puts a line of the story right; what it was before stays in the journal. Refused when the conversation has changed
 * since it was shown, so that no newer words of the person are lost.
 */
export function correctStory(
  acts: Acts,
  personKeys: PersonKeys,
  adviser: Adviser,
  conversationId: string,
  { version, correction }: z.output<typeof correctInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'corrected',
    holderOnly: true,
    decide: ({ record, state: before, by }) => {
      if (record.version !== version) return { why: 'changed' };
      const state = structuredClone(before);
      const { fact } = correction;
      if (!applied(acts.parts.content, state.story, correction)) return { why: 'not-understood' };
      const value = written(state.story, fact);
      state.story.sources[fact] = { words: value, how: 'corrected' };
      state.story.skipped = state.story.skipped.filter((each) => each !== fact);
      return {
        state,
        journal: [{ kind: 'corrected', by, fact, before: written(before.story, fact), after: value }],
        people: personKeys(record.address, state.story.contact),
      };
    },
  });
}

/** False when the words name nothing that is known. */
function applied(content: Content, story: Story, { fact, value }: Correction): boolean {
  switch (fact) {
    case 'opening':
      story.opening = value;
      return true;
    case 'role':
      story.role = value;
      return true;
    case 'who':
      story.people = value;
      return true;
    case 'theirPlace':
      return notePlace({ content, story }, value, 'corrected');
    case 'yourAge':
      story.carerAge = value;
      delete story.carerAgeYears;
      return true;
    case 'contactName':
      story.contact.name = value;
      return true;
    case 'phone': {
      const phone = phoneIn(value);
      if (phone !== null) story.contact.phone = phone;
      return phone !== null;
    }
    case 'email':
      story.contact.email = value;
      return true;
    case 'bestTime':
      story.contact.bestTime = value;
      return true;
    case 'safeToCall':
      story.contact.safe = { ...story.contact.safe, call: value };
      return true;
    case 'safeToText':
      story.contact.safe = { ...story.contact.safe, text: value };
      return true;
    case 'safeToLeaveMessage':
      story.contact.safe = { ...story.contact.safe, message: value };
      return true;
    default:
      story.elements[fact] = value;
      return true;
  }
}

/** A line of the story as the journal keeps it. */
function written(story: Story, fact: FactName): string {
  const { contact, elements: told } = story;
  const values: Partial<Record<FactName, unknown>> = {
    ...told,
    opening: story.opening,
    role: story.role,
    who: story.people,
    theirPlace: story.place?.name,
    yourAge: story.carerAge,
    contactName: contact.name,
    phone: contact.phone,
    email: contact.email,
    bestTime: contact.bestTime,
    safeToCall: contact.safe?.call,
    safeToText: contact.safe?.text,
    safeToLeaveMessage: contact.safe?.message,
  };
  const value = values[fact];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
