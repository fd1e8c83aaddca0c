import type { Channel } from '../../../bot/turn/channel.js';
import type { ConversationRecord } from '../store.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { iso } from './time.js';

/** A conversation as it lies in the file, with the secret that opens what belongs to it. */
export interface ConversationRow {
  key: number;
  id: string;
  version: number;
  area: string;
  channel: Channel;
  address: string | null;
  state: ArrayBuffer;
  last_seq: number;
  last_inbound_at: string | null;
  created_at: string;
  updated_at: number;
  secret: ArrayBuffer;
}

/** What a commit writes; `updatedAt` in milliseconds since 1970. */
export interface ConversationWrite {
  key: number;
  secret: Buffer;
  version: number;
  lastSeq: number;
  updatedAt: number;
  values: Pick<ConversationRecord, 'id' | 'area' | 'channel' | 'address' | 'state' | 'lastInboundAt'>;
}

const select = 'SELECT c.*, s.bytes AS secret FROM conversation c JOIN secret s ON s.key = c.key';

export class Conversations {
  readonly #byId;
  readonly #byAddress;
  readonly #insert;
  readonly #update;

  constructor(connection: Connection) {
    this.#byId = connection.query<ConversationRow>(`${select} WHERE c.id = ?`);
    this.#byAddress = connection.query<ConversationRow>(`${select} WHERE c.channel = ? AND c.address = ?`);
    this.#insert = connection.change(
      `INSERT INTO conversation (version, area, channel, address, state, last_seq, last_inbound_at, updated_at, key, id, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = connection.change(
      `UPDATE conversation SET version = ?, area = ?, channel = ?, address = ?, state = ?, last_seq = ?,
         last_inbound_at = ?, updated_at = ? WHERE key = ?`,
    );
  }

  find(id: string): ConversationRow | undefined {
    return this.#byId.one(id);
  }

  findByAddress(channel: Channel, address: string): ConversationRow | undefined {
    return this.#byAddress.one(channel, address);
  }

  /** Adds the conversation; `createdAt` is ISO 8601. */
  insert(write: ConversationWrite, createdAt: string): void {
    this.#insert(...columns(write), write.key, write.values.id, createdAt);
  }

  update(write: ConversationWrite): void {
    this.#update(...columns(write), write.key);
  }
}

function columns({ secret, version, lastSeq, updatedAt, values }: ConversationWrite) {
  const { area, channel, address, state, lastInboundAt } = values;
  return [version, area, channel, address, seal(secret, state), lastSeq, lastInboundAt, updatedAt] as const;
}

/** The record that the rest of the program knows. */
export function conversationRecord(row: ConversationRow): ConversationRecord {
  return {
    id: row.id,
    version: row.version,
    area: row.area,
    channel: row.channel,
    address: row.address,
    state: unseal(row.secret, row.state),
    lastSeq: row.last_seq,
    lastInboundAt: row.last_inbound_at,
    createdAt: row.created_at,
    updatedAt: iso(row.updated_at),
  };
}
