/** Sends what is said in one round of the event loop together: waking a thread costs more than a message. */
export class Together<T> {
  #waiting: T[] = [];

  constructor(private readonly send: (messages: readonly T[]) => void) {}

  tell(message: T): void {
    this.#waiting.push(message);
    if (this.#waiting.length > 1) return;
    setImmediate(() => {
      const messages = this.#waiting;
      this.#waiting = [];
      this.send(messages);
    });
  }
}
