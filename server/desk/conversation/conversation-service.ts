import { phoneOf, type Channel } from '../../../bot/turn/channel.js';
import type { Language } from '../../../content/language.js';
import type { Booking, EventWords } from '../../../dialogs/booking/booking.js';
import type { Referral } from '../../../dialogs/effects.js';
import type { CarerKind } from '../../../content/schema/vocabulary.js';
import { route } from '../../../dialogs/pathway/route.js';
import type { NextStep, Progress } from '../../../dialogs/progress.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import type { Consent, Contact, Story } from '../../../dialogs/story/story.js';
import type { ReferralState } from '../../../dialogs/referral/standing.js';
import { newsOf } from '../../referral/news.js';
import type { DeskRow, DeskState } from '../../store/desk.js';
import type { Wish } from '../../store/diary.js';
import type { ConversationRecord, Store } from '../../store/store.js';
import type { Timer } from '../../store/timers.js';
import type { Acts, Found } from '../acts/acts.js';
import { isPressing } from '../acts/claim.js';
import { standingConsent } from '../acts/agreement.js';
import { receiversOf } from '../acts/refer-on-behalf.js';
import type { Adviser } from '../adviser.js';
import { may } from '../rights.js';
import type { Delivery } from './delivery.js';
import type { PersonKeys } from './person-keys.js';
import { routeLines, storyLines, type RouteLine } from './story-lines.js';
import { recentDeliveries, transcriptAfter, type TranscriptLine } from './transcript.js';
import { whatsAppWindow } from './window.js';

/** A referral and where it is. */
export interface ReferralLine extends Pick<Referral, 'reference' | 'service' | 'createdAt'> {
  state: ReferralState;
}

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

/** A conversation as an adviser has it in front of them, without what was said. */
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
  /** Who paused the area's intake, which keeps this from being taken; null when it may be. */
  pausedBy: string | null;
  /** ISO 8601. */
  createdAt: string;
  lastInboundAt: string | null;
  optedOut: boolean;
  /** How long WhatsApp lets us write; null on other channels. */
  window: { open: boolean; closesAt: string | null } | null;
  story: Story;
  /** The story in whole lines, in the adviser's language. */
  lines: string[];
  route: RouteLine[];
  contact: Contact;
  /** The phone they write from, E.164; null on the web. */
  writesFrom: string | null;
  consents: Consent[];
  /** Each with where it is. */
  referrals: ReferralLine[];
  /** Whether we ask later how it is, and how far that has come; null while it was not offered. */
  checkIn: Progress['checkIn'];
  /** What will be done by itself, the soonest first. */
  toCome: Pick<Timer, 'kind' | 'dueAt' | 'attempts'>[];
  /** Places of theirs, whatever became of them. */
  bookings: Booking[];
  /** What they would take, should it come free: an earlier time, or a place at an event. */
  wishes: (Wish & { event: EventWords | null })[];
  /** What they last chose to do; null while they have not. */
  wanted: NextStep | null;
  carerKinds: CarerKind[];
  /** Ids of the services that would read a referral made now, and whether the person agreed to all of them. */
  referTo: string[];
  agreed: boolean;
  earlier: EarlierConversation[];
}

/** The same with all that was said. A stream goes on from the seq of the last line. */
export interface OpenConversation {
  view: ConversationView;
  transcript: TranscriptLine[];
}

const mostEarlier = 10;
const longestEventMs = 24 * 60 * 60_000;

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
  async open(adviser: Adviser, conversationId: string, language: Language): Promise<OpenConversation | null> {
    const found = await this.#find(adviser, conversationId);
    if (!found) return null;
    await this.#log(found, 'viewed');
    const transcript = await transcriptAfter(this.#store, found.record, 0);
    return { view: await this.#view(found, adviser, language), transcript };
  }

  /** Notes in the audit log that the adviser follows the conversation live. */
  async watched(adviser: Adviser, conversationId: string): Promise<void> {
    const found = await this.#find(adviser, conversationId);
    if (found) await this.#log(found, 'watched');
  }

  /** How it stands now, for one who has it open already: it is not logged anew. */
  async standing(
    adviser: Adviser,
    conversationId: string,
    language: Language,
  ): Promise<ConversationView | null> {
    const found = await this.#find(adviser, conversationId);
    return found && this.#view(found, adviser, language);
  }

  /** All that is new after the journal seq `after`; null when the adviser may not read it. */
  async news(adviser: Adviser, conversationId: string, after: number): Promise<TranscriptLine[] | null> {
    const found = await this.#find(adviser, conversationId);
    return found && transcriptAfter(this.#store, found.record, after);
  }

  /** How far the newest messages have come on their way to a phone, by journal seq. */
  async deliveries(adviser: Adviser, conversationId: string): Promise<ReadonlyMap<number, Delivery> | null> {
    const found = await this.#find(adviser, conversationId);
    return found && recentDeliveries(this.#store, found.record);
  }

  #find(adviser: Adviser, conversationId: string): Promise<Found | null> {
    return this.acts.find(adviser, conversationId, 'read-conversation');
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
      pausedBy: isPressing(found) ? null : ((await this.#store.desk.intakePause(area.id))?.name ?? null),
      createdAt: record.createdAt,
      lastInboundAt: record.lastInboundAt,
      optedOut: address !== null && (await this.#store.isOptedOut(channel, address)),
      window: whatsAppWindow(record, now),
      story: state.story,
      lines: storyLines(this.acts.parts, state, area, language, now),
      route: routeLines(content, state, area, language),
      contact: state.story.contact,
      writesFrom: phoneOf(channel, address),
      consents: state.story.consents,
      referrals: await this.#referrals(id),
      checkIn: state.progress.checkIn,
      toCome: await this.#store.timers.ofConversation(id),
      bookings: await this.#store.diary.bookingsOf(id),
      wishes: await this.#wishes(id),
      wanted: state.progress.chosen,
      carerKinds: carerKinds(state.story),
      referTo: receivers,
      agreed: standingConsent(state.story.consents, receivers) !== null,
      earlier: await this.#earlier(adviser, record, state.story.contact),
    };
  }

  async #wishes(id: string): Promise<ConversationView['wishes']> {
    const { diary } = this.#store;
    const now = this.acts.parts.clock();
    const open = (await diary.wishesOf(id)).filter(({ before }) => new Date(before) > now);
    const wishes = open.map(async (wish) => {
      // The wish for a place ends with its event.
      const end = new Date(wish.before);
      const slots = await diary.slots(wish.area, new Date(end.getTime() - longestEventMs), end);
      return { ...wish, event: slots.find(({ offer }) => offer === wish.offer)?.event ?? null };
    });
    return Promise.all(wishes);
  }

  async #referrals(id: string): Promise<ReferralLine[]> {
    const { content } = this.acts.parts;
    const records = await this.#store.referrals.ofConversation(id);
    return (await this.#store.referralsOf(id)).map(({ reference, service, createdAt }) => {
      const record = records.find((each) => each.reference === reference);
      return { reference, service, createdAt, state: record ? newsOf(content, record).state : 'sent' };
    });
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
