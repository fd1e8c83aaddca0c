import type { TurnInput, TurnOutcome } from '../../../bot/turn/bot.js';
import type { Diary } from '../../../dialogs/booking/diary.js';
import type { Mailing } from '../../../dialogs/newsletter/mailing.js';
import type { Heard } from '../../../dialogs/scene.js';
import type { RecogniserConfiguration } from '../../configuration/recogniser.js';

/** What a thread needs to know of the configuration. */
export interface ThreadData {
  /** Ids of the areas that are served; null serves all. */
  areas: string[] | null;
  recogniser: RecogniserConfiguration | null;
  logLevel: string;
  /** Where our pages are, without a slash at the end. */
  base: string;
}

/** What a turn looks up while it runs: that stays with the store. */
export interface Looks {
  free: Diary['free'];
  mine: Diary['mine'];
  full: Diary['full'];
  freed: Diary['freed'];
  wishes: Diary['wishes'];
  newsletters: Mailing['mine'];
  referrals: NonNullable<TurnInput['referrals']>;
}

/** A turn on its way to a thread. Both sides have the content, so an area goes by its id. */
export type SentInput = Omit<TurnInput, 'area' | 'diary' | 'mailing' | 'referrals'> & { area: string };

/** What an adviser is told of a message. */
export type Listened = Pick<Heard, 'findings' | 'understanding'>;

/** What a thread is started with: where it says, in memory that both sides see, which call it runs at the moment. */
export interface ThreadStart {
  running: Int32Array<SharedArrayBuffer>;
}

/** `call` tells one turn from another, `question` one look from another. */
export type ToThread =
  | { kind: 'begin'; data: ThreadData }
  | { kind: 'run' | 'listen'; call: number; input: SentInput }
  | { kind: 'answer'; call: number; question: number; answer: unknown }
  | { kind: 'no-answer'; call: number; question: number; error: Error };

export type FromThread =
  | { kind: 'ready' }
  /** It cannot start, for a reason that the operator can mend. */
  | { kind: 'unusable'; message: string }
  | { kind: 'ask'; call: number; question: number; method: keyof Looks; args: string[] }
  | { kind: 'done'; call: number; outcome: TurnOutcome | Listened }
  | { kind: 'failed'; call: number; error: Error };

/** A thread copies an error whole, but nothing else that may be thrown. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.');
}
