import type { Channel } from '../../../bot/turn/channel.js';
import type { DeskState } from '../desk.js';
import type { ConversationRecord } from '../store.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { RecentConversations } from './recent-conversations.js';
import { seal, sealText, unseal, unsealText } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { iso } from '../time.js';
import type { Transaction } from './write-queue.js';

/** A conversation as it lies in the file. */
interface ConversationRow {
  key: number;
  id: string;
  version: number;
  area: string;
  channel: Channel;
  /** As it is looked up by. */
  address: string | null;
  /** The address sealed, where what it is looked up by cannot be read. */
  reach: ArrayBuffer | null;
  state: ArrayBuffer;
  desk: ArrayBuffer | null;
  last_seq: number;
  last_inbound_at: string | null;
  created_at: string;
  updated_at: number;
  secret: Buffer;
}

/** A conversation with the secret that opens what belongs to it; `updatedAt` in milliseconds since 1970. */
export interface HeldConversation extends Omit<ConversationRecord, 'updatedAt'> {
  key: number;
  secret: Buffer;
  updatedAt: number;
}

export class Conversations {
  readonly #recent = new RecentConversations();
  readonly #keyring: Keyring;
  readonly #byId;
  readonly #idOfAddress;
  readonly #insert;
  readonly #update;
  readonly #remove;

  constructor(connection: Connection, keyring: Keyring) {
    this.#keyring = keyring;
    this.#byId = sealedQuery<ConversationRow>(
      connection,
      keyring,
      'SELECT c.*, s.bytes AS secret FROM conversation c JOIN secret s ON s.key = c.key WHERE c.id = ?',
    );
    this.#idOfAddress = connection.query<{ id: string }>(
      'SELECT id FROM conversation WHERE channel = ? AND address = ?',
    );
    this.#insert = connection.change(
      `INSERT INTO conversation (version, area, channel, address, reach, state, desk, last_seq, last_inbound_at, updated_at, key, id, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = connection.change(
      `UPDATE conversation SET version = ?, area = ?, channel = ?, address = ?, reach = ?, state = ?, desk = ?,
         last_seq = ?, last_inbound_at = ?, updated_at = ? WHERE key = ?`,
    );
    this.#remove = connection.change('DELETE FROM conversation WHERE key = ?');
  }

  /** Also inside a transaction, which sees what it has written itself. */
  find(id: string): HeldConversation | undefined {
    const recent = this.#recent.get(id);
    if (recent) return recent;
    const row = this.#byId.one(id);
    return row && held(row);
  }

  idOfAddress(channel: Channel, address: string): string | undefined {
    return this.#idOfAddress.one(channel, this.#keyring.lookUp(address))?.id;
  }

  /** Between transactions only: what is read is remembered as committed. */
  load(id: string): ConversationRecord | null {
    const conversation = this.find(id);
    if (!conversation) return null;
    this.#recent.set(conversation);
    return conversationRecord(conversation);
  }

  insert(conversation: HeldConversation, transaction: Transaction): void {
    this.#insert(...this.#columns(conversation), conversation.key, conversation.id, conversation.createdAt);
    this.#written(conversation, transaction);
  }

  update(conversation: HeldConversation, transaction: Transaction): void {
    this.#update(...this.#columns(conversation), conversation.key);
    this.#written(conversation, transaction);
  }

  remove(key: number, id: string, transaction: Transaction): void {
    this.#remove(key);
    this.#recent.delete(id);
    transaction.onCommit(() => {
      this.#recent.delete(id);
    });
  }

  #columns(conversation: HeldConversation) {
    const { version, area, channel, secret, lastSeq, lastInboundAt, updatedAt } = conversation;
    const [address, reach] = this.#address(conversation);
    const state = sealText(secret, conversation.state);
    const desk = conversation.desk && seal(secret, conversation.desk);
    return [version, area, channel, address, reach, state, desk, lastSeq, lastInboundAt, updatedAt] as const;
  }

  /** What the conversation is found by and, where that cannot be read, the address itself. */
  #address({ address, secret }: HeldConversation): [string | null, Buffer | null] {
    if (address === null || !this.#keyring.locks) return [address, null];
    return [this.#keyring.lookUp(address), sealText(secret, address)];
  }

  /** Until the commit the file alone knows it, so that nothing of a write that is rolled back is remembered. */
  #written(conversation: HeldConversation, transaction: Transaction): void {
    this.#recent.delete(conversation.id);
    transaction.onCommit(() => {
      this.#recent.set(conversation);
    });
  }
}

function held(row: ConversationRow): HeldConversation {
  const { secret } = row;
  let text: string | undefined;
  return {
    key: row.key,
    secret,
    id: row.id,
    version: row.version,
    area: row.area,
    channel: row.channel,
    address: row.reach ? unsealText(secret, row.reach) : row.address,
    get state(): string {
      return (text ??= unsealText(secret, row.state));
    },
    desk: row.desk && unseal<DeskState>(secret, row.desk),
    lastSeq: row.last_seq,
    lastInboundAt: row.last_inbound_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The record that the rest of the program knows; its state is opened when it is asked for. */
function conversationRecord(conversation: HeldConversation): ConversationRecord {
  const { id, version, area, channel, address, desk, lastSeq, lastInboundAt, createdAt } = conversation;
  return {
    id,
    version,
    area,
    channel,
    address,
    get state(): string {
      return conversation.state;
    },
    // Most conversations have never been to the desk.
    desk: desk === null ? null : structuredClone(desk),
    lastSeq,
    lastInboundAt,
    createdAt,
    updatedAt: iso(conversation.updatedAt),
  };
}
