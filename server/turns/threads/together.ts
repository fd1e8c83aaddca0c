/** How long ago, in milliseconds, something must have gone for more to go at once: about the time of a few turns. */
const apartMs = 2;

/**
 * Sends what is said in a moment together, because waking a thread costs more than a message: at once, or with the round of the
 * event loop where something has just gone. Were it always with the round, all the turns of a round would wait for the last of
 * them, then all answers for the last of those, and each side would stand still while the other works.
 */
export class Together<T> {
  #waiting: T[] = [];
  #sentAt = -Infinity;

  /**
   * @param send throws when something of what it is given cannot be sent
   * @param unsent told of a message that cannot be sent by itself either; the others are
   */
  constructor(
    private readonly send: (messages: readonly T[]) => void,
    private readonly unsent: (message: T, error: unknown) => void,
    private readonly elapsed = () => performance.now(),
  ) {}

  tell(message: T): void {
    this.#waiting.push(message);
    if (this.elapsed() - this.#sentAt >= apartMs) this.#flush();
    else if (this.#waiting.length === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const messages = this.#waiting;
    if (messages.length === 0) return;
    this.#waiting = [];
    this.#sentAt = this.elapsed();
    this.#sendAll(messages);
  }

  #sendAll(messages: readonly T[]): void {
    try {
      this.send(messages);
    } catch (error) {
      const [only, ...others] = messages;
      if (only !== undefined && others.length === 0) this.unsent(only, error);
      else for (const message of messages) this.#sendAll([message]);
    }
  }
}
