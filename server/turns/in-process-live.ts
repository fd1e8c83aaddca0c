import { EventEmitter } from 'node:events';
import type { LiveUpdates, Signal } from './live.js';

/** Live updates within one process. Subscribers must not throw. */
export class InProcessLiveUpdates implements LiveUpdates {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  /** Calls every subscriber of the conversation before it returns, as the others do. */
  publish(conversationId: string): void {
    this.#emitter.emit(`conversation:${conversationId}`);
  }

  subscribe(conversationId: string, onChange: () => void): () => void {
    return this.#on(`conversation:${conversationId}`, onChange);
  }

  publishArea(area: string): void {
    this.#emitter.emit(`area:${area}`);
  }

  subscribeArea(area: string, onChange: () => void): () => void {
    return this.#on(`area:${area}`, onChange);
  }

  signal(conversationId: string, signal: Signal): void {
    this.#emitter.emit(`signal:${conversationId}`, signal);
  }

  subscribeSignals(conversationId: string, onSignal: (signal: Signal) => void): () => void {
    return this.#on(`signal:${conversationId}`, onSignal);
  }

  /** Calls every subscriber of every conversation and area, when it is not known what of it has changed. */
  publishAll(): void {
    for (const event of this.#emitter.eventNames()) {
      if (!String(event).startsWith('signal:')) this.#emitter.emit(event);
    }
  }

  #on<T extends unknown[]>(event: string, listen: (...given: T) => void): () => void {
    // A listener of its own, so that the same function subscribed twice is two subscriptions.
    const listener = (...given: T): void => {
      listen(...given);
    };
    this.#emitter.on(event, listener);
    return () => {
      this.#emitter.off(event, listener);
    };
  }
}
