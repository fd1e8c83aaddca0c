import type { Channel } from '../../bot/turn/channel.js';
import type { Language } from '../../content/language.js';

/** One message from a person, as its channel received it, already checked. */
export interface Inbound {
  channel: Channel;
  area: string;
  /** The web names its conversation; a phone is known by its number (E.164). */
  from: { conversationId: string } | { address: string };
  /** Unique within the channel; the same id is run once. */
  messageId: string;
  text: string;
  /** How many pictures or files came with it; they are acknowledged and not read. */
  media: number;
  /** What the provider reported with the message about stopping and starting. */
  optOut?: 'stop' | 'start' | 'help';
}

/** The message is durably in its journal, and so is everything that it caused. */
export interface Accepted {
  conversationId: string;
  /** Journal seq of the person's message. */
  seq: number;
  duplicate: boolean;
}

/** Runs turns. Every channel hands its messages to this and to nothing else. */
export interface Turns {
  /**
   * Opens a web conversation with a welcome and returns its id. A `conversationId` that was set aside beforehand is
   * used as it is; when that conversation is open already nothing is run and its id is returned.
   */
  open(area: string, language: Language | null, conversationId?: string): Promise<{ conversationId: string }>;
  /**
   * Runs one message as one atomic commit, rerunning on conflict.
   * @throws UnknownConversation when a web conversation does not exist (it was never opened, or was forgotten)
   */
  accept(inbound: Inbound): Promise<Accepted>;
}

/** Thrown by `Turns.accept` for a web conversation that is not there. */
export class UnknownConversation extends Error {
  override readonly name = 'UnknownConversation';
}
