import type { OtherLanguage } from '../content/schema/other-languages.js';
import type { TurnContext } from 'botbuilder';
import type { Content } from '../content/load.js';
import type { Area } from '../content/schema/area.js';
import type { Voice } from '../content/words.js';
import type { Diary, Times } from './booking/diary.js';
import type { Mailing } from './newsletter/mailing.js';
import type { Effects } from './effects.js';
import type { Finding } from './finding.js';
import type { Progress } from './progress.js';
import type { ReferralNews } from './referral/standing.js';
import type { Choice } from './reply.js';
import type { Speech } from './speech.js';
import type { Story } from './story/story.js';
import type { Understanding } from './understanding.js';

/** What the person just said, and what was made of it. */
export interface Heard {
  text: string;
  understanding: Understanding;
  findings: Finding[];
  /** The choice that was made among those under our last question; absent when none was. */
  chosen?: Choice;
  /** Whether the story holds more than before, once it was taken in. */
  told?: boolean;
  /** Pictures or files that came with it; they are not read. */
  media: number;
  /** It is in a language that we do not write; null when it is not, or nobody can tell. */
  otherLanguage: { language: OtherLanguage | null } | null;
}

/** New names for things, injected so that a turn can be run again in a test. */
export interface Ids {
  unique(): string;
  /** Short and unambiguous, for saying over the phone. */
  reference(): string;
}

/** Everything that the dialogs of one turn work with. `story`, `progress` and `effects` are theirs to change. */
export interface Scene {
  content: Content;
  area: Area;
  now: Date;
  ids: Ids;
  story: Story;
  progress: Progress;
  /** Null when nobody has said anything yet: the conversation is being opened. */
  heard: Heard | null;
  effects: Effects;
  speech: Speech;
  /** E.164 of the phone that the person writes from; null on the web. */
  writesFrom: string | null;
  /** The referrals that were made in this conversation, oldest first. */
  referrals: readonly ReferralNews[];
  /** Times that can be booked, and those that are theirs. */
  diary: Diary;
  /** The newsletters that they have asked for. */
  mailing: Mailing;
  /** What this turn has seen of the diary; null while it has not looked. */
  times: Times | null;
  /** Where a page of ours can be opened, such as an article. */
  link: (path: string) => string;
}

const key = Symbol('scene');

/** Puts the scene where this turn's dialogs find it. */
export function setScene(context: TurnContext, scene: Scene): void {
  context.turnState.set(key, scene);
}

/** The scene of this turn. */
export function sceneOf(context: TurnContext): Scene {
  const scene = context.turnState.get<Scene | undefined>(key);
  if (!scene) throw new Error('The scene of this turn is missing.');
  return scene;
}

/** How to speak with this person: their language, and words for their age. */
export function voiceOf({ story }: Pick<Scene, 'story'>): Voice {
  return { language: story.language, young: story.carerAge === 'under-18' };
}
