import { ActivityTypes, type Activity, type TurnContext } from 'botbuilder-core';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import type { Values } from '../../content/words.js';
import { converse, createDialogs } from '../../dialogs/converse.js';
import { emptyDiary, type Diary } from '../../dialogs/booking/diary.js';
import { noEffects, type Effects } from '../../dialogs/effects.js';
import type { Finding } from '../../dialogs/finding.js';
import { noMailing, type Mailing } from '../../dialogs/newsletter/mailing.js';
import { numbersFor } from '../../dialogs/numbers.js';
import type { ReferralNews } from '../../dialogs/referral/standing.js';
import type { ReplyData } from '../../dialogs/reply.js';
import type { Contact, Story } from '../../dialogs/story/story.js';
import { setScene, voiceOf, type Heard, type Ids, type Scene } from '../../dialogs/scene.js';
import { Speech } from '../../dialogs/speech.js';
import type { ChannelMessage } from '../channels/message.js';
import { createOtherLanguageJudge } from '../recognisers/other-language.js';
import { setAsked, type Recogniser } from '../recognisers/recogniser.js';
import { keptState, newState, readState, writeState, type KeptState } from './conversation-state.js';
import { setDialogState, turnDialogState } from './dialog-state.js';
import { TurnAdapter } from './turn-adapter.js';

/** What a turn is run on. */
export interface TurnInput {
  area: Area;
  /** What the store kept of the conversation; null when it is new. */
  kept: string | null;
  /** The language asked for when it is opened; null when it is not known. */
  language: Language | null;
  /** What they are likely to read while no language is known; English when left out. */
  likely?: Language | null;
  /** Null when nobody has said anything: it is being opened, or taken up again where it was left. */
  said: { text: string; media: number } | null;
  /** E.164; null on the web. */
  writesFrom: string | null;
  now: Date;
  /** The referrals that were made in the conversation, oldest first, asked for only where there are some; none when left out. */
  referrals?: () => Promise<readonly ReferralNews[]>;
  /** The newsletters that they have asked for; none when left out. */
  mailing?: Mailing;
  /** What can be learnt of times, none when left out; places change hands only with the commit. */
  diary?: Diary;
}

/** Everything a turn comes to, with nothing done about it yet. */
export interface TurnOutcome {
  /** For the store to keep. */
  state: string;
  /** How to reach them, when the turn has changed it. */
  contact: Contact | null;
  messages: ChannelMessage[];
  effects: Effects;
  findings: Finding[];
  language: Language;
}

/** Runs turns in memory: the same input gives the same outcome, and nothing outside is touched. */
export interface TurnRunner {
  run(input: TurnInput): Promise<TurnOutcome>;
  /** Reads a message that an adviser is to answer: it is screened as every other, and nothing else comes of it here. */
  listen(input: TurnInput): Promise<Pick<Heard, 'findings' | 'understanding'>>;
}

export interface BotParts {
  content: Content;
  recogniser: Recogniser;
  ids: Ids;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
}

/** Runs turns where it is called. */
export class Bot implements TurnRunner {
  private readonly adapter = new TurnAdapter();
  private readonly dialogs = createDialogs(turnDialogState);
  private readonly otherLanguageOf;

  constructor(private readonly parts: BotParts) {
    const { otherLanguages, lexicon } = parts.content;
    this.otherLanguageOf = createOtherLanguageJudge(otherLanguages, lexicon.language);
  }

  async run(input: TurnInput): Promise<TurnOutcome> {
    const before = input.kept === null ? this.openState(input) : readState(input.kept);
    const { dialogs, story, progress } = before;
    const reachedBefore = reachOf(story);
    const referrals = progress.referrals.length > 0 ? ((await input.referrals?.()) ?? []) : [];
    const effects = noEffects();
    let findings: Finding[] = [];

    const sent = await this.adapter.run(activityOf(input), async (context) => {
      const heard = await this.hear(input, before, context);
      findings = heard?.findings ?? [];
      setScene(context, this.scene(input, before, heard, referrals, effects));
      setDialogState(context, dialogs);
      await converse(this.dialogs, context);
    });
    return {
      state: writeState(keptState(story, progress, dialogs)),
      contact: reachOf(story) === reachedBefore ? null : story.contact,
      messages: sent.map(messageOf),
      effects,
      findings,
      language: story.language,
    };
  }

  async listen(input: TurnInput): Promise<Pick<Heard, 'findings' | 'understanding'>> {
    const heard: Heard[] = [];
    await this.adapter.run(activityOf(input), async (context) => {
      const state = input.kept === null ? this.openState(input) : readState(input.kept);
      heard.push(...[await this.hear(input, state, context)].filter((each) => each !== null));
    });
    const [message] = heard;
    if (!message) throw new Error('A message is missing: there is nothing to listen to.');
    return message;
  }

  private openState({ area, language, likely }: TurnInput): KeptState {
    const state = newState(area.id, language ?? likely ?? 'en');
    state.progress.languageKnown = language !== null;
    return state;
  }

  /** Every message is screened and understood before anything else happens, whoever holds the conversation. */
  private async hear(
    { said }: TurnInput,
    { progress }: KeptState,
    context: TurnContext,
  ): Promise<Heard | null> {
    if (!said) return null;
    setAsked(context, progress.asking);
    const { findings, understanding } = (await this.parts.recogniser.recognize(context)).understood;
    return { ...said, findings, understanding, otherLanguage: this.otherLanguageOf(said.text) };
  }

  private scene(
    input: TurnInput,
    { story, progress }: KeptState,
    heard: Heard | null,
    referrals: readonly ReferralNews[],
    effects: Effects,
  ): Scene {
    const { content, ids, link } = this.parts;
    const { area, now, writesFrom, diary = emptyDiary, mailing = noMailing } = input;
    const standing = (spoken: Language): Values => ({
      council: area.council[spoken],
      areaName: area.name[spoken],
      ...numbersFor(content, area.nation, spoken),
    });
    const speech = new Speech(content.words.in(area.id), () => voiceOf({ story }), {
      en: standing('en'),
      cy: standing('cy'),
    });
    return {
      ...{ content, area, now, ids, story, progress, heard, effects, speech, writesFrom, referrals, link },
      diary,
      mailing,
      times: null,
    };
  }
}

/** The ways to reach somebody, to see whether a turn brought a new one. */
function reachOf({ contact: { phone, email } }: Story): string {
  return JSON.stringify([phone, email]);
}

function activityOf({ said, area }: TurnInput): Partial<Activity> {
  return {
    type: said ? ActivityTypes.Message : ActivityTypes.ConversationUpdate,
    channelId: 'fingerpost',
    conversation: { id: 'turn', isGroup: false, conversationType: 'personal', name: area.id },
    from: { id: 'carer', name: '' },
    recipient: { id: 'fingerpost', name: '' },
    ...(said && { text: said.text }),
  };
}

function messageOf(activity: Partial<Activity>): ChannelMessage {
  const data = activity.channelData as ReplyData;
  return { ...data, text: activity.text ?? '' };
}
