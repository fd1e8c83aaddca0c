import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DeskSessionStore } from '../../store/desk-sessions.js';
import { roles } from '../adviser.js';
import type { Adviser } from '../adviser.js';

/*
 * Our own, and not express-session: of a session's secret only a hash is kept, both ends are measured by the clock that
 * we are given, and nothing is written when an answer ends, so that a sign-out cannot be undone by a request beside it.
 */

/** Somebody signed in, in one browser. */
export interface DeskSession {
  /** What the store knows it by. */
  key: string;
  adviser: Adviser;
  /** What every form of theirs has to bring. */
  csrf: string;
  /** The provider's ID token, by which it knows whom to sign out as well; null for the link of a laptop. */
  idToken: string | null;
}

/** Who may sign in, as proven by the provider or by the link. */
export type SignedIn = Pick<DeskSession, 'adviser' | 'idToken'>;

export interface SessionLimits {
  /** Ends a session after as much time without a request. */
  idleMinutes: number;
  /** Ends a session whatever happens. */
  hours: number;
}

const value = z.object({
  v: z.literal(1),
  adviser: z.object({
    id: z.string(),
    name: z.string(),
    firstName: z.string().nullable(),
    team: z.string().nullable(),
    grants: z.array(z.object({ role: z.enum(roles), area: z.string(), party: z.string().optional() })),
  }),
  csrf: z.string(),
  idToken: z.string().nullable(),
  /** ISO 8601. */
  endsAt: z.string(),
});

const minuteMs = 60_000;

/** A secret that cannot be guessed, fit for a cookie or an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. */
export function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Who is signed in at the desk. Kept in the store, so that a restart signs nobody out. */
export class DeskSessions {
  constructor(
    private readonly store: DeskSessionStore,
    private readonly clock: () => Date,
    private readonly limits: SessionLimits,
  ) {}

  /** Begins a session, always with a new secret, and returns the secret: it is for the browser alone. */
  async begin({ adviser, idToken }: SignedIn): Promise<string> {
    const now = this.clock();
    await this.store.removeExpired(now);
    const secret = newSecret();
    const endsAt = new Date(now.getTime() + this.limits.hours * 60 * minuteMs);
    const kept: z.input<typeof value> = {
      v: 1,
      adviser: { ...adviser, grants: [...adviser.grants] },
      csrf: newSecret(),
      idToken,
      endsAt: endsAt.toISOString(),
    };
    const expiresAt = this.#idleEnd(now, endsAt).toISOString();
    await this.store.add({ key: keyOf(secret), adviser: adviser.id, value: kept, expiresAt });
    return secret;
  }

  /** The session of a secret, which this request keeps from going idle; null when there is none or it has ended. */
  async find(secret: string): Promise<DeskSession | null> {
    const key = keyOf(secret);
    const now = this.clock();
    const record = await this.store.find(key, now);
    const read = value.safeParse(record?.value);
    if (!record || !read.success) return null;
    const { adviser, csrf, idToken, endsAt } = read.data;
    const end = this.#idleEnd(now, new Date(endsAt));
    // Not every request is worth a write.
    if (end.getTime() - Date.parse(record.expiresAt) >= minuteMs && !(await this.store.extend(key, end)))
      return null;
    return { key, adviser, csrf, idToken };
  }

  /** Whether a session goes on, without prolonging it: for a stream that outlives its request. */
  async goesOn(key: string): Promise<boolean> {
    return (await this.store.find(key, this.clock())) !== null;
  }

  async end(secret: string): Promise<void> {
    await this.store.remove(keyOf(secret));
  }

  /** Ends every session of an adviser; returns how many there were. */
  endAllOf(adviserId: string): Promise<number> {
    return this.store.removeOf(adviserId);
  }

  #idleEnd(now: Date, endsAt: Date): Date {
    return new Date(Math.min(now.getTime() + this.limits.idleMinutes * minuteMs, endsAt.getTime()));
  }
}
