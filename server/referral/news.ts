import type { Content } from '../../content/load.js';
import type { ReferralNews, ReferralState } from '../../dialogs/referral/standing.js';
import type { ReferralRecord } from '../store/referrals.js';

/** The truth about a referral, as the conversation tells it. */
export function newsOf({ services }: Pick<Content, 'services'>, record: ReferralRecord): ReferralNews {
  const { reference, service, onTo } = record;
  return {
    reference,
    service,
    state: stateOf(record, services.get(service)?.referrals?.by ?? 'email'),
    onTo: onTo && { service: onTo.service, passedOn: onTo.reference !== null },
    left: hasLeft(record),
  };
}

/** Whether the service may have been sent a referral; a desk here has it from the beginning. */
export function hasLeft({ item, delivery }: Pick<ReferralRecord, 'item' | 'delivery'>): boolean {
  if (item === null) return true;
  if (delivery === null || delivery.attempts === 0) return false;
  // Its only attempt found that it must not be sent.
  return delivery.state !== 'stopped' || delivery.attempts > 1;
}

function stateOf(record: ReferralRecord, by: 'email' | 'fhir' | 'json'): ReferralState {
  const { status, item, delivery } = record;
  if (status !== 'open') return status;
  if (item === null) return 'sent';
  // It was erased before it left, and nobody will have it.
  if (delivery === null) return 'withdrawn';
  if (delivery.state !== 'sent') return delivery.attempts === 0 ? 'leaving' : 'waiting';
  // An endpoint has said that it has it; an email has only been handed over.
  return by === 'email' ? 'sent' : 'arrived';
}
