import { rolesIn } from './adviser.js';
import type { Adviser, Role } from './adviser.js';

/** Who may do what, in the areas where they have the role. What is not listed is refused. */
export const rights = {
  /** See the desk's own front page. */
  'see-desk': ['adviser', 'supervisor', 'officer', 'partner'],
  /** See who is waiting, and why. */
  'read-queue': ['adviser', 'supervisor'],
  /** Read a conversation with its story, notes and referrals. */
  'read-conversation': ['adviser', 'supervisor'],
  /** Claim a conversation, and take one that is handed over. */
  'take-conversation': ['adviser', 'supervisor'],
  /** Reply, correct the story, note, book, refer, hand over and close. */
  'work-conversation': ['adviser', 'supervisor'],
  /** See everybody's load, reassign, and pause intake. */
  supervise: ['supervisor'],
  /** Read who saw and did what. */
  'read-audit': ['supervisor'],
  /** See who is booked when. */
  'read-diary': ['adviser', 'supervisor'],
  /** Add times, call them off, and move people who are booked. */
  'edit-diary': ['adviser', 'supervisor'],
  /** See what was referred to one's own desk, answer it, and record assessments on it. */
  'work-referral': ['partner', 'officer'],
  /** Get the mailing list of the newsletter, and add to it what another list holds. */
  'manage-newsletter': ['supervisor'],
  /** See how many were referred to whom, and what came of it. */
  'count-referrals': ['supervisor', 'officer'],
  /** Read what an assessment says, wherever in the area it was made. */
  'read-assessment': ['supervisor'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

/** Whether a name is that of a right, for declarations that the compiler has not seen. */
export function isRight(name: string): name is Right {
  return Object.hasOwn(rights, name);
}

/** Rights that are had at one desk of an area alone: the grant names whose it is. */
const atOwnDesk: readonly Right[] = ['work-referral'];

/** Whether the adviser has the right in an area, or at some desk in it. */
export function may(adviser: Pick<Adviser, 'grants'>, right: Right, area: string): boolean {
  const allowed: readonly Role[] = rights[right];
  if (atOwnDesk.includes(right)) return partiesOf(adviser, area).length > 0;
  return rolesIn(adviser, area).some((role) => allowed.includes(role));
}

/** Ids of the partners and carers officers of an area at whose own desk the adviser may work. A grant for every area names none. */
export function partiesOf({ grants }: Pick<Adviser, 'grants'>, area: string): string[] {
  const allowed: readonly Role[] = rights['work-referral'];
  return grants.flatMap(({ role, area: where, party }) =>
    allowed.includes(role) && where === area && party !== undefined ? [party] : [],
  );
}

/** Those of `areas` in which the adviser has the right. */
export function areasWith(
  adviser: Pick<Adviser, 'grants'>,
  right: Right,
  areas: readonly string[],
): string[] {
  return areas.filter((area) => may(adviser, right, area));
}
