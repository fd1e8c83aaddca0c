import { ActivityTypes, type Activity, type TurnContext } from 'botbuilder';
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
import { setScene, voiceOf, type Heard, type Ids, type Scene } from '../../dialogs/scene.js';
import { Speech } from '../../dialogs/speech.js';
import type { ChannelMessage } from '../channels/message.js';
import { createOtherLanguageJudge } from '../recognisers/other-language.js';
import { setAsked, type Recogniser } from '../recognisers/recogniser.js';
import { keptState, newState, readState, type KeptState } from './conversation-state.js';
import { setDialogState, turnDialogState } from './dialog-state.js';
import { TurnAdapter } from './turn-adapter.js';

/** What a turn is run on. */
export interface TurnInput {
  area: Area;
  /** What the store kept of the conversation; null when it is new. */
  kept: unknown;
  /** The language asked for when it is opened; null when it is not known. */
  language: Language | null;
  /** Null when nobody has said anything: it is being opened, or taken up again where it was left. */
  said: { text: string; media: number } | null;
  /** E.164; null on the web. */
  writesFrom: string | null;
  now: Date;
  /** The referrals that were made in the conversation, oldest first; none when left out. */
  referrals?: readonly ReferralNews[];
  /** The newsletters that they have asked for; none when left out. */
  mailing?: Mailing;
  /** What can be learnt of times, none when left out; places change hands only with the commit. */
  diary?: Diary;
}

/** Everything a turn comes to, with nothing done about it yet. */
export interface TurnOutcome {
  state: KeptState;
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
    const effects = noEffects();
    let findings: Finding[] = [];

    const sent = await this.adapter.run(activityOf(input), async (context) => {
      const heard = await this.hear(input, before, context);
      findings = heard?.findings ?? [];
      setScene(context, this.scene(input, before, heard, effects));
      setDialogState(context, dialogs);
      await converse(this.dialogs, context);
    });
    return {
      state: keptState(story, progress, dialogs),
      messages: sent.map(messageOf),
      effects,
      findings,
      language: story.language,
    };
  }

  async listen(input: TurnInput): Promise<Pick<Heard, 'findings' | 'understanding'>> {
    const heard: Heard[] = [];
    await this.adapter.run(activityOf(input), async (context) => {
      heard.push(...[await this.hear(input, readState(input.kept), context)].filter((each) => each !== null));
    });
    const [message] = heard;
    if (!message) throw new Error('A message is missing: there is nothing to listen to.');
    return message;
  }

  private openState({ area, language }: TurnInput): KeptState {
    const state = newState(area.id, language ?? 'en');
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
    effects: Effects,
  ): Scene {
    const { content, ids, link } = this.parts;
    const { area, now, writesFrom, diary = emptyDiary, mailing = noMailing, referrals = [] } = input;
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
