import type { Content } from '../../../content/load.js';
import type { Referral } from '../../../dialogs/effects.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import type { Answering } from '../emails.js';
import { languagesOf, sectionsIn } from '../sections.js';

/** A referral as plain JSON. Fields are only ever added within a version. Times are ISO 8601, phones E.164. */
export function plainReferral(content: Content, referral: Referral, answering: Answering): object {
  const { story, contact, consent } = referral;
  const { url, answerBy, expiresAt } = answering;
  return {
    version: 1,
    type: 'referral',
    reference: referral.reference,
    service: referral.service,
    onward: referral.onward,
    kind: referral.kind,
    createdAt: referral.createdAt,
    answer: { url, by: answerBy, expiresAt },
    carer: {
      kinds: carerKinds(story),
      age: story.carerAge ?? null,
      ageYears: story.carerAgeYears ?? null,
      language: story.language,
      contact: {
        name: contact.name ?? null,
        phone: contact.phone ?? null,
        email: contact.email ?? null,
        bestTime: contact.bestTime ?? null,
        /** Null where it was not asked. */
        safeToCall: contact.safe?.call ?? null,
        safeToText: contact.safe?.text ?? null,
        safeToLeaveMessage: contact.safe?.message ?? null,
      },
    },
    looksAfter: story.people.map(({ relationship, age, ageGroup, conditions }) => ({
      relationship,
      age: age ?? null,
      ageGroup: ageGroup ?? null,
      conditions,
    })),
    place: story.place?.name ?? null,
    inTheirWords: { opening: story.opening ?? null, ...story.elements },
    /** Null when the carer wrote it. */
    writtenBy: referral.sender ?? null,
    topics: story.topics,
    beyondAdvice: referral.beyondAdvice,
    assessedBy: referral.assessedBy,
    consent: { at: consent.at, wording: consent.wording, services: consent.services },
    readable: languagesOf(referral).map((language) => ({
      language,
      sections: sectionsIn(content, referral, language),
    })),
  };
}

/** Tells that a referral is withdrawn; nothing of the person is in it. */
export function plainWithdrawal({ reference, service }: Referral, at: string): object {
  return { version: 1, type: 'withdrawal', reference, service, withdrawnAt: at };
}
