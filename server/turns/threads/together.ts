/** Sends what is said in one round of the event loop together: waking a thread costs more than a message. */
export class Together<T> {
  #waiting: T[] = [];

  /**
   * @param send throws when something of what it is given cannot be sent
   * @param unsent told of a message that cannot be sent by itself either; the others are
   */
  constructor(
    private readonly send: (messages: readonly T[]) => void,
    private readonly unsent: (message: T, error: unknown) => void,
  ) {}

  tell(message: T): void {
    this.#waiting.push(message);
    if (this.#waiting.length > 1) return;
    setImmediate(() => {
      const messages = this.#waiting;
      this.#waiting = [];
      this.#sendAll(messages);
    });
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
