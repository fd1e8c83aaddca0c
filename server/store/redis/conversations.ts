import type { Channel } from '../../../bot/turn/channel.js';
import type { JournalEntry } from '../../turns/journal.js';
import type { DeskState } from '../desk.js';
import type { Keyring } from '../sealing/keyring.js';
import type { ConversationRecord } from '../store.js';
import { iso } from '../time.js';
import type { Link } from './connection/link.js';
import { fieldOf, fieldsOf, listOf, numberOf, textOf } from './connection/reply.js';
import type { Fields } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';

/** Conversations as they were last committed, their journals, and how they are found. */
export class Conversations {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly homes: Homes,
    private readonly keyring: Keyring,
  ) {}

  load(id: string): Promise<ConversationRecord | null> {
    return this.homes.find(id, async (base) => {
      const fields = fieldsOf(await this.link.read(base, 'HGETALL', base + ofConversation(id)));
      return fields && toRecord(fields, this.keyring);
    });
  }

  /** An address may be noted for a conversation that never began, or is another's by now. */
  async findByAddress(channel: Channel, address: string): Promise<ConversationRecord | null> {
    const key = this.keys.address(channel, this.keyring.lookUp(address));
    const id = textOf(await this.link.read(key, 'GET', key));
    const record = id === null ? null : await this.load(id);
    return record?.channel === channel && record.address === address ? record : null;
  }

  /** A message may be noted for a turn that was never committed. */
  async findMessage(
    channel: Channel,
    messageId: string,
  ): Promise<{ conversationId: string; seq: number } | null> {
    const key = this.keys.message(channel, messageId);
    const id = textOf(await this.link.read(key, 'GET', key));
    if (id === null) return null;
    return this.homes.find(id, async (base) => {
      const field = seenField(channel, messageId);
      const seq = textOf(await this.link.read(base, 'HGET', `${base}${ofConversation(id)}:seen`, field));
      return seq === null ? null : { conversationId: id, seq: Number(seq) };
    });
  }

  async journal(id: string, after: number, limit: number): Promise<JournalEntry[]> {
    const page = await this.homes.find(id, async (base) => {
      const reply = await this.link.query('journal', base, id, String(after), String(limit));
      return reply === null ? null : listOf(reply);
    });
    if (!page) return [];
    const [first, entries] = page;
    return listOf(entries).map((entry, index) => {
      const kept = JSON.parse(this.keyring.open(textOf(entry) ?? '')) as JournalEntry;
      return { ...kept, seq: numberOf(first) + index };
    });
  }
}

/** Names a message among those that a conversation has seen. */
export function seenField(channel: Channel, messageId: string): string {
  return `${channel} ${messageId}`;
}

function toRecord(fields: Fields, keyring: Keyring): ConversationRecord {
  const desk = fields.get('desk');
  const reach = fields.get('reach');
  return {
    id: fieldOf(fields, 'id'),
    version: Number(fieldOf(fields, 'version')),
    area: fieldOf(fields, 'area'),
    channel: fieldOf(fields, 'channel') as Channel,
    // Where what it is looked up by cannot be read, the address itself is kept sealed.
    address: reach === undefined ? (fields.get('address') ?? null) : keyring.open(reach),
    get state(): string {
      return keyring.open(fieldOf(fields, 'state'));
    },
    desk: desk === undefined ? null : (JSON.parse(keyring.open(desk)) as DeskState),
    lastSeq: Number(fieldOf(fields, 'lastSeq')),
    lastInboundAt: fields.get('lastInbound') ?? null,
    createdAt: fieldOf(fields, 'created'),
    updatedAt: iso(Number(fieldOf(fields, 'updated'))),
  };
}
