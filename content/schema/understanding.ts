import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ContentError, together } from '../errors.js';
import { checkYaml } from './checked.js';
import { remember } from './remember.js';
import { timesSchema } from './times.js';
import { carerAges, commands, conditions, relationships, topics } from './vocabulary.js';

/** Phrases, as content/understanding/README.md explains how to write them. */
const phrasesSchema = z.array(z.string().min(1));
const bothSchema = z.strictObject({ en: phrasesSchema.default([]), cy: phrasesSchema.default([]) });
/** Phrases in each language. */
export type BothPhrases = z.infer<typeof bothSchema>;

const relationshipIdSchema = z.enum(relationships);

const relationshipSchema = bothSchema.extend({
  is: relationshipIdSchema,
  gender: z.enum(['f', 'm']).optional(),
  /** The person is 18 or over whatever else is said. */
  adult: z.boolean().default(false),
  /** The person is under 16 whatever else is said. */
  under16: z.boolean().default(false),
  /** Whoever has such a relation is 18 or over. */
  writerAdult: z.boolean().default(false),
  /** Several people in one word: "my parents" are a mother and a father. */
  several: z.array(relationshipIdSchema).default([]),
  /** The word has other meanings (lad, mate, boy), so it needs "my" before it. */
  needsMine: z.boolean().default(false),
});
export type RelationshipWords = z.infer<typeof relationshipSchema>;

const peopleSchema = z.strictObject({
  relationships: z.array(relationshipSchema).min(1),
  mine: bothSchema,
  theirs: bothSchema,
  describing: bothSchema,
  he: bothSchema,
  she: bothSchema,
  they: bothSchema,
  lists: z.record(z.string(), phrasesSchema),
  lookedAfter: bothSchema,
  likelyLookedAfter: bothSchema,
  notLookedAfter: bothSchema,
  /** Speech alone hardly tells: anyone may say something. */
  speaks: bothSchema,
  /** Makes the writer a parent in law of whoever it is. */
  guardian: bothSchema,
  died: bothSchema,
  perhapsDied: bothSchema,
  livesTogether: bothSchema,
  livesApart: bothSchema,
});

const agesSchema = z.strictObject({
  numbers: z.record(z.string(), z.number().int()),
  tens: z.record(z.string(), z.number().int()),
  /** Words after a number that make it an age: "year old". */
  yearsOld: bothSchema,
  monthsOld: bothSchema,
  /** Words before a number that make it an age: "aged". */
  aged: bothSchema,
  /** A number with one of these after it counts something else. */
  notBefore: bothSchema,
  /** Weights and heights: a small number later in the sentence is one too. */
  measures: bothSchema,
  /** A number with one of these before it counts something else. */
  notAfter: bothSchema,
  /** May stand between someone and their age: "is nearly". */
  between: bothSchema,
  schoolYear: bothSchema,
  /** Stages of life that say under 16: "in reception". */
  under16: bothSchema,
  from16: bothSchema,
  /** Before a school it is somebody's work: "a cook at the primary". */
  ofWork: bothSchema,
  /** What only a child of school age or less has: an own child spoken of with it is under 16, unless an age is said. */
  childhood: bothSchema,
  bands: z.record(z.enum(carerAges), bothSchema),
});

const writerSchema = z.strictObject({
  i: bothSchema,
  /** Calls themselves a young carer, whatever else they say. */
  youngCarer: bothSchema,
  under18: bothSchema,
  /** Said of a pupil: of the writer, unless a child is spoken of. */
  pupil: bothSchema,
  from18to25: bothSchema,
  from65: bothSchema,
  adult: bothSchema,
  /** What the writer does for a living, at the very beginning of a message. */
  title: bothSchema,
  works: bothSchema,
  school: bothSchema,
  studies: bothSchema,
  /** "I'm her daughter" says who she is to the writer. Keyed by what the writer calls themselves. */
  iAmTheir: z.array(
    bothSchema.extend({
      ofHer: relationshipIdSchema,
      ofHim: relationshipIdSchema,
      adult: z.boolean().default(false),
    }),
  ),
});

const rolesSchema = z.strictObject({
  carer: bothSchema,
  caredFor: bothSchema,
  /** Ill or disabled themselves: looked after, unless they say that they care for somebody. */
  ill: bothSchema,
  professional: bothSchema,
  /** What somebody does for a living, alone at the beginning of a message. */
  title: bothSchema,
  friend: bothSchema,
  formerCarer: bothSchema,
  notFormer: bothSchema,
});

const commandsSchema = z.strictObject({
  /** Politeness and lead-in that changes nothing: "can I", "please". */
  padding: bothSchema,
  commands: z.record(z.enum(commands), bothSchema),
  /** Words of being called: a wish for a person in them may be the answer to how and when to call. */
  calling: bothSchema,
});

const answersSchema = z.strictObject({
  yes: bothSchema,
  no: bothSchema,
  /** How a longer answer to a yes-or-no question begins. */
  yesBegins: bothSchema,
  noBegins: bothSchema,
  refusals: bothSchema,
  /** The whole answer to where somebody lives: with whoever writes. */
  withMe: bothSchema,
  /** The question asked back: "why do you need to know?" */
  why: bothSchema,
  unsure: bothSchema,
  skip: bothSchema,
});

