import type { Channel } from '../../../bot/turn/channel.js';
import type { Connection } from './connection.js';

/** The inbound messages that were committed, so that each is run once. */
export class SeenMessages {
  readonly #find;
  readonly #add;
  readonly #clear;

  constructor(connection: Connection) {
    this.#find = connection.query<{ conversationId: string; seq: number }>(
      `SELECT c.id AS conversationId, m.seq FROM seen_message m JOIN conversation c ON c.key = m.conversation
       WHERE m.channel = ? AND m.message_id = ?`,
    );
    this.#add = connection.change(
      `INSERT INTO seen_message (channel, message_id, conversation, seq) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel, message_id) DO NOTHING`,
    );
    this.#clear = connection.change('DELETE FROM seen_message WHERE conversation = ?');
  }

  find(channel: Channel, messageId: string): { conversationId: string; seq: number } | undefined {
    return this.#find.one(channel, messageId);
  }

  /** False when the message was committed before; nothing is changed then. */
  add(channel: Channel, messageId: string, conversation: number, seq: number): boolean {
    return this.#add(channel, messageId, conversation, seq) === 1;
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}
