import type { ClaimNames } from '../desk/sign-in/claims.js';
import type { Variables } from './variables.js';

/** The OpenID provider at which advisers sign in, where we are registered as a client of it. */
export interface OidcConfiguration {
  issuer: URL;
  clientId: string;
  /** Null for a public client, which has PKCE alone. */
  clientSecret: string | null;
  scope: string;
  claims: ClaimNames;
}

/** How advisers sign in, and for how long. */
export interface DeskConfiguration {
  /** Null where there is no provider. */
  oidc: OidcConfiguration | null;
  /** On one person's machine a link in the terminal signs in: never in production, nor beside a provider. */
  linkAllowed: boolean;
  /** Ends a session after as much time without a request. */
  idleMinutes: number;
  /** Ends a session whatever happens. */
  hours: number;
  /** How long who saw and did what is kept. */
  auditDays: number;
  /** Who is told, by area and in this order, when nobody takes somebody urgent or in danger. */
  duty: { email: ReadonlyMap<string, readonly string[]>; sms: ReadonlyMap<string, readonly string[]> };
}

function oidcOf(values: Variables): OidcConfiguration | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined || clientId === undefined) return null;
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    scope: values.OIDC_SCOPE,
    claims: {
      roles: values.OIDC_ROLE_CLAIM,
      team: values.OIDC_TEAM_CLAIM,
      roleNames: values.OIDC_ROLE_NAMES,
    },
  };
}

/** What the variables say of the desk. */
export function deskOf(values: Variables): DeskConfiguration {
  const oidc = oidcOf(values);
  return {
    oidc,
    linkAllowed: oidc === null && values.NODE_ENV !== 'production',
    idleMinutes: values.DESK_IDLE_MINUTES,
    hours: values.DESK_SESSION_HOURS,
    auditDays: values.AUDIT_DAYS,
    duty: { email: values.DUTY_EMAIL ?? new Map(), sms: values.DUTY_SMS ?? new Map() },
  };
}
