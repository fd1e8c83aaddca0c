import { readState } from '../../bot/turn/conversation-state.js';
import type { Area } from '../../content/schema/area.js';
import type { LaterKind } from '../../dialogs/effects.js';
import { answeringArea } from '../../dialogs/pathway/answering-area.js';
import { actOn, type Overdue, type OverdueParts } from '../desk/overdue/overdue.js';
import { plainPage } from '../email/plain-page.js';
import type { EmailPayload, NewOutboxItem } from '../store/outbox.js';
import type { ConversationRecord } from '../store/store.js';
import type { TimerHandler } from '../timers/timer-worker.js';
import type { Signer } from '../afterwards/signer.js';
import { isLate, newsletterPath } from './link.js';
import {
  confirmed,
  stopped,
  type KeptSubscription,
  type Subscription,
  type Subscriptions,
} from './subscriptions.js';
import { forgetUnconfirmed } from './unconfirmed.js';

export interface NewsletterParts extends OverdueParts {
  subscriptions: Subscriptions;
  signer: Signer;
}

const againMs = 24 * 60 * 60_000;

/** The kinds of its timers: all are due at once, and outlive the process. */
export const newsletterTimers = {
  asked: 'newsletter-asked',
  confirmed: 'newsletter-confirmed',
  stopped: 'newsletter-stopped',
} as const satisfies Record<string, LaterKind>;

/**
 * Somebody said yes to a newsletter: they stand on the list as not confirmed, and are asked there whether it was them.
 * Who is on it already is asked nothing.
 */
export function newsletterAsked(parts: NewsletterParts): TimerHandler {
  return async (timer) => {
    const { conversationId } = timer;
    if (conversationId === null) return;
    await actOn(parts, timer, conversationId, 'newsletter-asked', async (overdue) => {
      const wanted = wantedIn(parts, overdue.record);
      if (wanted?.when !== 'asked') return null;
      const { area, subscription } = wanted;
      const id = parts.subscriptions.idOf(subscription);
      let askedBefore = false;
      // Set before it is kept, so that nothing is kept without it.
      await parts.store.timers.change({ set: [forgetUnconfirmed(area, id, overdue.at)], clear: [] });
      const kept = await parts.subscriptions.change(area.id, id, (before) => {
        askedBefore = before?.state === 'pending' && !isOld(before, subscription.consentedAt);
        // That they once stopped it is forgotten only when they confirm.
        return before?.state === 'subscribed' || askedBefore
          ? null
          : { ...subscription, stoppedAt: before?.stoppedAt ?? null };
      });
      // Nobody is asked again and again because somebody typed in their address.
      const asks = kept?.state === 'pending' && !askedBefore && kept.to !== overdue.record.address;
      return {
        journal: [],
        outbox: asks ? [request(parts, overdue, area, id, kept)] : [],
        timers: { set: [], clear: [timer.id] },
      };
    });
  };
}

/** They confirmed it from their own phone, where they asked for it or where they were asked. */
export function newsletterConfirmed(parts: NewsletterParts): TimerHandler {
  return async ({ conversationId }) => {
    const { store, subscriptions, clock } = parts;
    const record = conversationId === null ? null : await store.load(conversationId);
    if (!record || record.address === null) return;
    const at = clock().toISOString();
    const wanted = wantedIn(parts, record);
    if (wanted?.when === 'confirmed' && wanted.subscription.to === record.address) {
      const { area, subscription } = wanted;
      await subscriptions.change(area.id, subscriptions.idOf(subscription), (before) =>
        before?.state === 'subscribed' || (before?.stoppedAt ?? '') > subscription.consentedAt
          ? null
          : confirmed(subscription, at),
      );
    }
    await eachOf(parts, record, async (area, { id, to, state, consentedAt }) => {
      if (to === record.address && !isLate({ state, consentedAt }, clock()))
        await subscriptions.change(area, id, (before) => confirmed(before, at));
    });
  };
}

/** Nothing goes to them any more, wherever they had it sent; an address that may not be theirs is forgotten. */
export function newsletterStopped(parts: NewsletterParts): TimerHandler {
  return async ({ conversationId }) => {
    const { store, subscriptions, clock } = parts;
    const record = conversationId === null ? null : await store.load(conversationId);
    if (!record) return;
    const at = clock().toISOString();
    await eachOf(parts, record, async (area, { id, to }) => {
      if (to !== record.address) await subscriptions.forgetUnconfirmed(area, id);
      await subscriptions.change(area, id, (before) => stopped(before, at));
    });
  };
}

/** Asked for so long ago that it may be asked for again. */
function isOld({ consentedAt }: Subscription, now: string): boolean {
  return Date.parse(now) - Date.parse(consentedAt) > againMs;
}

async function eachOf(
  { content, subscriptions }: NewsletterParts,
  { id, address }: ConversationRecord,
  act: (area: string, kept: KeptSubscription) => Promise<void>,
): Promise<void> {
  for (const { id: area, afterwards } of content.areas.values()) {
    if (afterwards.newsletter === null) continue;
    for (const kept of await subscriptions.mine(area, id, address)) await act(area, kept);
  }
}

/** What was said yes to in a conversation, as it stands on the list while it is not confirmed; null where nothing was. */
function wantedIn(
  { content }: NewsletterParts,
  { id, area: here, channel, address, state }: ConversationRecord,
) {
  const { story, progress } = readState(state);
  const { state: when, way, at, wording } = progress.newsletter ?? {};
  if (story.carerAge === 'under-18') return null;
  const conversationArea = content.areas.get(here);
  const area = conversationArea && answeringArea(story, content, conversationArea);
  if (!area?.afterwards.newsletter || !way || !at) return null;
  const onWhatsApp = way.to === address && channel === 'whatsapp';
  const subscription: Subscription = {
    by: way.by === 'email' ? 'email' : onWhatsApp ? 'whatsapp' : 'sms',
    to: way.to,
    language: story.language,
    state: 'pending',
    consentedAt: at,
    confirmedAt: null,
    stoppedAt: null,
    wording: wording ?? null,
    conversation: id,
  };
  return { when, area, subscription };
}

/** What asks them there whether it was them. */
function request(
  { content, ids, link, signer }: NewsletterParts,
  { record, at }: Overdue,
  area: Area,
  subscription: string,
  wanted: Subscription,
): NewOutboxItem {
  const { language, by, to } = wanted;
  const { newsletter } = area.afterwards;
  const url = link(newsletterPath(signer, area.id, subscription, wanted));
  const values = {
    name: newsletter?.name[language] ?? '',
    service: content.services.get(newsletter?.from ?? '')?.name[language] ?? '',
    link: `${url}?lang=${language}`,
  };
  const say = (key: string): string => content.words.text(`newsletter.${key}`, language, values);
  const item = { id: ids.unique(), lane: `${record.id}:newsletter`, dueAt: at };
  if (by !== 'email') return { ...item, payload: { kind: 'message', channel: by, to, text: say('text') } };
  const lines = ['email-hello', 'email-link', 'email-not'].map(say);
  const payload: EmailPayload = {
    kind: 'email',
    service: 'carer',
    to,
    reference: item.id,
    messageId: `<${item.id}@newsletter.fingerpost>`,
    subject: say('subject'),
    text: lines.join('\n\n'),
    html: plainPage(say('subject'), lines, language),
    unsubscribe: `${url}/stop`,
  };
  return { ...item, payload };
}
