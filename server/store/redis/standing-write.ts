import type { Assessment, ReferralStanding } from '../referrals.js';
import type { Keyring } from '../sealing/keyring.js';
import { milliseconds } from '../time.js';

/** Where the standings of an area are counted, by when they changed. */
export const standingsOf = (area: string): string => `:standings:${area}`;
/** Where those that stand at a party's desk are listed. */
export const standingsAt = (area: string, party: string): string => `:party:${area}:${party}`;
/** Where the assessments of an area are counted, by when they were made. */
export const assessmentsOf = (area: string): string => `:assessments:${area}`;

/** A standing as it is kept, with the lists that it stands in. */
export function standingWrite(
  standing: ReferralStanding,
  conversation: string,
  keyring: Keyring,
): Record<string, string> {
  const { reference, area, party, service, status, changedAt, item, link } = standing;
  return {
    reference,
    conversation,
    body: keyring.seal(JSON.stringify(standing)),
    changed: String(milliseconds(changedAt)),
    areaList: standingsOf(area),
    member: JSON.stringify([reference, { service, party, status }]),
    ...(party !== null && { partyList: standingsAt(area, party) }),
    ...(item !== null && { item }),
    ...(link !== null && { link: link.hash }),
  };
}

/** An assessment as it is kept, with the list that it is counted in. */
export function assessmentWrite(assessment: Assessment, keyring: Keyring): string {
  const { id, area, party, kind, outcome, at } = assessment;
  return JSON.stringify({
    assessment: keyring.locks ? keyring.seal(JSON.stringify(assessment)) : assessment,
    list: assessmentsOf(area),
    at: String(milliseconds(at)),
    member: JSON.stringify([id, { party, kind, outcome }]),
  });
}

/** The assessment in what `assessmentWrite` made. It is a text where it is sealed. */
export function assessmentIn(kept: string, keyring: Keyring): Assessment {
  const { assessment } = JSON.parse(kept) as { assessment: string | Assessment };
  return typeof assessment === 'string' ? (JSON.parse(keyring.open(assessment)) as Assessment) : assessment;
}
