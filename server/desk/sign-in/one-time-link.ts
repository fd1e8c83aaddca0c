import { keyOf, newSecret } from './sessions.js';

const minutes = 15;

/**
 * The secret of the link by which the person at the terminal signs in on a laptop. There is one at a time; it works once,
 * for a quarter of an hour, in the process that printed it.
 */
export class OneTimeLink {
  #current: { key: string; until: number } | null = null;

  constructor(private readonly clock: () => Date) {}

  /** A new secret. The one before it stops working. */
  renew(): string {
    const secret = newSecret();
    this.#current = { key: keyOf(secret), until: this.clock().getTime() + minutes * 60_000 };
    return secret;
  }

  /** Whether a secret would be taken. */
  holds(secret: string): boolean {
    // Hashes are compared, so that the time it takes says nothing of the secret.
    return (
      this.#current !== null &&
      this.#current.key === keyOf(secret) &&
      this.clock().getTime() < this.#current.until
    );
  }

  /** Takes the secret: true once. */
  take(secret: string): boolean {
    if (!this.holds(secret)) return false;
    this.#current = null;
    return true;
  }
}
