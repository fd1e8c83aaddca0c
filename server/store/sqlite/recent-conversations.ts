import type { HeldConversation } from './conversations.js';

/** More than go on at the same time; each takes a few kilobytes. */
const most = 1000;

/**
 * The conversations that were read or committed last, as the file has them: no other process writes to it. A turn of
 * one that goes on is then run and committed without reading the file.
 */
export class RecentConversations {
  /** The longest untouched first. */
  readonly #byId = new Map<string, HeldConversation>();

  get(id: string): HeldConversation | undefined {
    return this.#byId.get(id);
  }

  set(conversation: HeldConversation): void {
    this.#byId.delete(conversation.id);
    this.#byId.set(conversation.id, conversation);
    if (this.#byId.size <= most) return;
    for (const oldest of this.#byId.keys()) {
      this.#byId.delete(oldest);
      return;
    }
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }
}
