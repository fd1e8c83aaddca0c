/** What was asked of the other side of a port and has not been answered yet, by number. */
export class Pending<T> {
  #last = 0;
  readonly #waiting = new Map<number, { resolve: (value: T) => void; reject: (error: Error) => void }>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Sends something under a new number. @returns the answer to it */
  ask(send: (number: number) => void): Promise<T> {
    const number = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      send(number);
    });
  }

  has(number: number): boolean {
    return this.#waiting.has(number);
  }

  answered(number: number, value: T): void {
    this.#take(number)?.resolve(value);
  }

  failed(number: number, error: Error): void {
    this.#take(number)?.reject(error);
  }

  /** Nothing will be answered any more. */
  giveUp(error: Error): void {
    for (const number of [...this.#waiting.keys()]) this.failed(number, error);
  }

  #take(number: number): { resolve: (value: T) => void; reject: (error: Error) => void } | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }
}
