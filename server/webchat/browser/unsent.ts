import { keep, recall } from './storage.js';

/** Something the person has said that the server has not confirmed. */
export interface Unsent {
  id: string;
  text: string;
}

export interface UnsentOptions {
  area: string;
  send(text: string, id: string): Promise<void>;
  allSent(): void;
  failed(message: Unsent): void;
}

const firstRetryMs = 2_000;
const slowestRetryMs = 15_000;

/** Sends what was said, in order, one after another. What fails stays, over a reload too, until it is sent. */
export class UnsentMessages {
  readonly #options: UnsentOptions;
  readonly #name: string;
  #waiting: Unsent[];
  #sending = false;
  #failures = 0;
  #retry = 0;

  constructor(options: UnsentOptions) {
    this.#options = options;
    this.#name = `unsent:${options.area}`;
    this.#waiting = JSON.parse(recall(this.#name) ?? '[]') as Unsent[];
  }

  /** What was still waiting, oldest first. */
  get waiting(): readonly Unsent[] {
    return this.#waiting;
  }

  add(message: Unsent): void {
    this.#waiting.push(message);
    this.#remember();
  }

  /** Leaves out what the conversation already holds. */
  drop(isKnown: (message: Unsent) => boolean): void {
    this.#waiting = this.#waiting.filter((message) => !isKnown(message));
    this.#remember();
  }

  /** Takes back all that waits, for a conversation that cannot receive it any more. */
  takeBack(): Unsent[] {
    const taken = this.#waiting;
    this.drop(() => true);
    return taken;
  }

  /** Sends all that waits, and stops at the first that fails: it is tried again by itself, later each time. */
  async sendAll(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#retry);
    try {
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        if (!(await this.#isSent(next))) {
          for (const message of this.#waiting) this.#options.failed(message);
          this.#tryLater();
          return;
        }
        this.#failures = 0;
      }
      this.#options.allSent();
    } finally {
      this.#sending = false;
    }
  }

  /** Spread out, as the server is away for everybody at once. */
  #tryLater(): void {
    const wait = Math.min(slowestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry = window.setTimeout(() => void this.sendAll(), wait * (0.5 + Math.random()));
  }

  async #isSent(message: Unsent): Promise<boolean> {
    try {
      await this.#options.send(message.text, message.id);
      this.drop(({ id }) => id === message.id);
      return true;
    } catch {
      // Its answer may be lost although it arrived: then its echo has taken it out already.
      return !this.#waiting.includes(message);
    }
  }

  #remember(): void {
    keep(this.#name, this.#waiting.length === 0 ? '' : JSON.stringify(this.#waiting));
  }
}
