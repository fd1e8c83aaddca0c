import type { RecognizerResult, TurnContext } from 'botbuilder';
import type { FactName } from '../../dialogs/story/story.js';
import type { Understood } from '../understanding/understand.js';

/**
 * What a message was recognised as, in the form of Bot Framework's RecognizerResult: `intents` are the topics and
 * `wants-human`, each with a score from 0 to 1, or `None`; `entities` are what was named, as it was written, with a list
 * of ids for each.
 */
export interface Recognised extends RecognizerResult {
  entities: Record<string, unknown>;
  /** All that the rules, the model and, where there is one, the remote service made of it. */
  understood: Understood;
}

/** Recognises the message of a turn, in the shape of Bot Framework's Recognizer. It never fails, and never waits long. */
export interface Recogniser {
  recognize(context: TurnContext): Promise<Recognised>;
}

const key = Symbol('asked');

/** Notes the fact that our last question asked for, so that a bare answer is read in its light. */
export function setAsked(context: TurnContext, asked: FactName | null): void {
  context.turnState.set(key, asked);
}

/** The fact that was asked for, or null. */
export function askedOf(context: TurnContext): FactName | null {
  return context.turnState.get<FactName | null | undefined>(key) ?? null;
}
