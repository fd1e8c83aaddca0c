import { keptState, writeState } from '../../bot/turn/conversation-state.js';
import type { Bot } from '../../bot/turn/bot.js';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { noEffects, type Referral } from '../../dialogs/effects.js';
import { route } from '../../dialogs/pathway/route.js';
import { newProgress } from '../../dialogs/progress.js';
import type { Sender } from '../../dialogs/referral/sender.js';
import { attentionFor, dangers } from '../../dialogs/safety/attention.js';
import type { Heard, Ids } from '../../dialogs/scene.js';
import type { Consent } from '../../dialogs/story/story.js';
import { receiversOf } from '../desk/acts/refer-on-behalf.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { Dispatch } from '../referral/dispatch.js';
import { StoreRefused } from '../store/errors.js';
import type { Store, TurnCommit } from '../store/store.js';
import { atTheDesk } from '../turns/at-the-desk.js';
import type { LiveUpdates } from '../turns/live.js';
import { turnCommit } from '../turns/turn-commit.js';
import type { Draft } from './draft.js';
import { receiptItem } from './receipt.js';
import { storyOf } from './told-story.js';

export interface ReferForOthersParts {
  store: Pick<Store, 'commit' | 'referralsOf'>;
  content: Content;
  bot: Pick<Bot, 'listen'>;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  personKeys: PersonKeys;
  dispatch: Dispatch;
  wakeOutbox: () => void;
  wakeTimers: () => void;
}

/** What is sent, once everything is told. */
type Whole = Draft & { answers: Required<Pick<Draft['answers'], 'you' | 'caring' | 'story' | 'reach'>> };

/** New references are made as often as one is taken already. */
const mostAttempts = 5;

/** Passes a carer's story on for somebody else. */
export class ReferForOthers {
  constructor(private readonly parts: ReferForOthersParts) {}

  /** Reads free words as every message is read: screened first, then understood. */
  listen(area: Area, language: Language, text: string): Promise<Pick<Heard, 'findings' | 'understanding'>> {
    return this.parts.bot.listen({
      area,
      kept: null,
      language,
      said: { text, media: 0 },
      writesFrom: null,
      now: this.parts.clock(),
    });
  }

  /**
   * Sends a whole draft in one commit: the referral, what it means for the advisers, and the receipt. The same draft
   * sent again changes nothing.
   * @param language of the page, and of the receipt
   * @param wording what the sender confirmed
   * @returns the references, one for each service
   */
  async send(draft: Whole, area: Area, language: Language, wording: string): Promise<string[]> {
    const { store, live, wakeOutbox, wakeTimers } = this.parts;
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const commit = await this.#commitOf(draft, area, language, wording);
      try {
        const { outcome } = await store.commit(commit);
        if (outcome === 'committed') {
          live.publishArea(area.id);
          wakeOutbox();
          wakeTimers();
        }
        return (await store.referralsOf(draft.id)).map(({ reference }) => reference);
      } catch (error) {
        if (!(error instanceof StoreRefused)) throw error;
      }
    }
    throw new Error('Every reference that was made is taken.');
  }

  async #commitOf(draft: Whole, area: Area, language: Language, wording: string): Promise<TurnCommit> {
    const { content, ids, clock, dispatch, personKeys } = this.parts;
    const at = clock().toISOString();
    const { you, story: told } = draft.answers;
    const text = [told.what, told.matters].filter((each) => each !== '').join('\n');
    const { findings, understanding } = await this.listen(area, language, text);
    const story = storyOf(content, draft, language, understanding.facts);
    const { referTo, beyondAdvice, assessedBy, area: answers } = route(story, content, area);
    const consent: Consent = { given: true, at, wording, services: receiversOf({ referTo }) };
    story.consents.push(consent);
    const { kind, name, organisation } = { ...you, kind: you.sender };
    const sender: Sender = { kind, name, organisation: organisation === '' ? null : organisation };
    const referrals = referTo.map(({ service, onward }): Referral => ({
      id: ids.unique(),
      reference: ids.reference(),
      area: answers ?? area.id,
      service,
      onward,
      kind: 'refer',
      beyondAdvice,
      assessedBy,
      story: structuredClone(story),
      contact: story.contact,
      consent,
      sender,
      createdAt: at,
    }));
    const progress = {
      ...newProgress(),
      chosen: 'refer' as const,
      chosenDone: true,
      finished: true,
      referrals: referrals.map(({ reference, service }) => ({ reference, services: [service] })),
    };
    const found = dangers(findings);
    const effects = {
      ...noEffects(),
      referrals,
      consents: [consent],
      attention: found.length === 0 ? null : attentionFor(found, text, at),
    };
    const frame = {
      id: draft.id,
      area: area.id,
      channel: 'web' as const,
      address: null,
      expectedVersion: 0,
      lastInboundAt: null,
      inbound: null,
      at,
    };
    const state = writeState(keptState(story, progress, { dialogStack: [] }));
    const { contact } = story;
    const outcome = { state, contact, messages: [], effects, findings, language };
    const commit = turnCommit(frame, outcome, ids, dispatch, area);
    const receipt = receiptItem(this.parts, { to: you.email, area, language, at, referrals });
    return atTheDesk(
      {
        ...commit,
        messageId: `refer:${draft.id}`,
        journal: [{ kind: 'told-by-other', sender, text }, ...commit.journal],
        outbox: [...commit.outbox, receipt],
        people: personKeys(null, contact),
      },
      null,
      area,
    );
  }
}
