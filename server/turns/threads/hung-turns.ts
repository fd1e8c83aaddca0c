import { createHash } from 'node:crypto';
import type { TurnInput } from '../../../bot/turn/bot.js';

/** How long a turn is known for not having ended, in milliseconds, and of how many turns. */
const knownMs = 60_000;
const mostKnown = 100;

/** Turns that did not end a moment ago: the same words in the same conversation, of which nothing but a hash is kept. */
export class HungTurns {
  readonly #until = new Map<string, number>();

  /** @param elapsed milliseconds, by a clock that nobody sets */
  constructor(private readonly elapsed = () => performance.now()) {}

  add(input: TurnInput): void {
    const [oldest] = this.#until.keys();
    if (oldest !== undefined && this.#until.size >= mostKnown) this.#until.delete(oldest);
    this.#until.set(hashOf(input), this.elapsed() + knownMs);
  }

  has(input: TurnInput): boolean {
    if (this.#until.size === 0) return false;
    const until = this.#until.get(hashOf(input));
    return until !== undefined && this.elapsed() < until;
  }
}

function hashOf({ area, kept, said }: TurnInput): string {
  return createHash('sha256')
    .update(JSON.stringify([area.id, kept, said]))
    .digest('base64');
}
