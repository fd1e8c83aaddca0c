import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreUnavailable } from '../errors.js';
import { outboxReceivers } from '../outbox.js';
import type { DataKey } from '../sealing/data-key.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Store } from '../store.js';
import { Connection } from './connection.js';
import { deskStore } from './desk-store.js';
import { copyStore } from './copy.js';
import { openKeyring } from './key-records.js';
import { diaryStore } from './diary-store.js';
import { LogSync } from './log-sync.js';
import { referralStore } from './referral-store.js';
import { Retention } from './retention.js';
import { migrate } from './schema.js';
import { Tables } from './tables.js';
import { validMilliseconds } from '../time.js';
import { timerStore } from './timer-store.js';
import { commitTurn } from './turn-commit.js';
import { WriteQueue } from './write-queue.js';
import type { Transaction } from './write-queue.js';

export interface SqliteStoreOptions {
  /** With less room than this on the disk, in bytes, `check` rejects. */
  minimumFreeBytes?: number;
  /** What is kept is sealed with the first; none keeps it open. */
  dataKeys?: readonly DataKey[];
}

/** The store, which can be copied while it is written. */
export interface SqliteStore extends Store {
  /**
   * Copies it to a new file; writes wait meanwhile.
   * @throws StoreUnavailable when the copy cannot be written, or is there already
   */
  copyTo(file: string): Promise<void>;
}

const defaultMinimumFreeBytes = 16 * 1024 * 1024;

/**
 * Opens the store in one SQLite file, creating it and its folder when they are missing, and brings its schema up to
 * date. One process at a time can have it open.
 * @throws StoreInUse when another process has it open
 * @throws StoreLocked when it was sealed with other keys, or is not sealed
 * @throws StoreTooNew when a newer version of the program wrote it
 * @throws StoreUnavailable when the file cannot be opened or written
 */
export async function openSqliteStore(file: string, options: SqliteStoreOptions = {}): Promise<SqliteStore> {
  const connection = await Connection.open(file);
  try {
    const keyring = openKeyring(connection, options.dataKeys ?? [], migrate(connection));
    return sqliteStore(connection, keyring, file, options.minimumFreeBytes ?? defaultMinimumFreeBytes);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function sqliteStore(
  connection: Connection,
  keyring: Keyring,
  file: string,
  minimumFreeBytes: number,
): SqliteStore {
  const tables = new Tables(connection, keyring);
  const retention = new Retention(connection, tables);
  const log = new LogSync(`${file}-wal`);
  const writes = new WriteQueue(connection, log);
  const beat = connection.change(
    'INSERT INTO heartbeat (id, beats) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET beats = beats + 1',
  );
  let open = true;
  let copying: Promise<unknown> = Promise.resolve();

  /** Reads run between transactions, so they see only what is committed: though perhaps not yet on the disk. */
  async function read<T>(query: () => T): Promise<T> {
    await Promise.resolve();
    if (!open) throw new StoreUnavailable('The store is closed.');
    return query();
  }

  /** As `read`, for what is told to others: nobody is told what a failing disk could take back. */
  async function readKept<T>(query: () => T): Promise<T> {
    const value = await read(query);
    await log.settled();
    return value;
  }
  const write = <T>(change: (transaction: Transaction) => T): Promise<T> => writes.add(change);

  return {
    // A turn is run on what these find, and is told only after its own commit.
    load: (id) => read(() => tables.conversations.load(id)),
    findByAddress: (channel, address) =>
      read(() => {
        const id = tables.conversations.idOfAddress(channel, address);
        return id === undefined ? null : tables.conversations.load(id);
      }),
    findMessage: async (channel, messageId) => {
      const found = await read(() => tables.seenMessages.find(channel, messageId) ?? null);
      if (found) await log.settled();
      return found;
    },
    commit: (turn) => write((transaction) => commitTurn(tables, turn, transaction)),
    journal: (id, after, limit) => readKept(() => tables.journal.read(id, after, limit)),

    claimOutbox: async (worker, now, leaseMs, shares) => {
      if (!(await readKept(() => tables.outbox.hasReady(now, shares)))) return [];
      return write(() => tables.outbox.claim(worker, now, leaseMs, shares));
    },
    settleOutbox: (id, worker, settlement) => write(() => tables.outbox.settle(id, worker, settlement)),
    nextOutboxDue: (receivers = outboxReceivers) => readKept(() => tables.outbox.nextDue(receivers)),
    outboxCounts: () => readKept(() => tables.outbox.counts()),
    parkedOutbox: (limit) => readKept(() => tables.outbox.parked(limit)),
    outboxOf: (id) => readKept(() => tables.outbox.of(id)),

    recordDelivery: (providerId, status, errorCode, at) =>
      write(() => tables.deliveries.record(providerId, { status, errorCode, at: validMilliseconds(at) })),

    setOptOut: (channel, address, optedOut, at) =>
      write(() => tables.optOuts.set(channel, address, optedOut, validMilliseconds(at))),
    isOptedOut: (channel, address) => readKept(() => tables.optOuts.has(channel, address)),

    attention: (area, limit) => readKept(() => tables.attention.waiting(area, limit)),
    attentionOf: (id) => readKept(() => tables.attention.of(id)),
    attentionPlace: (id) => readKept(() => tables.attention.place(id)),
    referralsOf: (id) => readKept(() => tables.referrals.of(id)),
    findReferral: (reference) => readKept(() => tables.referrals.find(reference)),

    forget: (before, limit) =>
      write((transaction) => retention.forget(validMilliseconds(before), limit, transaction)),

    referrals: referralStore(tables, readKept),
    desk: deskStore(tables, readKept, write),
    timers: timerStore(tables, readKept, write),
    diary: diaryStore(tables, readKept, write),
    records: {
      find: (area, kind, id) => readKept(() => tables.records.find(area, kind, id)),
      all: (area, kind) => readKept(() => tables.records.all(area, kind)),
      put: (area, kind, writes, audit) =>
        write(() => {
          tables.audit.add(audit);
          return tables.records.put(area, kind, writes);
        }),
      remove: (area, kind, id, expected) => write(() => tables.records.remove(area, kind, id, expected)),
    },
    deskSessions: {
      add: (session) => write(() => tables.deskSessions.add(session)),
      find: (key, now) => read(() => tables.deskSessions.find(key, validMilliseconds(now))),
      extend: (key, expiresAt) => write(() => tables.deskSessions.extend(key, validMilliseconds(expiresAt))),
      replace: (key, value, expiresAt) =>
        write(() => tables.deskSessions.replace(key, value, validMilliseconds(expiresAt))),
      remove: (key) => write(() => tables.deskSessions.remove(key)),
      removeOf: (adviser) => write(() => tables.deskSessions.removeOf(adviser)),
      removeExpired: (now) => write(() => tables.deskSessions.removeExpired(validMilliseconds(now))),
    },

    check: async () => {
      await write(() => beat());
      const { bavail, bsize } = await statfs(dirname(file));
      if (bavail * bsize < minimumFreeBytes)
        throw new StoreUnavailable('The disk of the store is nearly full.');
    },
    copyTo: (target) => {
      const copy = writes.whileStill(() => copyStore(connection, file, target));
      // One that is refused because another is under way does not end the wait for that one.
      copying = Promise.allSettled([copying, copy]);
      return copy;
    },
    close: async () => {
      if (!open) return;
      await copying;
      if (!open) return;
      writes.close();
      open = false;
      await log.settled().catch(() => undefined);
      log.close();
      connection.close();
    },
  };
}
