import { offerOf } from '../../../dialogs/booking/offer-of.js';
import { localTime, slotWords } from '../../../dialogs/booking/slot-words.js';
import { momentWords } from '../../../dialogs/person/waiting.js';
import { nationalNumber } from '../../../dialogs/story/phone.js';
import { elements, type FactName } from '../../../dialogs/story/story.js';
import { timeLabel } from '../../webchat/time-label.js';
import { deskTimeZone } from '../time-zone.js';
import { lasting } from '../waited.js';
import { diaryPath } from '../diary/diary-path.js';
import type { ConversationView } from './conversation-service.js';
import type { TranscriptReader } from './shown-transcript.js';

/** One line of the panel beside the transcript. */
interface Fact {
  label: string;
  value: string;
}

/** A conversation as the page shows it. */
export interface ShownConversation {
  id: string;
  path: string;
  version: number;
  who: string;
  about: string[];
  /** Who answers. */
  floor: string;
  status: ConversationView['desk']['status'];
  mine: boolean;
  /** It may be taken by whoever looks at it. */
  free: boolean;
  /** Why nobody may take it now. */
  paused: string | null;
  /** Why nothing can be sent, or how long it still can. */
  limit: { words: string; stops: boolean } | null;
  language: string;
  opening: string | null;
  story: string[];
  wanted: string | null;
  /** What is still to come of asking how it is, or became of it. */
  checkIn: string | null;
  /** What will be done by itself, and the places they have or had, each with its state. */
  toCome: string[];
  /** Each with its week of the diary. */
  bookings: { path: string; words: string }[];
  /** What they would take, should it come free. */
  wishes: string[];
  contact: Fact[];
  consents: string[];
  route: { name: string; why: string }[];
  referrals: string[];
  /** The services that a referral would go to, as words; empty when none takes one. */
  referTo: string;
  agreedAlready: boolean;
  earlier: { path: string; words: string }[];
  /** Which lines can be put right in words. */
  correctable: FactName[];
}

const correctable: readonly FactName[] = [
  'opening',
  ...elements,
  'theirPlace',
  'contactName',
  'phone',
  'email',
  'bestTime',
];

/** Puts a conversation into the words of the page. */
export function shownConversation(view: ConversationView, reader: TranscriptReader): ShownConversation {
  const { t, language, now, content } = reader;
  const { desk, story, channel, mine } = view;
  const when = (at: string): string => (at === '' ? '' : timeLabel(new Date(at), now, language));
  const named = (ids: readonly string[]): string =>
    ids.map((id) => content.services.get(id)?.name[language] ?? id).join(', ');
  const about = [t(`desk-queue.channel.${channel}`), t(`desk-queue.language.${view.language}`)];
  const outcome = t(`desk-queue.outcome.${desk.outcome ?? 'none'}`);
  return {
    id: view.conversationId,
    path: `/desk/conversations/${view.conversationId}`,
    version: view.version,
    who: story.contact.name ?? t('desk-conversation.no-name'),
    about: [...about, ...view.carerKinds.map((kind) => t(`desk-queue.kind.${kind}`))],
    floor: mine
      ? t('desk-conversation.floor.mine')
      : t(`desk-conversation.floor.${desk.status}`, { name: desk.holder?.name ?? '', outcome }),
    status: desk.status,
    mine,
    free: desk.holder === null && view.pausedBy === null,
    paused:
      desk.holder === null && view.pausedBy !== null
        ? t('desk-conversation.refusal.paused', { by: view.pausedBy })
        : null,
    limit: limitOf(view, reader),
    language: t(`desk-queue.language.${view.language}`),
    opening: story.opening ?? null,
    story: view.lines,
    checkIn:
      view.checkIn &&
      t(`desk-conversation.check-in.${view.checkIn.state}`, { when: when(view.checkIn.dueAt ?? '') }),
    toCome: view.toCome.map(({ kind, dueAt, attempts }) =>
      t('desk-conversation.to-come.line', {
        kind: selector(kind),
        when: momentWords(new Date(dueAt), now, deskTimeZone, language),
        tried: attempts,
      }),
    ),
    bookings: view.bookings.map(({ slot, reference, status }) => ({
      path: `${diaryPath(slot.area)}?from=${localTime(content, slot, language).toISODate() ?? ''}`,
      words: t('desk-conversation.booked-line', {
        ...slotWords(content, slot, language),
        reference,
        status: selector(status),
      }),
    })),
    wishes: view.wishes.map(({ area, offer: id, before, event }) => {
      const offer = offerOf(content, { area, offer: id });
      return t('desk-conversation.wish-line', {
        kind: event ? 'event' : (offer?.kind ?? 'visit'),
        title: event?.title[language] ?? '',
        service: offer ? named([offer.service]) : id,
        before: momentWords(new Date(before), now, deskTimeZone, language),
      });
    }),
    wanted: view.wanted === null ? null : t(`desk-conversation.wanted.${view.wanted}`),
    contact: contactFacts(view, reader),
    consents: view.consents.map(({ given, services, at }) =>
      t(given ? 'desk-conversation.agreed-share' : 'desk-conversation.refused-share', {
        services: named(services),
        when: when(at),
      }),
    ),
    route: view.route.map(({ name, why }) => ({ name, why })),
    referrals: view.referrals.map(
      ({ reference, service, createdAt, state }) =>
        `${reference}: ${named([service])}, ${when(createdAt)}. ${t(`desk-conversation.referral-state.${state}`)}`,
    ),
    referTo: named(view.referTo),
    agreedAlready: view.agreed,
    earlier: view.earlier.map(({ conversationId, channel: by, updatedAt, status, outcome: came }) => ({
      path: `/desk/conversations/${conversationId}`,
      words: [
        t(`desk-queue.channel.${by}`),
        when(updatedAt),
        ...(status === 'closed' ? [t(`desk-queue.outcome.${came ?? 'none'}`)] : []),
      ].join(', '),
    })),
    correctable: [...correctable],
  };
}

/** A name as a sentence can choose by it. */
const selector = (name: string): string => name.replaceAll('-', '_');

function contactFacts({ contact, writesFrom }: ConversationView, { t }: TranscriptReader): Fact[] {
  const { name, phone, email, bestTime, safe } = contact;
  const fact = (label: string, value: string | undefined): Fact => ({
    label: t(`desk-conversation.${label}`),
    value: value ?? t('desk-conversation.none-known'),
  });
  const answer = (given: boolean | undefined): string =>
    t(`desk-conversation.safe.${given === undefined ? 'unknown' : given ? 'yes' : 'no'}`);
  const number = phone ?? writesFrom;
  return [
    fact('name', name),
    fact('phone', number === null ? undefined : nationalNumber(number)),
    ...(email === undefined ? [] : [fact('email', email)]),
    fact('call', answer(safe?.call)),
    fact('text', answer(safe?.text)),
    fact('message', answer(safe?.message)),
    ...(bestTime === undefined ? [] : [fact('best-time', bestTime)]),
  ];
}

function limitOf(
  { optedOut, window }: ConversationView,
  { t, now }: TranscriptReader,
): ShownConversation['limit'] {
  if (optedOut) return { words: t('desk-conversation.opted-out'), stops: true };
  if (!window) return null;
  if (!window.open || window.closesAt === null)
    return { words: t('desk-conversation.window-closed'), stops: true };
  const left = Date.parse(window.closesAt) - now.getTime();
  return { words: t('desk-conversation.window-open', { time: lasting(t, left) }), stops: false };
}
