import type { Command } from '../content/schema/vocabulary.js';
import type { Language } from '../content/language.js';
import type { CarerAge, Condition, Person, Role, Story, Topic } from './story/story.js';

export type { Command };

/** A person who may be looked after, with only what the words say. */
export type ProposedPerson = Pick<Person, 'relationship'> &
  Partial<Person> & {
    /** The exact words that say so. */
    words?: string;
  };

/** Facts a recogniser proposes for the story. Each list is empty, and each value absent, when the words do not say. */
export interface ProposedFacts {
  role?: Role;
  people: ProposedPerson[];
  /** Relations of the writer who are spoken of when nobody is clearly looked after: not to be said back. */
  mentioned?: ProposedPerson[];
  carerAge?: CarerAge;
  carerAgeYears?: number;
  /** 18 or over, as a spouse, a career or a pension shows, whatever the band. */
  carerIsAdult?: boolean;
  /** Place names and postcodes, as written; the area content decides which council answers. */
  places: string[];
  /** The words say that somebody other than the writer lives there: "he lives in Cardiff". */
  placeIsTheirHome?: boolean;
  /** Asked where they live, the answer was that they live with the writer. */
  placeIsShared?: true;
  /** Where the writer lives, when that is not where the one they look after lives. */
  ownPlace?: string;
  conditions: Condition[];
  topics: Topic[];
  worksOrStudies?: Story['worksOrStudies'];
  /** Hours of care in a week; 168 when it never stops. */
  hoursPerWeek?: number;
  /** What the writer is called, only where they offer it. */
  contactName?: string;
  /** When they can be reached, in their own words. */
  bestTime?: string;
  /** E.164. */
  phone?: string;
  email?: string;
  /** The exact words each fact was taken from. */
  from: Partial<
    Record<
      'role' | 'people' | 'carerAge' | 'places' | 'conditions' | 'hoursPerWeek' | 'phone' | 'email',
      string
    >
  >;
}

/** What was understood of one message, before any dialog looks at it. */
export interface Understanding {
  /** The language of the words, when they are enough to tell. */
  language: Language | null;
  facts: ProposedFacts;
  /** They ask, among other things or in so many words, to talk to a person, or to be called or written back by one. */
  wantsHuman: boolean;
  /** The same by a plain request to talk to one, which is no answer to how and when to be called. */
  wantsToTalk?: boolean;
  /** The words say that somebody close has died. */
  bereaved?: boolean;
  /** Set only when the message as a whole asks for it, so that a story that mentions a person is not a command. */
  command: Command | null;
  yesNo: 'yes' | 'no' | null;
  /** Nothing but a greeting: "hi", "bore da". */
  greeting: boolean;
  /** "I don't know", "not sure". */
  unsure: boolean;
  /** "skip", "pass", "rather not say". */
  skip: boolean;
  /** The question asked back: "why do you need to know?" */
  asksWhy?: boolean;
  /** Anger at us, words that are no words, or talk of something else: each gets a humane way on. */
  tone: 'angry' | 'nonsense' | 'off-topic' | null;
}
