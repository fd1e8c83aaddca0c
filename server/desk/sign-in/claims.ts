import { createHash } from 'node:crypto';
import { z } from 'zod';
import { everyArea, roles } from '../adviser.js';
import type { Adviser, Grant } from '../adviser.js';

/** Where a provider says what somebody is at the desk. */
export interface ClaimNames {
  /**
   * The claim that lists a person's roles, as `adviser:vale-of-glamorgan`, `supervisor:*` or
   * `partner:coventry:its-id`, or by the names below.
   */
  roles: string;
  /** The claim that names a person's team. */
  team: string;
  /** Roles by the names that the provider has for them, such as those of its groups. */
  roleNames: ReadonlyMap<string, Grant>;
}

/** Who somebody is, by what the provider has signed or said of them. */
export interface Claims {
  iss: string;
  sub: string;
  [claim: string]: unknown;
}

const shown = z.string().trim().min(1).max(100);
const listed = z.string().transform((list) => list.split(/[\s,]+/));
const roleList = z.array(z.unknown()).or(listed).catch([]);
const grant = z
  .string()
  .transform((value): unknown => value.split(':'))
  .pipe(z.tuple([z.enum(roles), z.string(), z.string().optional()]))
  .transform(([role, area, party]): Grant => (party === undefined ? { role, area } : { role, area, party }));

/** An adviser's id: the same for one subject of one issuer, and not to be turned back into either. */
export function adviserId({ iss, sub }: Pick<Claims, 'iss' | 'sub'>): string {
  return createHash('sha256')
    .update(JSON.stringify([iss, sub]))
    .digest('base64url')
    .slice(0, 22);
}

/**
 * The adviser that a provider's claims describe. A role that is not known, or is in no area of ours, gives nothing.
 * @param areas ids of all areas
 */
export function adviserOf(claims: Claims, names: ClaimNames, areas: readonly string[]): Adviser {
  const text = (claim: string): string | null => shown.safeParse(claims[claim]).data ?? null;
  const firstName = text('given_name');
  const bothNames = [firstName, text('family_name')].filter((part) => part !== null).join(' ');
  const granted = roleList
    .parse(claims[names.roles])
    .map((value) => names.roleNames.get(String(value)) ?? grant.safeParse(value).data)
    .filter((each) => each !== undefined)
    .filter(({ area }) => area === everyArea || areas.includes(area));
  return {
    id: adviserId(claims),
    name: text('name') ?? (bothNames || (text('preferred_username') ?? claims.sub)),
    firstName,
    team: text(names.team),
    grants: granted,
  };
}
