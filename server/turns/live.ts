/** Something that is seen now or never, and is kept nowhere. */
export type Signal =
  | { kind: 'typing'; who: 'carer' }
  | { kind: 'typing'; who: 'adviser'; shownAs: string }
  /** Up to this journal seq it was on their screen. */
  | { kind: 'read'; who: 'carer' | 'adviser'; seq: number };

/** Tells whoever is watching that something has changed; they read the store themselves. Each returns how to stop. */
export interface LiveUpdates {
  /** The journal of a conversation has grown. */
  publish(conversationId: string): void;
  subscribe(conversationId: string, onChange: () => void): () => void;
  /** The queue, or somebody's availability, has changed in an area. */
  publishArea(area: string): void;
  subscribeArea(area: string, onChange: () => void): () => void;
  signal(conversationId: string, signal: Signal): void;
  subscribeSignals(conversationId: string, onSignal: (signal: Signal) => void): () => void;
}
