import type { ConversationGrant } from './tokens.js';

/** More conversations than go on at the same time. */
const most = 5000;

/** Tokens whose signature was checked a moment ago: a conversation sends the same one with every message. */
export class KnownTokens {
  /** The oldest first. */
  readonly #grants = new Map<string, { grant: ConversationGrant; expiresAt: number }>();

  /** What the token stands for, when it is known and has not expired. */
  get(token: string, now: Date): ConversationGrant | undefined {
    const known = this.#grants.get(token);
    return known && now.getTime() < known.expiresAt ? known.grant : undefined;
  }

  /** @param expires the `exp` claim, in seconds since 1970 */
  add(token: string, grant: ConversationGrant, expires: number): void {
    this.#grants.set(token, { grant, expiresAt: expires * 1000 });
    if (this.#grants.size <= most) return;
    for (const oldest of this.#grants.keys()) {
      this.#grants.delete(oldest);
      return;
    }
  }
}
