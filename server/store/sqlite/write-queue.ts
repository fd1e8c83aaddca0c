import { StoreUnavailable } from '../errors.js';
import type { Connection } from './connection.js';

/** What a write can tell the transaction it runs in. */
export interface Transaction {
  /** Something was erased: no copy of it may stay in the rollback journal. */
  scrub(): void;
}

interface Queued {
  run(transaction: Transaction): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** So that a long queue does not hold the event loop for long. */
const largestBatch = 256;

/**
 * Group commit. Writes that arrive in the same round of the event loop share one transaction and one fsync; each has a
 * savepoint of its own, so that one that fails takes nothing else with it. Nobody hears of success before the commit.
 */
export class WriteQueue {
  readonly #connection: Connection;
  #queue: Queued[] = [];
  #scheduled = false;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Runs `write` in the next transaction. It must be synchronous.
   * @throws StoreUnavailable when the transaction could not be committed, or the store is closed
   */
  add<T>(write: (transaction: Transaction) => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The store is closed.'));
    return new Promise<T>((resolve, reject) => {
      let result: { value: T } | undefined;
      this.#queue.push({
        run: (transaction) => {
          result = { value: write(transaction) };
        },
        resolve: () => {
          if (result) resolve(result.value);
        },
        reject,
      });
      this.#schedule();
    });
  }

  /** Commits what is queued and takes no more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) this.#flush();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #flush(): void {
    const batch = this.#queue.splice(0, largestBatch);
    if (batch.length === 0) return;
    const kept: Queued[] = [];
    const failed: { queued: Queued; error: unknown }[] = [];
    let scrub = false;
    const transaction: Transaction = {
      scrub: () => {
        scrub = true;
      },
    };
    try {
      this.#connection.exec('BEGIN IMMEDIATE');
      for (const queued of batch) {
        const error = this.#attempt(() => queued.run(transaction));
        if (error === null) kept.push(queued);
        else failed.push({ queued, error });
      }
      this.#connection.commit(scrub);
    } catch (error) {
      this.#rollBack();
      for (const queued of batch) queued.reject(unavailable(error));
      return;
    }
    for (const queued of kept) queued.resolve();
    for (const { queued, error } of failed) queued.reject(error);
  }

  /** Returns the error of a write that failed alone; throws when the whole transaction is lost. */
  #attempt(write: () => void): unknown {
    this.#connection.exec('SAVEPOINT write');
    try {
      write();
      this.#connection.exec('RELEASE write');
      return null;
    } catch (error) {
      if (error instanceof StoreUnavailable || !this.#connection.inTransaction) throw error;
      this.#connection.exec('ROLLBACK TO write; RELEASE write');
      return error;
    }
  }

  #rollBack(): void {
    if (!this.#connection.inTransaction) return;
    try {
      this.#connection.exec('ROLLBACK');
    } catch {
      // The disk failed: SQLite rolls back from its journal when the file is next read.
    }
  }
}

function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable('The store could not commit.', { cause: error });
}
