/** What somebody may be at the desk, always in an area or in all of them. */
export const roles = ['adviser', 'supervisor', 'officer', 'partner'] as const;
export type Role = (typeof roles)[number];

/** Stands for every area in a grant. */
export const everyArea = '*';

/** One role, in one area (its id) or in every area (`*`). */
export interface Grant {
  role: Role;
  area: string;
  /** For a partner or an officer: the id of theirs in the area's content. Without it they see nothing of anybody. */
  party?: string;
}

/** Somebody who has signed in at the desk. Roles and areas are those of the moment at which they signed in. */
export interface Adviser {
  /** Stable for a person, and says nothing about them: fit for the store, for addresses and for the audit log. */
  id: string;
  /** As colleagues see it. */
  name: string;
  /** For carers, where the area's policy is to show it. */
  firstName: string | null;
  /** For carers, where the area's policy is to show the team instead. */
  team: string | null;
  grants: readonly Grant[];
}

/** The roles that an adviser has in an area, each once. */
export function rolesIn({ grants }: Pick<Adviser, 'grants'>, area: string): Role[] {
  return roles.filter((role) =>
    grants.some((grant) => grant.role === role && (grant.area === area || grant.area === everyArea)),
  );
}