const choicesSchema = z.strictObject({
  /** An answer with one of these chooses nothing by its words: "don't ring me". */
  saysNo: bothSchema,
  /** By the id of the choice. */
  choices: z.record(z.string(), bothSchema),
});

const toneSchema = z.strictObject({ angry: bothSchema, offTopic: bothSchema, greeting: bothSchema });

const topicSchema = z.enum(topics).exclude(['other']);
const topicsSchema = z.strictObject({
  topics: z.partialRecord(topicSchema, bothSchema),
  /** Company for an adult, support for a young carer. */
  groups: bothSchema,
  /** So general that they count only when nothing else does. */
  lastly: z.partialRecord(topicSchema, bothSchema),
  /** Support for young carers, when the writer is one. */
  ifYoung: bothSchema,
  /** Words for low mood or illness of mind: the writer's are `mental-health`, another's `mental-illness`. */
  mind: bothSchema,
  /** Said in passing, or a figure of speech: a match here hides any topic inside it. */
  notTopics: bothSchema,
  /** Words that may have to do with a topic, for the model to weigh; they settle nothing by themselves. */
  perhaps: z.partialRecord(topicSchema, bothSchema),
});

const placesSchema = z.strictObject({
  /** Towns and villages, as people write them. */
  names: bothSchema,
  /** Words that may come before a place: "in". What follows needs a capital, unless it is known. */
  before: bothSchema,
  /** Words that surely come before a place: "lives in". */
  surelyBefore: bothSchema,
  /** Stand before the place where somebody else lives: "lives in". */
  theirHomeBefore: bothSchema,
  /** Stand before the place where the writer lives: "I live in". */
  ownHomeBefore: bothSchema,
  /** Words that follow "in" and are no place. */
  notPlaces: bothSchema,
  /** Letters that postcodes begin with, where those letters alone are enough to tell. */
  postcodeAreas: z.array(z.string()),
});

const detailsSchema = z.strictObject({
  /** Caring that never stops. */
  always: bothSchema,
  hoursAWeek: bothSchema,
  hoursADay: bothSchema,
  nameBefore: bothSchema,
  /** Asks to be reached, so that a time is the time for it. */
  reach: bothSchema,
  timeBefore: bothSchema,
  timeAfter: bothSchema,
  times: bothSchema,
});

const lexiconSchema = z.strictObject({
  language: z.strictObject({ en: phrasesSchema, cy: phrasesSchema }),
  spellings: z.strictObject({
    /** Text-speak, contractions, dictation and frequent slips: what is written, and what is meant. */
    words: z.record(z.string(), z.string()),
    /** Real words that are one slip away from a word of ours, and must be left as they are. */
    realWords: phrasesSchema,
    /** Forms that the mutations of Welsh make, and that are words or names of their own. */
    neverMutated: phrasesSchema,
  }),
  people: peopleSchema,
  conditions: z.strictObject({
    conditions: z.record(z.enum(conditions), bothSchema),
    /** Said of the writer, these are no illness of someone else. */
    mine: bothSchema,
    /** Words in which the name of a condition says something else. */
    notConditions: bothSchema,
  }),
  ages: agesSchema,
  writer: writerSchema,
  roles: rolesSchema,
  topics: topicsSchema,
  commands: commandsSchema,
  answers: answersSchema,
  choices: choicesSchema,
  tone: toneSchema,
  places: placesSchema,
  details: detailsSchema,
  times: timesSchema,
  /** Single words that mean much the same, by a name for what they mean; a word may be of several kinds. */
  kinds: z.record(z.string(), bothSchema),
});

/** The words by which people are understood: one file of content/understanding/ for each part. */
export type Lexicon = z.infer<typeof lexiconSchema>;

/**
 * Reads the lexicon from `folder`, one YAML file for each part of it.
 * @throws UnusableContent naming the file, the line and what to write
 */
export function loadLexicon(folder: string): Lexicon {
  const present = readdirSync(folder);
  const part = <K extends keyof Lexicon>(name: K): Lexicon[K] => {
    const file = `understanding/${name}.yaml`;
    if (!present.includes(`${name}.yaml`)) throw new ContentError(file, '', 'is missing.');
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const read = (): unknown => checkYaml(text, lexiconSchema.shape[name], file).data;
    return remember('checked-lexicon', `${name}\n${text}`, read) as Lexicon[K];
  };
  return together<Lexicon>({
    language: () => part('language'),
    spellings: () => part('spellings'),
    people: () => part('people'),
    conditions: () => part('conditions'),
    ages: () => part('ages'),
    writer: () => part('writer'),
    roles: () => part('roles'),
    topics: () => part('topics'),
    commands: () => part('commands'),
    answers: () => part('answers'),
    choices: () => part('choices'),
    tone: () => part('tone'),
    places: () => part('places'),
    details: () => part('details'),
    times: () => part('times'),
    kinds: () => part('kinds'),
  });
}
