/** Tells whoever is watching a conversation that its journal has grown; they read the journal themselves. */
export interface LiveUpdates {
  publish(conversationId: string): void;
  /** Returns a function that stops the subscription. */
  subscribe(conversationId: string, onChange: () => void): () => void;
}
