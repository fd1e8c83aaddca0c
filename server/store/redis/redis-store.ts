import { StoreLocked, StoreTooNew, whatToStart } from '../errors.js';
import { outboxReceivers } from '../outbox.js';
import type { DataKey } from '../sealing/data-key.js';
import type { Store } from '../store.js';
import { validMilliseconds } from '../time.js';
import type { RedisAddress } from './connection/address.js';
import { Link } from './connection/link.js';
import type { LinkOptions } from './connection/link.js';
import { textOf } from './connection/reply.js';
import { openKeyring } from './key-records.js';
import { deskStore } from './desk-store.js';
import { Gate } from './gate.js';
import { Health } from './health.js';
import { format, Keys, restoring, usualPrefix } from './keys.js';
import { Tables } from './tables.js';

export interface RedisStoreOptions extends LinkOptions {
  /** What the names of all keys begin with, so that two deployments can share a Redis. */
  prefix?: string;
  /** What is kept is sealed with the first; none keeps it open. */
  dataKeys?: readonly DataKey[];
}

/** A store on Redis, and the link by which live updates go between its instances. */
export interface RedisStore {
  store: Store;
  link: Link;
  keys: Keys;
}

/**
 * Opens the store on a Redis, which several instances may have open at once.
 * @throws StoreLocked when it was sealed with other keys, or is not sealed
 * @throws StoreTooNew when a newer version of the program wrote it
 * @throws StoreUnavailable when it cannot be reached
 */
export async function openRedisStore(address: RedisAddress, options: RedisStoreOptions): Promise<RedisStore> {
  const link = await Link.open(address, options);
  const keys = new Keys(options.prefix ?? usualPrefix);
  try {
    const kept = await readFormat(link, keys);
    const keyring = await openKeyring(link, keys, options.dataKeys ?? [], kept === null);
    // Last, for what has a format is no new store any more.
    if (kept === null) await link.write(keys.format, 'SET', keys.format, format, 'NX');
    else if (kept !== format) await link.run('swap', keys.format, kept, format);
    const tables = new Tables(link, keys, keyring);
    return { store: redisStore(tables, link, keys), link, keys };
  } catch (error) {
    await link.close();
    throw error;
  }
}

/** @returns what is kept in, no newer than this program's; null when nothing was ever kept there */
async function readFormat(link: Link, { format: key }: Keys): Promise<string | null> {
  const kept = textOf(await link.read(key, 'GET', key));
  if (kept === restoring) {
    throw new StoreLocked('A restore into this store did not end. Empty it and restore again.');
  }
  if (Number(kept ?? format) > Number(format)) {
    throw new StoreTooNew(`The store has format ${kept}; this program knows ${format}. ${whatToStart}`);
  }
  return kept;
}

function redisStore(tables: Tables, link: Link, keys: Keys): Store {
  const { conversations, turns, outbox, deliveries, optOuts, rows, referrals, retention, timers } = tables;
  const { deskSessions, moves, areas, standings, diary, records } = tables;
  const health = new Health(link, keys, areas, moves);
  const gate = new Gate();
  const { through } = gate;
  return {
    load: through((id) => conversations.load(id)),
    findByAddress: through((channel, address) => conversations.findByAddress(channel, address)),
    findMessage: through((channel, messageId) => conversations.findMessage(channel, messageId)),
    commit: through((turn) => turns.commit(turn)),
    journal: through((id, after, limit) => conversations.journal(id, after, limit)),

    claimOutbox: through((worker, now, leaseMs, shares) => outbox.claim(worker, now, leaseMs, shares)),
    settleOutbox: through((id, worker, settlement) => outbox.settle(id, worker, settlement)),
    nextOutboxDue: through((receivers = outboxReceivers) => outbox.nextDue(receivers)),
    outboxCounts: through(() => outbox.counts()),
    parkedOutbox: through((limit) => outbox.parked(limit)),
    outboxOf: through((id) => outbox.of(id)),

    recordDelivery: through((providerId, status, errorCode, at) =>
      deliveries.record(providerId, status, errorCode, validMilliseconds(at)),
    ),

    setOptOut: through((channel, address, optedOut, at) =>
      optOuts.set(channel, address, optedOut, validMilliseconds(at)),
    ),
    isOptedOut: through((channel, address) => optOuts.has(channel, address)),

    attention: through((area, limit) => rows.waiting(area, limit)),
    attentionOf: through((id) => rows.of(id)),
    attentionPlace: through((id) => rows.place(id)),
    referralsOf: through((id) => referrals.of(id)),
    findReferral: through((reference) => referrals.find(reference)),

    forget: through((before, limit) => retention.forget(validMilliseconds(before), limit)),

    referrals: {
      find: through((reference) => standings.find(reference)),
      ofConversation: through((id) => standings.ofConversation(id)),
      byLink: through((hash) => standings.byLink(hash)),
      ofParty: through((area, party, limit) => standings.ofParty(area, party, limit)),
      counts: through((area, since) => standings.counts(area, since)),
      assessments: through((reference) => standings.assessments(reference)),
      assessmentCounts: through((area, since) => standings.assessmentCounts(area, since)),
    },
    desk: deskStore(tables, through),
    diary: {
      slots: through((area, from, to) => diary.slots(area, from, to)),
      putSlots: through((slots, and) => diary.putSlots(slots, and)),
      bookings: through((area, from, to) => diary.bookings(area, from, to)),
      bookingsOf: through((id) => diary.bookingsOf(id)),
      booking: through((id) => diary.booking(id)),
      wishesFor: through((area, offer, startsAt, limit) => diary.wishesFor(area, offer, startsAt, limit)),
      wishesOf: through((id) => diary.wishesOf(id)),
    },
    records: {
      find: through((area, kind, id) => records.find(area, kind, id)),
      all: through((area, kind) => records.all(area, kind)),
      put: through((area, kind, writes, audit) => records.put(area, kind, writes, audit)),
      remove: through((area, kind, id, expected) => records.remove(area, kind, id, expected)),
    },
    timers: {
      claim: through((worker, now, leaseMs, limit) => timers.claim(worker, now, leaseMs, limit)),
      nextDue: through(() => timers.nextDue()),
      change: through((change) => timers.change(change)),
      settle: through((id, worker, retryAt) => timers.settle(id, worker, retryAt)),
      ofConversation: through((id) => timers.ofConversation(id)),
      inArea: through((area, ids) => timers.inArea(area, ids)),
    },
    deskSessions: {
      add: through((session) => deskSessions.add(session)),
      find: through((key, now) => deskSessions.find(key, now)),
      extend: through((key, expiresAt) => deskSessions.extend(key, expiresAt)),
      replace: through((key, value, expiresAt) => deskSessions.replace(key, value, expiresAt)),
      remove: through((key) => deskSessions.remove(key)),
      removeOf: through((adviser) => deskSessions.removeOf(adviser)),
      removeExpired: through((now) => deskSessions.removeExpired(now)),
    },

    check: through(() => health.check()),
    close: async () => {
      if (await gate.close()) await link.close();
    },
  };
}
