import { EventEmitter } from 'node:events';
import type { LiveUpdates } from './live.js';

/** Live updates within one process, for a server that runs as a single instance. */
export class InProcessLiveUpdates implements LiveUpdates {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  /** Calls every subscriber of the conversation before it returns. */
  publish(conversationId: string): void {
    this.#emitter.emit(eventName(conversationId));
  }

  /** Subscribers must not throw: they run inside `publish`. */
  subscribe(conversationId: string, onChange: () => void): () => void {
    // A listener of its own, so that the same function subscribed twice is two subscriptions.
    const listener = (): void => {
      onChange();
    };
    this.#emitter.on(eventName(conversationId), listener);
    return () => {
      this.#emitter.off(eventName(conversationId), listener);
    };
  }
}

/** EventEmitter treats the bare name `error` specially, so no id is used as it is. */
function eventName(conversationId: string): string {
  return `conversation:${conversationId}`;
}
