/** The times by which calls must have ended, by number. */
export class Deadlines {
  readonly #timers = new Map<number, NodeJS.Timeout>();

  /** @param limitMs milliseconds from when a deadline is set */
  constructor(private readonly limitMs: number) {}

  /** Sets the deadline of a call, in place of one that it had. */
  set(call: number, onLate: () => void): void {
    this.clear(call);
    const late = (): void => {
      // After a stall of this thread an answer may wait to be read: it is heard before the timer is believed.
      setImmediate(() => {
        if (this.#timers.delete(call)) onLate();
      });
    };
    this.#timers.set(call, setTimeout(late, this.limitMs).unref());
  }

  clear(call: number): void {
    clearTimeout(this.#timers.get(call));
    this.#timers.delete(call);
  }

  clearAll(): void {
    for (const call of [...this.#timers.keys()]) this.clear(call);
  }
}
