import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreInUse, StoreTooNew, StoreUnavailable } from '../store/errors.js';
import type { DataKey } from '../store/sealing/data-key.js';
import { keyringOf, noKeys, type Keyring } from '../store/sealing/keyring.js';
import { Connection } from '../store/sqlite/connection.js';
import { LogSync } from '../store/sqlite/log-sync.js';
import { WriteQueue } from '../store/sqlite/write-queue.js';
import { HeldMessages } from './held-messages.js';

/** Where messages wait while the store is away. */
export interface SpoolConfiguration {
  /** Absolute path; no other instance may use it. */
  folder: string;
  /** The most that may wait, in bytes. */
  maxBytes: number;
  dataKeys: readonly DataKey[];
}

/** A message as its provider delivered it, verified, that waits for the store. */
export interface Held {
  /** Its provider's id: the same one is kept once. */
  id: string;
  /** Whose messages have to stay in order. */
  who: string;
  /** What was delivered. */
  body: string;
}

/** A message that waits, and its place among all. */
export interface HeldAt extends Held {
  position: number;
}

export interface SpoolCounts {
  /** What is still to be run. */
  waiting: number;
  /** What failed again and again although the store was there, kept for somebody to look at. */
  parked: number;
  /** Since when the oldest that waits has waited. */
  oldestAt: Date | null;
}

/** There is no room for another message. */
export class SpoolFull extends Error {
  override readonly name = 'SpoolFull';
}

const version = 1;
const fileName = 'spool.db';

/** A keyring is made for one store's look-ups; here nothing is looked up by its hash. */
function keysOf([first, ...others]: readonly DataKey[]): Pick<Keyring, 'seal' | 'open'> {
  return first ? keyringOf([first, ...others], Buffer.alloc(0)) : noKeys;
}

/** Messages on this machine's own disk, in the order in which they came: each is there for good once `add` resolves. */
export class Spool {
  readonly #waiting = new Map<string, number>();
  #bytes = 0;
  #closed = false;

  private constructor(
    private readonly connection: Connection,
    private readonly log: LogSync,
    private readonly writes: WriteQueue,
    private readonly kept: HeldMessages,
    private readonly maxBytes: number,
  ) {
    for (const { who, bytes, parked } of kept.all()) {
      this.#bytes += bytes;
      if (!parked) this.#count(who, 1);
    }
  }

  /**
   * Opens it, with what was left in it.
   * @throws StoreInUse when another process has the folder
   * @throws StoreLocked when something in it was sealed with a key that is not configured
   * @throws StoreUnavailable when the folder cannot be written
   */
  static async open({ folder, maxBytes, dataKeys }: SpoolConfiguration): Promise<Spool> {
    const file = join(folder, fileName);
    const connection = await opened(file);
    try {
      migrate(connection);
      await syncFolder(file);
      const log = new LogSync(`${file}-wal`);
      const kept = new HeldMessages(connection, keysOf(dataKeys));
      return new Spool(connection, log, new WriteQueue(connection, log), kept, maxBytes);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Whether something of theirs waits, so that what comes next has to wait behind it. */
  holds(who: string): boolean {
    return this.#waiting.has(who);
  }

  /**
   * Keeps a message; one whose id is there already is kept as it is.
   * @throws SpoolFull when there is no room for it
   * @throws StoreUnavailable when the disk failed
   */
  async add(held: Held, at: Date): Promise<void> {
    await this.writes.add((transaction) => {
      const { bytes, isNew } = this.kept.add(held, at);
      if (!isNew) return;
      if (this.#bytes + bytes > this.maxBytes) throw new SpoolFull('The spool is full.');
      transaction.onCommit(() => {
        this.#bytes += bytes;
        this.#count(held.who, 1);
      });
    });
  }

  /** The first that wait, in the order in which they came. */
  first(limit: number): HeldAt[] {
    return this.kept.first(limit);
  }

  /** Lets go of messages that have been run. */
  async done(run: readonly HeldAt[]): Promise<void> {
    await this.writes.add((transaction) => {
      const bytes = run.reduce((sum, { position }) => sum + this.kept.remove(position), 0);
      transaction.scrub();
      transaction.onCommit(() => {
        this.#bytes -= bytes;
        for (const { who } of run) this.#count(who, -1);
      });
    });
  }

  /** Counts a failure of a message; at the last of `most` it is put aside. @returns whether it was */
  async failed({ position, who }: HeldAt, most: number): Promise<boolean> {
    return this.writes.add((transaction) => {
      const parked = this.kept.fail(position, most);
      if (parked) {
        transaction.onCommit(() => {
          this.#count(who, -1);
        });
      }
      return parked;
    });
  }

  /** Forgets what was put aside before that time; returns how many. */
  async forgetParked(before: Date): Promise<number> {
    return this.writes.add((transaction) => {
      const { count, bytes } = this.kept.forgetParked(before);
      transaction.scrub();
      transaction.onCommit(() => {
        this.#bytes -= bytes;
      });
      return count;
    });
  }

  counts(): SpoolCounts {
    return this.kept.counts();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.writes.close();
    await this.log.settled().catch(() => undefined);
    this.log.close();
    this.connection.close();
  }

  #count(who: string, change: number): void {
    const count = (this.#waiting.get(who) ?? 0) + change;
    if (count === 0) this.#waiting.delete(who);
    else this.#waiting.set(who, count);
  }
}

async function opened(file: string): Promise<Connection> {
  try {
    return await Connection.open(file);
  } catch (cause) {
    if (cause instanceof StoreInUse) {
      const message = 'SPOOL_FOLDER is in use by another process. Each instance needs a folder of its own.';
      throw new StoreInUse(message, { cause });
    }
    if (!(cause instanceof StoreUnavailable)) throw cause;
    throw new StoreUnavailable('SPOOL_FOLDER cannot be written.', { cause });
  }
}

function migrate(connection: Connection): void {
  const found = connection.query<{ user_version: number }>('PRAGMA user_version').one()?.user_version ?? 0;
  if (found > version) {
    throw new StoreTooNew('A newer version of the program wrote what is in SPOOL_FOLDER. Start that one.');
  }
  connection.exec(HeldMessages.schema);
  connection.exec(`PRAGMA user_version = ${version}`);
}

/** The file's own name is on the disk, and not only what is in it. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
