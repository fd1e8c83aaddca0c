import { StoreUnavailable } from '../errors.js';

/** Lets work through until it is closed, and then waits for what is under way. */
export class Gate {
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  /** The same function, which rejects with StoreUnavailable once the gate is closed. */
  readonly through =
    <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (this.#closed) throw new StoreUnavailable('The store is closed.');
      const result = work(...args);
      this.#underWay.add(result);
      try {
        return await result;
      } finally {
        this.#underWay.delete(result);
      }
    };

  /** True for the first who closes it. */
  async close(): Promise<boolean> {
    const first = !this.#closed;
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
    return first;
  }
}
