import type { Referral } from '../../../dialogs/effects.js';
import type { EndpointPayload, ReferralErrand } from '../../store/outbox.js';
import type { Answering } from '../emails.js';
import { referralMessage, withdrawalMessage, type DocumentParts } from './fhir-message.js';
import { plainReferral, plainWithdrawal } from './plain-document.js';

export type { DocumentParts };

/** The document that carries a referral to an endpoint, as FHIR or as plain JSON. */
export function referralDocument(
  parts: DocumentParts,
  referral: Referral,
  way: 'fhir' | 'json',
  answering: Answering,
): EndpointPayload {
  const body =
    way === 'fhir'
      ? referralMessage(parts, referral, answering)
      : plainReferral(parts.content, referral, answering);
  return payloadOf(referral, 'referral', way, body);
}

/** Tells an endpoint that the person has withdrawn their agreement: the receiver stops, and deletes what it was sent. */
export function withdrawalDocument(
  parts: DocumentParts,
  referral: Referral,
  way: 'fhir' | 'json',
  at: string,
): EndpointPayload {
  const body = way === 'fhir' ? withdrawalMessage(parts, referral, at) : plainWithdrawal(referral, at);
  return payloadOf(referral, 'withdrawal', way, body);
}

function payloadOf(
  { id, service, reference }: Referral,
  about: ReferralErrand,
  way: 'fhir' | 'json',
  body: unknown,
): EndpointPayload {
  return {
    kind: 'endpoint',
    service,
    reference,
    about,
    idempotencyKey: about === 'referral' ? id : `${id}.${about}`,
    contentType: way === 'fhir' ? 'application/fhir+json' : 'application/json',
    body: JSON.stringify(body),
  };
}
