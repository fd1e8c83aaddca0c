import type { WebSocket } from 'ws';
import type { Store } from '../store/store.js';
import { typingActivity } from './activity.js';
import { readTranscript } from './transcript.js';

/** Pings in a row that may go unanswered; one would be too few for a process that was held up itself. */
const unansweredPings = 2;

/** Close codes: the first two are RFC 6455's, the last is from its private range. */
export const closeCodes = { goingAway: 1001, failed: 1011, replaced: 4000 } as const;

export interface StreamParts {
  socket: WebSocket;
  store: Pick<Store, 'journal'>;
  conversationId: string;
  tokenId: string;
  /** Journal seq after which the replay starts. */
  after: number;
  clock: () => Date;
  onFailure: (error: unknown) => void;
}

/**
 * Keeps one WebSocket in step with a journal. The journal is the backlog: a page is read when the page before it has
 * left for the network, so a slow reader costs one page, and every entry is sent once and in order however often and
 * from wherever `journalHasGrown` is called.
 */
export class ConversationStream {
  readonly conversationId: string;
  readonly tokenId: string;
  /** Resolves when the socket is gone. */
  readonly closed: Promise<unknown>;
  readonly #socket: WebSocket;
  readonly #store: Pick<Store, 'journal'>;
  readonly #clock: () => Date;
  readonly #onFailure: (error: unknown) => void;
  #cursor: number;
  #grown = false;
  #sending = false;
  #unanswered = 0;
  #lastSentAt: number;

  constructor(parts: StreamParts) {
    this.conversationId = parts.conversationId;
    this.tokenId = parts.tokenId;
    this.#socket = parts.socket;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#onFailure = parts.onFailure;
    this.#cursor = parts.after;
    this.#lastSentAt = parts.clock().getTime();
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve));
    // Anything the client sends, such as its empty keepalives, says only that it is there.
    const heard = (): void => {
      this.#unanswered = 0;
    };
    this.#socket.on('message', heard).on('pong', heard);
    // A socket that fails is closed next, and its close is where it is cleaned up.
    this.#socket.on('error', () => {
      this.#socket.terminate();
    });
  }

  /** Sends what is new. Returns at once. */
  journalHasGrown(): void {
    this.#grown = true;
    if (this.#sending) return;
    this.#sendWhileGrown().catch((error: unknown) => {
      if (!this.#isOpen()) return;
      this.#onFailure(error);
      this.close('failed');
    });
  }

  /** Somebody at the desk is writing. It is worth nothing later, so a socket that is busy is spared it. */
  showTyping(name: string): void {
    if (this.#sending || !this.#isOpen()) return;
    const activity = typingActivity(this.conversationId, name, this.#clock());
    this.#socket.send(JSON.stringify({ activities: [activity], watermark: String(this.#cursor) }));
  }

  /** Ends a socket that answers no pings or had nothing to carry for `idleMs`; pings the others. */
  checkAlive(idleMs: number): void {
    if (this.#unanswered === unansweredPings) {
      this.#socket.terminate();
    } else if (this.#clock().getTime() - this.#lastSentAt > idleMs) {
      this.close('goingAway');
    } else {
      this.#unanswered += 1;
      this.#socket.ping();
    }
  }

  close(reason: keyof typeof closeCodes): void {
    this.#socket.close(closeCodes[reason]);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  async #sendWhileGrown(): Promise<void> {
    this.#sending = true;
    try {
      while (this.#grown && this.#isOpen()) {
        this.#grown = false;
        const page = await readTranscript(this.#store, this.conversationId, this.#cursor);
        if (page.activities.length > 0) {
          await this.#send({ activities: page.activities, watermark: String(page.watermark) });
          this.#lastSentAt = this.#clock().getTime();
        }
        this.#cursor = page.watermark;
        if (!page.last) this.#grown = true;
      }
    } finally {
      this.#sending = false;
    }
  }

  #send(batch: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(JSON.stringify(batch), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }
}
