import type { Area, Officer, Partner } from '../../../content/schema/area.js';

/** Where the desk of a partner or a carers officer is. */
export const partnerPath = (area: string, party: string): string => `/desk/areas/${area}/partners/${party}`;

/** Where one of its referrals is. */
export const referralPath = (area: string, party: string, reference: string): string =>
  `${partnerPath(area, party)}/referrals/${reference}`;

/** Those of `ids` that the content has: a grant may name one that is gone. */
export function desksOf(
  area: Pick<Area, 'partners' | 'officers'> | undefined,
  ids: readonly string[],
): (Partner | Officer)[] {
  return [...(area?.partners ?? []), ...(area?.officers ?? [])].filter(({ id }) => ids.includes(id));
}
