import { bankHolidays } from '../../content/areas/bank-holidays.js';
import { workingDaysAfter } from '../../content/areas/working-days.js';
import type { Content } from '../../content/load.js';
import type { Area } from '../../content/schema/area.js';
import type { ReferralWay } from '../../content/schema/service.js';
import type { Referral } from '../../dialogs/effects.js';
import type { Ids } from '../../dialogs/scene.js';
import type { NewOutboxItem, OutboxPayload } from '../store/outbox.js';
import type { ReferralStanding } from '../store/referrals.js';
import type { NewTimer } from '../store/timers.js';
import { answerPath, linkHash } from './answer/link.js';
import { referralEmail, withdrawalEmail, type Answering } from './emails.js';
import { referralDocument, withdrawalDocument, type DocumentParts } from './endpoint/documents.js';

export interface DispatchParts {
  content: Content;
  ids: Ids;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  /** A new secret for a one-time link, as `newLinkSecret` makes it. */
  newSecret: () => string;
}

/** What a referral brings to the commit that makes it. */
export interface Dispatched {
  outbox: NewOutboxItem[];
  standings: ReferralStanding[];
  timers: NewTimer[];
}

/** Names the one timer that a referral has. */
export const unansweredTimer = 'referral-unanswered';
export const unansweredTimerId = (reference: string): string => `${unansweredTimer}:${reference}`;

const dayMs = 24 * 60 * 60_000;

/** Sends referrals on their way, and tells those who have one to stop. */
export class Dispatch {
  constructor(private readonly parts: DispatchParts) {}

  /**
   * Sends a referral to its service by the way that the content has for it, to be answered in the service's own time.
   * @param here the area of the conversation, for a service of no area of ours
   * @param party the desk it goes to, where that is not the one of the service's partner
   */
  send(referral: Referral, conversationId: string, here: Area, party?: string): Dispatched {
    const { content, link, newSecret } = this.parts;
    const area = content.areas.get(referral.area) ?? here;
    const desk = party ?? partyOf(area, referral.service);
    const way = wayOf(content, referral.service, desk);
    const secret = newSecret();
    const answering: Answering = {
      url: link(answerPath(secret)),
      answerBy: this.answerBy(referral.service, area, new Date(referral.createdAt)),
      expiresAt: new Date(Date.parse(referral.createdAt) + area.referrals.linkDays * dayMs).toISOString(),
      timeZone: area.timeZone,
    };
    const payload = this.#carrying(referral, way, answering);
    const item = payload && this.#item(referral, referral.createdAt, payload);
    const { reference, service, createdAt } = referral;
    return {
      outbox: item ? [item] : [],
      standings: [
        {
          reference,
          area: area.id,
          service,
          party: desk,
          status: 'open',
          changedAt: createdAt,
          by: null,
          reason: null,
          onTo: null,
          item: item?.id ?? null,
          link: way === 'desk' ? null : { hash: linkHash(secret), expiresAt: answering.expiresAt },
        },
      ],
      timers: [unanswered(reference, conversationId, answering.answerBy)],
    };
  }

  /** Tells whoever was sent a referral to stop and delete it; in the same lane, so that it arrives after it. */
  stop(referral: Referral, at: string): NewOutboxItem {
    const { content } = this.parts;
    const way = content.services.get(referral.service)?.referrals?.by ?? 'email';
    const payload =
      way === 'email'
        ? withdrawalEmail(content, referral)
        : withdrawalDocument(this.#documents, referral, way, at);
    return this.#item(referral, at, payload);
  }

  /** When a service should have answered what it was sent at `from`; ISO 8601. */
  answerBy(service: string, area: Area, from: Date): string {
    const { services, nations } = this.parts.content;
    const days = services.get(service)?.referrals?.answerWithinDays ?? area.referrals.answerWithinDays;
    const holidays = bankHolidays(nations.get(area.nation)?.extraBankHolidays);
    return workingDaysAfter(from, days, area.timeZone, holidays).toISOString();
  }

  #carrying(referral: Referral, way: ReferralWay | 'desk', answering: Answering): OutboxPayload | null {
    if (way === 'desk') return null;
    if (way === 'email') return referralEmail(this.parts.content, referral, answering);
    return referralDocument(this.#documents, referral, way, answering);
  }

  get #documents(): DocumentParts {
    const { content, ids, link } = this.parts;
    return { content, ids, base: link('') };
  }

  #item(referral: Referral, dueAt: string, payload: OutboxPayload): NewOutboxItem {
    return { id: this.parts.ids.unique(), lane: referral.id, dueAt, payload };
  }
}

/** The timer that brings a referral back to the advisers when nobody answers. */
export function unanswered(reference: string, conversationId: string, dueAt: string): NewTimer {
  return {
    id: unansweredTimerId(reference),
    kind: unansweredTimer,
    conversationId,
    dueAt,
    payload: { reference },
  };
}

/** The partner of an area to whose desk the referrals of a service come; null when none has them. */
export function partyOf({ partners }: Area, service: string): string | null {
  return partners.find(({ services }) => services.includes(service))?.id ?? null;
}

/** How a referral reaches a service; what has a desk here and no way of its own waits there. */
function wayOf({ services }: Content, service: string, party: string | null): ReferralWay | 'desk' {
  return services.get(service)?.referrals?.by ?? (party === null ? 'email' : 'desk');
}
