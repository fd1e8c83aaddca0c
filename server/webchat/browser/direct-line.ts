import { ask, Gone } from './access.js';
import type { Access, GetAccess } from './access.js';
import type { ActivitySet } from './activity.js';

export type ConnectionState = 'connected' | 'reconnecting' | 'gone';

export interface DirectLineOptions {
  access: GetAccess;
  /** Journal position up to which the page already shows the conversation. */
  watermark: string;
  received(set: ActivitySet): void;
  changed(state: ConnectionState): void;
}

const base = '/v3/directline/conversations';
const openWithinMs = 8_000;
const keepAliveMs = 20_000;
const pollEveryMs = 1_500;
/** Streams that fail in a row before polling takes over, and how many polls are made before the next try. */
const failedStreamsBeforePolling = 2;
const pollsBeforeStreaming = 20;
const slowestRetryMs = 15_000;

/** Follows one conversation: by WebSocket, by polling where a network lets none through, and again after every loss. */
export class DirectLine {
  readonly #options: DirectLineOptions;
  #access: Promise<Access> | null = null;
  #watermark: string;
  #toldRead = '';
  #failedStreams = 0;
  #wake: (() => void) | null = null;

  constructor(options: DirectLineOptions) {
    this.#options = options;
    this.#watermark = options.watermark;
    window.addEventListener('online', () => this.#wake?.());
  }

  /** Resolves with true once the server gives access, and with false when it refuses. */
  async reachable(): Promise<boolean> {
    for (let failures = 0; ; failures += 1) {
      try {
        await this.#currentAccess();
        return true;
      } catch (error) {
        if (error instanceof Gone) return false;
      }
      await this.#backOff(failures);
    }
  }

  /** Follows the conversation until it is gone. */
  async follow(): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await (this.#failedStreams < failedStreamsBeforePolling ? this.#stream() : this.#poll());
        failures = 0;
      } catch (error) {
        if (error instanceof Gone) {
          this.#options.changed('gone');
          return;
        }
      }
      this.#options.changed('reconnecting');
      await this.#backOff(failures);
    }
  }

  /**
   * Says `text`. Sending it again with the same id says it once.
   * @throws Gone when the conversation cannot go on
   * @throws Error when it may go better later
   */
  async send(text: string, id: string): Promise<void> {
    const channelData = { clientActivityID: id };
    const activity = { type: 'message', from: { id: 'user' }, text, channelData };
    try {
      await this.#call('POST', '/activities', activity);
    } catch (error) {
      if (error instanceof Gone) this.#options.changed('gone');
      throw error;
    }
  }

  /** Passes on that the person is writing. Whether it arrives does not matter. */
  tellWriting(): void {
    this.#call('POST', '/activities', { type: 'typing', from: { id: 'user' } }).catch(() => undefined);
  }

  /** Passes on that all that has come has been on the screen, once for each time that something came. */
  tellRead(): void {
    const watermark = this.#watermark;
    if (watermark === this.#toldRead) return;
    this.#toldRead = watermark;
    const event = { type: 'event', name: 'read', value: { watermark }, from: { id: 'user' } };
    this.#call('POST', '/activities', event).catch(() => undefined);
  }

  /** Resolves when a stream that had opened is lost. */
  async #stream(): Promise<void> {
    const query = `?watermark=${encodeURIComponent(this.#watermark)}`;
    const { streamUrl } = (await this.#call('GET', query)) as { streamUrl: string };
    this.#failedStreams += 1;
    await new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(streamUrl);
      const tooSlow = setTimeout(() => socket.close(), openWithinMs);
      const alive = setInterval(() => {
        if (socket.readyState === WebSocket.OPEN) socket.send('');
      }, keepAliveMs);
      let opened = false;
      socket.addEventListener('open', () => {
        clearTimeout(tooSlow);
        opened = true;
        this.#failedStreams = 0;
        this.#options.changed('connected');
      });
      socket.addEventListener('message', (event) => {
        if (typeof event.data === 'string' && event.data !== '')
          this.#take(JSON.parse(event.data) as ActivitySet);
      });
      socket.addEventListener('close', () => {
        clearTimeout(tooSlow);
        clearInterval(alive);
        if (opened) resolve();
        else reject(new Error('The stream did not open'));
      });
    });
  }

  /** Polls for a while, then resolves, so that a stream is tried again. */
  async #poll(): Promise<void> {
    for (let poll = 0; poll < pollsBeforeStreaming; poll += 1) {
      const query = `/activities?watermark=${encodeURIComponent(this.#watermark)}`;
      this.#take((await this.#call('GET', query)) as ActivitySet);
      this.#options.changed('connected');
      await this.#pause(pollEveryMs);
    }
    this.#failedStreams = failedStreamsBeforePolling - 1;
  }

  #take(set: ActivitySet): void {
    if (set.watermark) this.#watermark = set.watermark;
    if (set.activities.length > 0) this.#options.received(set);
  }

  /** Calls Direct Line, once more with a new token when the first had run out. */
  async #call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      const { conversationId, token } = await this.#currentAccess();
      try {
        const address = `${base}/${encodeURIComponent(conversationId)}${path}`;
        return await ask(method, address, { Authorization: `Bearer ${token}` }, body);
      } catch (error) {
        if (!(error instanceof Gone) || attempt > 0) throw error;
        this.#access = null;
      }
    }
  }

  #currentAccess(): Promise<Access> {
    this.#access ??= this.#options.access().catch((error: unknown) => {
      this.#access = null;
      throw error;
    });
    return this.#access;
  }

  /** Spread out, so that everybody does not come back in the same instant after a restart. */
  async #backOff(failures: number): Promise<void> {
    await this.#pause(Math.min(slowestRetryMs, 400 * 2 ** failures) * (0.5 + Math.random()));
  }

  /** Waits, or less when the device comes back online. */
  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }
}
