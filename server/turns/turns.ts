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

/** What is known beside the language when a conversation is opened. */
export interface Opening {
  /** An id that was set aside beforehand; a new one when absent. */
  conversationId?: string;
  /** The language that the browser names, which they may not have chosen; null when it names none of ours. */
  likely?: Language | null;
}

/** Runs turns. Every channel hands its messages to this and to nothing else. */
export interface Turns {
  /**
   * Opens a web conversation with a welcome and returns its id. When it is open already nothing is run and its id is
   * returned.
   * @param language that the person chose; null while they have not
   */
  open(area: string, language: Language | null, opening?: Opening): Promise<{ conversationId: string }>;
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
