import { phoneOf, type Channel } from '../../../bot/turn/channel.js';
import type { Language } from '../../../content/language.js';
import type { Referral } from '../../../dialogs/effects.js';
import type { CarerKind } from '../../../content/schema/vocabulary.js';
import { route } from '../../../dialogs/pathway/route.js';
import type { NextStep } from '../../../dialogs/progress.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import type { Consent, Contact, Story } from '../../../dialogs/story/story.js';
import type { DeskRow, DeskState } from '../../store/desk.js';
import type { ConversationRecord, Store } from '../../store/store.js';
import type { JournalEntry } from '../../turns/journal.js';
import type { Acts, Found } from '../acts/acts.js';
import { receiversOf, standingConsent } from '../acts/refer-on-behalf.js';
import type { Adviser } from '../adviser.js';
import { may } from '../rights.js';
import { deliveries, type Delivery } from './delivery.js';
import type { PersonKeys } from './person-keys.js';
import { routeLines, storyLines, type RouteLine } from './story-lines.js';
import { whatsAppWindow } from './window.js';

/** Another conversation of the same person. */
export interface EarlierConversation {
  conversationId: string;
  channel: Channel;
  /** ISO 8601. */
  updatedAt: string;
  status: DeskState['status'] | null;
  outcome: DeskState['outcome'];
  holder: string | null;
}

/** One thing that happened, with what became of it on its way to a phone. */
export type TranscriptLine = JournalEntry & { delivery: Delivery | null };

/** A conversation as an adviser has it in front of them. */
export interface ConversationView {
  conversationId: string;
  /** What a correction names, so that it is not made on something older than was shown. */
  version: number;
  area: string;
  channel: Channel;
  /** The person's language. */
  language: Language;
  desk: DeskState;
  row: DeskRow | null;
  mine: boolean;
  /** ISO 8601. */
  createdAt: string;
  lastInboundAt: string | null;
  optedOut: boolean;
  /** How long WhatsApp lets us write; null on other channels. */
  window: { open: boolean; closesAt: string | null } | null;
  transcript: TranscriptLine[];
  /** Journal seq up to which this is everything: a stream goes on from here. */
  lastSeq: number;
  story: Story;
  /** The story in whole lines, in the adviser's language. */
  lines: string[];
  route: RouteLine[];
  contact: Contact;
  /** The phone they write from, E.164; null on the web. */
  writesFrom: string | null;
  consents: Consent[];
  referrals: Referral[];
  /** What they last chose to do; null while they have not. */
  wanted: NextStep | null;
  carerKinds: CarerKind[];
  /** Ids of the services that would read a referral made now, and whether the person agreed to all of them. */
  referTo: string[];
  agreed: boolean;
  earlier: EarlierConversation[];
}

const pageSize = 500;
const mostEarlier = 10;

/** Reads conversations for advisers. Each look is in the audit log. */
export class ConversationService {
  constructor(
    private readonly acts: Acts,
    private readonly personKeys: PersonKeys,
  ) {}

  /**
   * The whole conversation; null when there is none that the adviser may read. A look is logged.
   * @param language that the adviser reads
   */
  async open(adviser: Adviser, conversationId: string, language: Language): Promise<ConversationView | null> {
    const found = await this.acts.find(adviser, conversationId, 'read-conversation');
    if (!found) return null;
    await this.#log(found, 'viewed');
    return this.#view(found, adviser, language);
  }

  /** Notes in the audit log that the adviser follows the conversation live. */
  async watched(adviser: Adviser, conversationId: string): Promise<void> {
    const found = await this.acts.find(adviser, conversationId, 'read-conversation');
    if (found) await this.#log(found, 'watched');
  }

  /** The same again, for one who has it open already: it is not logged anew. */
  async again(
    adviser: Adviser,
    conversationId: string,
    language: Language,
  ): Promise<ConversationView | null> {
    const found = await this.acts.find(adviser, conversationId, 'read-conversation');
    return found && this.#view(found, adviser, language);
  }

  /** What is new after the journal seq `after`, at most a page of it; null when the adviser may not read it. */
  async news(adviser: Adviser, conversationId: string, after: number): Promise<TranscriptLine[] | null> {
    const found = await this.acts.find(adviser, conversationId, 'read-conversation');
    if (!found) return null;
    const entries = await this.#store.journal(conversationId, after, pageSize);
    return this.#withDelivery(found.record, entries);
  }

  async #log({ at, by, area, record }: Found, act: 'viewed' | 'watched'): Promise<void> {
    await this.#store.desk.addAudit([{ at, ...by, area: area.id, act, conversationId: record.id }]);
  }

  get #store(): Store {
    return this.acts.parts.store;
  }

  async #view(found: Found, adviser: Adviser, language: Language): Promise<ConversationView> {
    const { record, desk, row, area, state, at } = found;
    const { id, channel, address } = record;
    const { content } = this.acts.parts;
    const now = new Date(at);
    const transcript = await this.#withDelivery(record, await this.#journal(id));
    const receivers = receiversOf(route(state.story, content, area));
    return {
      conversationId: id,
      version: record.version,
      area: area.id,
      channel,
      language: state.story.language,
      desk,
      row,
      mine: desk.holder?.adviser === adviser.id,
      createdAt: record.createdAt,
      lastInboundAt: record.lastInboundAt,
      optedOut: address !== null && (await this.#store.isOptedOut(channel, address)),
      window: whatsAppWindow(record, now),
      transcript,
      lastSeq: transcript.at(-1)?.seq ?? 0,
      story: state.story,
      lines: storyLines(this.acts.parts, state, area, language, now),
      route: routeLines(content, state, area, language),
      contact: state.story.contact,
      writesFrom: phoneOf(channel, address),
      consents: state.story.consents,
      referrals: await this.#store.referralsOf(id),
      wanted: state.progress.chosen,
      carerKinds: carerKinds(state.story),
      referTo: receivers,
      agreed: standingConsent(state.story.consents, receivers) !== null,
      earlier: await this.#earlier(adviser, record, state.story.contact),
    };
  }

  async #journal(id: string): Promise<JournalEntry[]> {
    const entries: JournalEntry[] = [];
    let page: JournalEntry[];
    do {
      page = await this.#store.journal(id, entries.at(-1)?.seq ?? 0, pageSize);
      entries.push(...page);
    } while (page.length === pageSize);
    return entries;
  }

  async #withDelivery(record: ConversationRecord, entries: JournalEntry[]): Promise<TranscriptLine[]> {
    const { id, address } = record;
    const states = address === null ? null : deliveries(entries, await this.#store.outboxOf(id), address);
    return entries.map((entry) => ({ ...entry, delivery: states?.get(entry.seq) ?? null }));
  }

  /** On whatever channel, in the areas that this adviser may read. */
  async #earlier(
    adviser: Adviser,
    record: ConversationRecord,
    contact: Contact,
  ): Promise<EarlierConversation[]> {
    const keys = this.personKeys(record.address, contact);
    if (keys.length === 0) return [];
    const ids = await this.#store.desk.conversationsOf(keys, mostEarlier + 1);
    const others = await Promise.all(ids.filter((id) => id !== record.id).map((id) => this.#store.load(id)));
    return others
      .filter((each) => each !== null)
      .filter(({ area }) => may(adviser, 'read-conversation', area))
      .slice(0, mostEarlier)
      .map(({ id, channel, updatedAt, desk }) => ({
        conversationId: id,
        channel,
        updatedAt,
        status: desk?.status ?? null,
        outcome: desk?.outcome ?? null,
        holder: desk?.holder?.name ?? null,
      }));
  }
}
