import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreUnavailable } from '../errors.js';
import type { Store } from '../store.js';
import { Connection } from './connection.js';
import { Retention } from './retention.js';
import { migrate } from './schema.js';
import { Tables } from './tables.js';
import { validMilliseconds } from './time.js';
import { commitTurn } from './turn-commit.js';
import { WriteQueue } from './write-queue.js';
import type { Transaction } from './write-queue.js';

export interface SqliteStoreOptions {
  /** With less room than this on the disk, in bytes, `check` rejects. */
  minimumFreeBytes?: number;
}

const defaultMinimumFreeBytes = 16 * 1024 * 1024;

/**
 * Opens the store in one SQLite file, creating it and its folder when they are missing, and brings its schema up to
 * date. One process at a time can have it open.
 * @throws StoreInUse when another process has it open
 * @throws StoreTooNew when a newer version of the program wrote it
 * @throws StoreUnavailable when the file cannot be opened or written
 */
export async function openSqliteStore(file: string, options: SqliteStoreOptions = {}): Promise<Store> {
  const connection = await Connection.open(file);
  try {
    migrate(connection);
    return sqliteStore(connection, dirname(file), options.minimumFreeBytes ?? defaultMinimumFreeBytes);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function sqliteStore(connection: Connection, folder: string, minimumFreeBytes: number): Store {
  const tables = new Tables(connection);
  const retention = new Retention(connection, tables);
  const writes = new WriteQueue(connection);
  const beat = connection.change(
    'INSERT INTO heartbeat (id, beats) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET beats = beats + 1',
  );
  let open = true;

  /** Reads run between transactions, so they see only what is committed. */
  async function read<T>(query: () => T): Promise<T> {
    await Promise.resolve();
    if (!open) throw new StoreUnavailable('The store is closed.');
    return query();
  }
  const write = <T>(change: (transaction: Transaction) => T): Promise<T> => writes.add(change);

  return {
    load: (id) => read(() => tables.conversations.load(id)),
    findByAddress: (channel, address) =>
      read(() => {
        const id = tables.conversations.idOfAddress(channel, address);
        return id === undefined ? null : tables.conversations.load(id);
      }),
    findMessage: (channel, messageId) => read(() => tables.seenMessages.find(channel, messageId) ?? null),
    commit: (turn) => write((transaction) => commitTurn(tables, turn, transaction)),
    journal: (id, after, limit) => read(() => tables.journal.read(id, after, limit)),

    claimOutbox: async (worker, now, leaseMs, limit) => {
      if (!(await read(() => tables.outbox.hasReady(now)))) return [];
      return write(() => tables.outbox.claim(worker, now, leaseMs, limit));
    },
    settleOutbox: (id, worker, settlement) => write(() => tables.outbox.settle(id, worker, settlement)),
    nextOutboxDue: () => read(() => tables.outbox.nextDue()),
    outboxCounts: () => read(() => tables.outbox.counts()),
    parkedOutbox: (limit) => read(() => tables.outbox.parked(limit)),
    outboxOf: (id) => read(() => tables.outbox.of(id)),

    recordDelivery: (providerId, status, errorCode, at) =>
      write(() => tables.deliveries.record(providerId, { status, errorCode, at: validMilliseconds(at) })),

    setOptOut: (channel, address, optedOut, at) =>
      write(() => tables.optOuts.set(channel, address, optedOut, validMilliseconds(at))),
    isOptedOut: (channel, address) => read(() => tables.optOuts.has(channel, address)),

    attention: (area, limit) => read(() => tables.attention.list(area, limit)),
    attentionOf: (id) => read(() => tables.attention.of(id)),
    attentionPlace: (id) => read(() => tables.attention.place(id)),
    referralsOf: (id) => read(() => tables.referrals.of(id)),
    findReferral: (reference) => read(() => tables.referrals.find(reference)),

    forget: (before, limit) =>
      write((transaction) => retention.forget(validMilliseconds(before), limit, transaction)),

    check: async () => {
      await write(() => beat());
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize < minimumFreeBytes)
        throw new StoreUnavailable('The disk of the store is nearly full.');
    },
    close: async () => {
      if (!open) return;
      await Promise.resolve();
      writes.close();
      open = false;
      connection.close();
    },
  };
}
