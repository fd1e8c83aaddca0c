import type { Assessment, ReferralStanding } from '../referrals.js';
import type { Keyring } from '../sealing/keyring.js';
import { milliseconds } from '../time.js';

/** Where the standings of an area are counted, by when they changed; behind a colon, those of one kind alone. */
export const standingsOf = (area: string): string => `:standings:${area}`;
/** Where those that stand at a party's desk are listed. */
export const standingsAt = (area: string, party: string): string => `:party:${area}:${party}`;
/** Where the assessments of an area are counted, by when they were made; behind a colon, those of one kind alone. */
export const assessmentsOf = (area: string): string => `:assessments:${area}`;
/** Which kinds there are in such a list. */
export const kindsIn = (all: string): string => `${all}-kinds`;
/** Where one kind is counted, which Redis does without looking at each. */
export const listOf = (all: string, kind: object): string => `${all}:${JSON.stringify(kind)}`;

/** A standing as it is kept, with the lists that it stands in. */
export function standingWrite(
  standing: ReferralStanding,
  conversation: string,
  keyring: Keyring,
): Record<string, string> {
  const { reference, area, party, service, status, changedAt, item, link } = standing;
  const about = { service, party, status };
  return {
    reference,
    conversation,
    body: keyring.seal(JSON.stringify(standing)),
    changed: String(milliseconds(changedAt)),
    areaList: listOf(standingsOf(area), about),
    kinds: kindsIn(standingsOf(area)),
    kind: JSON.stringify(about),
    member: reference,
    ...(party !== null && { partyList: standingsAt(area, party) }),
    ...(item !== null && { item }),
    ...(link !== null && { link: link.hash }),
  };
}

/** An assessment as it is kept, with the list that it is counted in. */
export function assessmentWrite(assessment: Assessment, keyring: Keyring): string {
  const { id, area, party, kind, outcome, at } = assessment;
  const about = { party, kind, outcome };
  return JSON.stringify({
    assessment: keyring.locks ? keyring.seal(JSON.stringify(assessment)) : assessment,
    list: listOf(assessmentsOf(area), about),
    kinds: kindsIn(assessmentsOf(area)),
    kind: JSON.stringify(about),
    at: String(milliseconds(at)),
    member: id,
  });
}

/** The assessment in what `assessmentWrite` made. It is a text where it is sealed. */
export function assessmentIn(kept: string, keyring: Keyring): Assessment {
  const { assessment } = JSON.parse(kept) as { assessment: string | Assessment };
  return typeof assessment === 'string' ? (JSON.parse(keyring.open(assessment)) as Assessment) : assessment;
}
