import { StoreTooNew, whatToStart } from '../errors.js';
import type { Connection } from './connection.js';
import { tallies } from './tallies.js';

/*
 * Times that are compared are milliseconds since 1970; the others are kept as they were given. `key` columns name a row
 * of `secret`, whose ids are never used twice.
 */
const first = `
CREATE TABLE secret (
  key INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE conversation (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  area TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT,
  state BLOB NOT NULL,
  last_seq INTEGER NOT NULL,
  last_inbound_at TEXT,
  created_at TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX conversation_address ON conversation (channel, address) WHERE address IS NOT NULL;
CREATE INDEX conversation_updated ON conversation (updated_at);

CREATE TABLE seen_message (
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (channel, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_message_conversation ON seen_message (conversation);

-- One row for the entries of one commit, which end at last_seq. Rows lie in the order in which they came, so that turns
-- committed together fill the same pages instead of changing one each.
CREATE TABLE journal (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  entries BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_conversation ON journal (conversation, last_seq);

-- Only the oldest unfinished item of a lane has ready_at: when it can be claimed, or claimed again.
CREATE TABLE outbox (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation INTEGER NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  ready_at INTEGER,
  worker TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  unknown INTEGER NOT NULL DEFAULT 0,
  provider_id TEXT,
  reason TEXT,
  payload BLOB NOT NULL,
  delivery_status TEXT,
  delivery_error TEXT,
  delivery_at INTEGER
) STRICT;
CREATE INDEX outbox_ready ON outbox (ready_at, position) WHERE ready_at IS NOT NULL;
CREATE INDEX outbox_open ON outbox (lane, position) WHERE state IN ('waiting', 'leased');
CREATE INDEX outbox_parked ON outbox (position) WHERE state = 'parked';
CREATE INDEX outbox_conversation ON outbox (conversation);
CREATE INDEX outbox_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;

-- Delivery reports that came before the send was settled.
CREATE TABLE early_delivery (
  provider_id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  error_code TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX early_delivery_at ON early_delivery (at);

CREATE TABLE opt_out (
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  opted_out INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, address)
) STRICT, WITHOUT ROWID;

-- Level 0 is the gravest.
CREATE TABLE attention (
  conversation INTEGER PRIMARY KEY,
  area TEXT NOT NULL,
  level INTEGER NOT NULL,
  since INTEGER NOT NULL,
  reasons BLOB NOT NULL
) STRICT;
CREATE INDEX attention_gravest ON attention (area, level, since);
CREATE INDEX attention_longest ON attention (area, since, conversation);

CREATE TABLE referral (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  conversation INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX referral_conversation ON referral (conversation);

CREATE TABLE heartbeat (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  beats INTEGER NOT NULL
) STRICT;
`;

const advisersDesk = `
ALTER TABLE conversation ADD COLUMN desk BLOB;

-- status counts floorStatuses from 0. Rows from before waited.
ALTER TABLE attention ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attention ADD COLUMN holder TEXT;
ALTER TABLE attention ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE attention SET changed_at = since;
DROP INDEX attention_gravest;
DROP INDEX attention_longest;
CREATE INDEX attention_gravest ON attention (area, status, level, since, conversation);
CREATE INDEX attention_longest ON attention (area, status, since);
CREATE INDEX attention_changed ON attention (area, status, changed_at);
CREATE INDEX attention_holder ON attention (holder, level, since, conversation) WHERE holder IS NOT NULL;

CREATE TABLE presence (
  adviser TEXT NOT NULL,
  area TEXT NOT NULL,
  name TEXT NOT NULL,
  availability TEXT NOT NULL,
  capacity INTEGER,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (area, adviser)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_pause (
  area TEXT PRIMARY KEY,
  adviser TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  position INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  adviser TEXT NOT NULL,
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  act TEXT NOT NULL,
  conversation_id TEXT
) STRICT;
CREATE INDEX audit_area ON audit (area, position);
CREATE INDEX audit_conversation ON audit (conversation_id, position) WHERE conversation_id IS NOT NULL;
CREATE INDEX audit_at ON audit (at);

-- ready_at is due_at, or the end of the lease while a worker has it.
CREATE TABLE timer (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  conversation_id TEXT,
  due_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  worker TEXT,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_ready ON timer (ready_at, id);
CREATE INDEX timer_conversation ON timer (conversation_id, due_at, id) WHERE conversation_id IS NOT NULL;

CREATE TABLE person (
  hash TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  PRIMARY KEY (hash, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_conversation ON person (conversation);
`;

