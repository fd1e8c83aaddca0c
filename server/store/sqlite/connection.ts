import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StoreInUse, StoreRefused, StoreUnavailable } from '../errors.js';

/** What may be bound: the driver aborts the process on anything else, so the type is narrow. */
export type Value = string | number | Buffer | null;

/** A prepared statement that reads rows. */
export interface Query<Row> {
  all(...values: Value[]): Row[];
  one(...values: Value[]): Row | undefined;
}

/** A prepared statement that writes; returns how many rows it changed. */
export type Change = (...values: Value[]) => number;

/** How long the log grows before it is taken into the file, which holds up every turn meanwhile. */
const logPages = 4000;

/** After that it keeps its space for the next commits, up to this many bytes. */
const logBytes = 24 * 1024 * 1024;

/** Enough for the inner pages of every index and the conversations that are busy. */
const cacheKibibytes = 16 * 1024;

/** The one connection to the file: prepares statements once and turns the driver's errors into the store's. */
export class Connection {
  readonly #database: Database.Database;
  /** Something was erased that may still lie in the log. */
  #erasureUnderWay = false;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /**
   * Opens the file, creating it readable by its owner alone, and locks it for as long as it is open.
   * @throws StoreInUse when another connection holds the file
   * @throws StoreUnavailable when the file cannot be opened or written
   */
  static async open(file: string): Promise<Connection> {
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await create(file);
    } catch (cause) {
      throw new StoreUnavailable('The folder or file of the store cannot be written.', { cause });
    }
    return translated(() => {
      const database = opened(file);
      try {
        const connection = new Connection(database);
        database.pragma('locking_mode = EXCLUSIVE');
        // Takes the lock, which the locking mode then keeps.
        database.exec('BEGIN EXCLUSIVE; COMMIT');
        // SQLite 3.45.1, which the driver carries, can lose data of a log that two connections write; here is one alone.
        database.pragma('journal_mode = WAL');
        // Safe for the file; LogSync brings each commit to the disk before anyone is told of it.
        database.pragma('synchronous = NORMAL');
        database.pragma('secure_delete = ON');
        database.pragma(`cache_size = -${cacheKibibytes}`);
        database.pragma(`wal_autocheckpoint = ${logPages}`);
        database.pragma(`journal_size_limit = ${logBytes}`);
        return connection;
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  query<Row>(sql: string): Query<Row> {
    const statement = this.#database.prepare<[Value[]]>(sql);
    const all = (...values: Value[]): Row[] => translated(() => statement.all(values) as Row[]);
    return { all, one: (...values) => all(...values)[0] };
  }

  change(sql: string): Change {
    const statement = this.#database.prepare<[Value[]]>(sql);
    return (...values) => translated(() => statement.run(values).changes);
  }

  exec(sql: string): void {
    translated(() => this.#database.exec(sql));
  }

  /** False as well when SQLite has rolled a transaction back by itself, as it does when the disk is full. */
  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Commits; with `scrub`, nothing that the commit erased stays behind in the log. */
  commit(scrub: boolean): void {
    this.exec('COMMIT');
    this.#erasureUnderWay ||= scrub;
    if (this.#erasureUnderWay) this.#scrubLog();
  }

  /** What is committed is kept even when this fails, so the next commit tries again. */
  #scrubLog(): void {
    try {
      this.emptyLog();
      this.#erasureUnderWay = false;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  /** Takes all of the log into the file. */
  emptyLog(): void {
    this.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    try {
      if (this.inTransaction) this.exec('ROLLBACK');
      // Takes the log into the file; the lock cannot be given up before.
      this.exec('PRAGMA journal_mode = DELETE');
      // The driver lets go of the file only when all statements are garbage: the lock is given up at the next read.
      this.exec('PRAGMA locking_mode = NORMAL');
      this.exec('SELECT 1 FROM sqlite_schema');
    } finally {
      this.#database.close();
    }
  }
}

function opened(file: string): Database.Database {
  try {
    return new Database(file);
  } catch (cause) {
    throw new StoreUnavailable('The file of the store cannot be opened.', { cause });
  }
}

/** An existing file is not touched: closing it would drop the locks that this process has on it already. */
async function create(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}

function storeError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    return new StoreRefused(`The store refused a write (${code}).`, { cause: error });
  }
  if (code === 'SQLITE_BUSY') {
    return new StoreInUse('The store is in use by another process.', { cause: error });
  }
  return new StoreUnavailable(`The store is unavailable (${code}).`, { cause: error });
}
