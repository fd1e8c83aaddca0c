import { StoreUnavailable } from '../errors.js';
import type { Connection } from './connection.js';
import type { LogSync } from './log-sync.js';

/** What a write can tell the transaction it runs in. */
export interface Transaction {
  /** Something was erased: no copy of it may stay in the log. */
  scrub(): void;
  /** `work` is done, in the order asked for, once all is committed, and never when the write was rolled back. */
  onCommit(work: () => void): void;
}

interface Queued {
  run(transaction: Transaction): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** So that a long queue does not hold the event loop for long. */
const largestBatch = 256;

/**
 * Group commit. Writes that arrive in the same round of the event loop share one transaction and one fsync. When one of
 * them fails, all are rolled back and done again with a savepoint each, so that it takes nothing else with it. Nobody
 * hears of success before all of it is on the disk.
 */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #log: Pick<LogSync, 'sync' | 'settled' | 'failure'>;
  #queue: Queued[] = [];
  #scheduled = false;
  #still = false;
  #closed = false;

  constructor(connection: Connection, log: Pick<LogSync, 'sync' | 'settled' | 'failure'>) {
    this.#connection = connection;
    this.#log = log;
  }

  /**
   * Runs `write` in the next transaction. It must be synchronous and leave nothing outside the file, for it is run again
   * when a write beside it failed.
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

  /**
   * Runs `work` while nothing is written; writes that are asked for meanwhile wait. One at a time.
   * @throws StoreUnavailable when the log cannot be brought to the disk
   */
  async whileStill<T>(work: () => Promise<T>): Promise<T> {
    if (this.#still) throw new StoreUnavailable('The store is being copied already.');
    this.#still = true;
    try {
      await this.#log.settled();
      return await work();
    } finally {
      this.#still = false;
      if (this.#queue.length > 0) this.#schedule();
    }
  }

  /** Commits what is queued and takes no more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) this.#flush();
  }

  #schedule(): void {
    if (this.#scheduled || this.#still) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#still) return;
      this.#flush();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #flush(): void {
    const batch = this.#queue.splice(0, largestBatch);
    if (batch.length === 0) return;
    let failed: ReadonlyMap<Queued, unknown> | undefined;
    try {
      if (this.#log.failure) throw this.#log.failure;
      failed = this.#committedTogether(batch) ? new Map() : this.#committedApart(batch);
    } catch (error) {
      this.#rollBack();
      for (const queued of batch) queued.reject(unavailable(error));
      return;
    }
    void this.#tell(batch, failed);
  }

  /** Tells each write how it went, once those that went well are on the disk. */
  async #tell(batch: readonly Queued[], failed: ReadonlyMap<Queued, unknown>): Promise<void> {
    let lost: unknown;
    try {
      await this.#log.sync();
    } catch (error) {
      lost = error;
    }
    for (const queued of batch) {
      if (failed.has(queued)) queued.reject(failed.get(queued));
      else if (lost) queued.reject(lost);
      else queued.resolve();
    }
  }

  /** The usual way. False when a write failed alone; nothing is kept then. */
  #committedTogether(batch: readonly Queued[]): boolean {
    const transaction = new Batch();
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      for (const queued of batch) queued.run(transaction);
    } catch (error) {
      if (this.#isLost(error)) throw error;
      this.#connection.exec('ROLLBACK');
      return false;
    }
    this.#commit(transaction);
    return true;
  }

  /** Returns the writes that failed alone, each with its error; the others are kept. */
  #committedApart(batch: readonly Queued[]): ReadonlyMap<Queued, unknown> {
    const transaction = new Batch();
    const failed = new Map<Queued, unknown>();
    this.#connection.exec('BEGIN IMMEDIATE');
    for (const queued of batch) {
      const own = new Batch();
      this.#connection.exec('SAVEPOINT write');
      try {
        queued.run(own);
        this.#connection.exec('RELEASE write');
        transaction.add(own);
      } catch (error) {
        if (this.#isLost(error)) throw error;
        this.#connection.exec('ROLLBACK TO write; RELEASE write');
        failed.set(queued, error);
      }
    }
    this.#commit(transaction);
    return failed;
  }

  #commit(transaction: Batch): void {
    this.#connection.commit(transaction.scrubs);
    transaction.committed();
  }

  /** Whether the whole transaction is lost with the write that failed. */
  #isLost(error: unknown): boolean {
    return error instanceof StoreUnavailable || !this.#connection.inTransaction;
  }

  #rollBack(): void {
    if (!this.#connection.inTransaction) return;
    try {
      this.#connection.exec('ROLLBACK');
    } catch {
      // The disk failed: SQLite leaves out of its log what was not committed.
    }
  }
}

/** What the writes of one transaction asked for. */
class Batch implements Transaction {
  scrubs = false;
  readonly #work: (() => void)[] = [];

  scrub(): void {
    this.scrubs = true;
  }

  onCommit(work: () => void): void {
    this.#work.push(work);
  }

  add(other: Batch): void {
    if (other.scrubs) this.scrubs = true;
    this.#work.push(...other.#work);
  }

  committed(): void {
    for (const work of this.#work) work();
  }
}

function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable('The store could not commit.', { cause: error });
}