const deskSessions = `
CREATE TABLE desk_session (
  key TEXT PRIMARY KEY,
  adviser TEXT,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_session_adviser ON desk_session (adviser) WHERE adviser IS NOT NULL;
CREATE INDEX desk_session_expires ON desk_session (expires_at);
`;

const shownNames = `
ALTER TABLE presence ADD COLUMN first_name TEXT;
ALTER TABLE presence ADD COLUMN team TEXT;
`;

const referralStandings = `
CREATE TABLE referral_standing (
  referral INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  party TEXT,
  status TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  item TEXT,
  link TEXT,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX referral_standing_conversation ON referral_standing (conversation);
CREATE INDEX referral_standing_party ON referral_standing (area, party, changed_at) WHERE party IS NOT NULL;
CREATE INDEX referral_standing_counts ON referral_standing (area, service, party, status, changed_at);
CREATE UNIQUE INDEX referral_standing_link ON referral_standing (link) WHERE link IS NOT NULL;

CREATE TABLE assessment (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  referral INTEGER NOT NULL,
  conversation INTEGER NOT NULL,
  area TEXT NOT NULL,
  party TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX assessment_referral ON assessment (referral, position);
CREATE INDEX assessment_conversation ON assessment (conversation);
CREATE INDEX assessment_counts ON assessment (area, party, kind, outcome, at);
`;

/** A slot that nobody booked and the desk never touched is not kept; `taken` counts the bookings that hold a place. */
const diary = `
CREATE TABLE slot (
  id TEXT PRIMARY KEY,
  area TEXT NOT NULL,
  offer TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
  cancelled TEXT,
  by_desk INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_starts ON slot (area, starts_at, offer);

CREATE TABLE booking (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  slot TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  status TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  details BLOB NOT NULL
) STRICT;
CREATE INDEX booking_slot ON booking (slot);
CREATE INDEX booking_conversation ON booking (conversation);

CREATE TABLE slot_wish (
  conversation INTEGER NOT NULL,
  area TEXT NOT NULL,
  offer TEXT NOT NULL,
  before_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (conversation, area, offer)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_wish_since ON slot_wish (area, offer, since, conversation);
`;

/** With DATA_KEYS an address is kept sealed in `reach`, and `address` holds its keyed hash. */
const dataKeys = `
ALTER TABLE conversation ADD COLUMN reach BLOB;

CREATE TABLE data_key (
  id TEXT PRIMARY KEY,
  look_up TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What a slot that is an event is called, as JSON; and what belongs to an area and to no conversation. */
const eventsAndRecords = `
ALTER TABLE slot ADD COLUMN event TEXT;

CREATE TABLE area_record (
  area TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (area, kind, id)
) STRICT, WITHOUT ROWID;
`;

/** Who takes an item, so that each receiver is served by itself; what earlier programs queued is read in `payload` alone. */
const receivers = `
ALTER TABLE outbox ADD COLUMN receiver TEXT NOT NULL DEFAULT 'earlier';
DROP INDEX outbox_ready;
CREATE INDEX outbox_ready ON outbox (receiver, ready_at, position) WHERE ready_at IS NOT NULL;
`;

/** From when a wait or a lease counts, so that one that began by a clock which has been put back since is found. */
const timerWaits = `
ALTER TABLE timer ADD COLUMN since INTEGER;
CREATE INDEX timer_since ON timer (since) WHERE since IS NOT NULL;
`;

/** In order; a released one is never changed. The file's user_version counts those it has had. */
export const migrations: readonly string[] = [
  first,
  advisersDesk,
  deskSessions,
  shownNames,
  referralStandings,
  diary,
  dataKeys,
  eventsAndRecords,
  tallies,
  receivers,
  timerWaits,
];

/**
 * Brings the file to the newest schema, each step in a transaction of its own.
 * @returns whether it had none before: nothing was ever kept in it
 * @throws StoreTooNew when the file has had migrations that this program does not know
 */
export function migrate(connection: Connection, steps: readonly string[] = migrations): boolean {
  const done = connection.query<{ user_version: number }>('PRAGMA user_version').one()?.user_version ?? 0;
  if (done > steps.length) {
    throw new StoreTooNew(`The store has schema ${done}; this program knows ${steps.length}. ${whatToStart}`);
  }
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    connection.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
  return done === 0;
}
