import type { Activity, TurnContext } from 'botbuilder';
import type { Language } from '../content/language.js';
import type { Said, Values, Voice, Words } from '../content/words.js';
import { joined } from './joined.js';
import type { Choice, ReplyData } from './reply.js';
import type { FactName } from './story/story.js';

/** What goes with a message besides its words. */
export interface Manner {
  choices?: Choice[];
  asks?: FactName;
  discreet?: boolean;
}

/** In UTF-16 units: "That's clear. Thank you." and the like. */
const aWordOfThanks = 40;

/**
 * Says things in one turn. Short sentences that belong in front of the next message wait as leads, so that people get
 * one message with an answer and a question, not three.
 */
export class Speech {
  private leads: Said[] = [];

  /**
   * @param voice read at each sentence, since the language may change in the middle of a turn
   * @param standing values that any sentence may name, such as the numbers to call
   */
  constructor(
    private readonly words: Words,
    private readonly voice: () => Voice,
    private readonly standing: Record<Language, Values>,
  ) {}

  /** A sentence in its full and short forms. */
  said(key: string, values?: Values): Said {
    const voice = this.voice();
    const standing = this.standing[voice.language];
    return this.words.say(key, voice, values ? { ...standing, ...values } : standing);
  }

  /** The full form alone, for putting into another sentence. */
  text(key: string, values?: Values): string {
    return this.said(key, values).text;
  }

  /** Whether a sentence waits to be said in front of the next message. */
  get waits(): boolean {
    return this.leads.length > 0;
  }

  /** Puts a sentence in front of the next message. */
  lead(key: string, values?: Values): void {
    this.leads.push(this.said(key, values));
  }

  leadWith(said: Said): void {
    this.leads.push(said);
  }

  /** Sends the sentence called `key`, with whatever waits in front of it. */
  async say(context: TurnContext, key: string, values: Values = {}, manner: Manner = {}): Promise<void> {
    await this.sayThis(context, [this.said(key, values)], manner);
  }

  /** Sends one message made of several sentences or lines. */
  async sayThis(context: TurnContext, parts: Said[], manner: Manner = {}, joint = ' '): Promise<void> {
    const leads = this.leads;
    this.leads = [];
    const before = joined(leads, ' ');
    // After more than a word of thanks, a question stands on a line of its own, where a tired eye finds it.
    const apart = joint !== ' ' || (manner.asks !== undefined && before.text.length > aWordOfThanks);
    const whole = joined([before, joined(parts, joint)], apart ? '\n' : ' ');
    await context.sendActivities([activity(whole, manner)]);
  }

  /** Sends what waits with no message to stand in front of. */
  async flush(context: TurnContext): Promise<void> {
    if (this.leads.length > 0) await this.sayThis(context, []);
  }

  /**
   * Choices of a question: by the label that stands beside it (`QUESTION.ID`) where there is one, since Welsh says yes and
   * no by the verb that was asked with; else by the common one.
   */
  answersTo(question: string, ...ids: string[]): Choice[] {
    return ids.map((id) => {
      const own = `${question}.${id}`;
      return { id, label: this.text(this.words.has(own) ? own : `choices.${id}`) };
    });
  }

  /** Choices by name, with their labels. */
  choices(...ids: string[]): Choice[] {
    return ids.map((id) => ({ id, label: this.text(`choices.${id}`) }));
  }
}

function activity(said: Said, { choices = [], asks, discreet = false }: Manner): Partial<Activity> {
  const data: ReplyData = { short: said.short, choices, asks: asks ?? null, discreet };
  return {
    type: 'message',
    text: said.text,
    channelData: data,
    ...(choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
      },
    }),
  };
}
