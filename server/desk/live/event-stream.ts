import type { Response } from 'express';

/** How often a stream shows that it is alive, and looks whether its reader is still signed in, in milliseconds. */
const beatMs = 5_000;

/** What a stream sends: its kind, its content as JSON, and for what can be resumed an id. */
export interface StreamEvent {
  event: string;
  data: unknown;
  id?: number;
}

export interface StreamOptions {
  /** Whether the reader is still signed in. */
  goesOn: () => Promise<boolean>;
  /** Called with every beat. */
  onBeat: () => Promise<void>;
  /** Called once, when the stream has ended for whatever reason. */
  onEnd: () => void;
}

/**
 * Server-sent events to one reader. What is to be sent is read when there is room for it, one reading at a time, so that
 * a slow reader makes nothing pile up.
 */
export class EventStream {
  readonly #response: Response;
  readonly #options: StreamOptions;
  readonly #beat: NodeJS.Timeout;
  #reading = false;
  readonly #wanted = new Set<() => Promise<readonly StreamEvent[]>>();
  #ended = false;

  constructor(response: Response, options: StreamOptions) {
    this.#response = response;
    this.#options = options;
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // A proxy that gathers answers would hold events back.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.on('close', () => {
      this.#end();
    });
    this.#beat = setInterval(() => void this.#onBeat(), beatMs);
  }

  /** Has `read` called as soon as there is room, and sends what it gives. Asked for again before that, it is called once. */
  want(read: () => Promise<readonly StreamEvent[]>): void {
    if (this.#ended) return;
    this.#wanted.add(read);
    if (!this.#reading) void this.#readAll();
  }

  /** Sends something that is seen now or never; a reader without room for it does without. */
  signal(event: StreamEvent): void {
    if (!this.#ended && !this.#response.writableNeedDrain) this.#write(event);
  }

  /** Ends the stream; the reader is told that it should not come back when `final` is true. */
  close(final = false): void {
    if (this.#ended) return;
    if (final) this.#write({ event: 'ended', data: {} });
    this.#response.end();
    this.#end();
  }

  /** Ends its reading in the step in which it finds nothing more wanted, so that nothing is wanted in between. */
  async #readAll(): Promise<void> {
    this.#reading = true;
    try {
      for (const read of this.#wanted) {
        this.#wanted.delete(read);
        for (const event of await read()) {
          if (this.#ended) return;
          this.#write(event);
        }
        await this.#room();
      }
    } catch {
      // The reader comes back and is told what it missed.
      this.close();
    } finally {
      this.#reading = false;
    }
  }

  #write({ event, data, id }: StreamEvent): void {
    const named = id === undefined ? '' : `id: ${id}\n`;
    this.#response.write(`${named}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #room(): Promise<void> {
    if (this.#ended || !this.#response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#response.off('drain', done).off('close', done);
        resolve();
      };
      this.#response.on('drain', done).on('close', done);
    });
  }

  async #onBeat(): Promise<void> {
    try {
      if (!(await this.#options.goesOn())) {
        this.close(true);
        return;
      }
      if (this.#ended) return;
      this.#response.write(': here\n\n');
      await this.#options.onBeat();
    } catch {
      this.close();
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#beat);
    this.#options.onEnd();
  }
}
