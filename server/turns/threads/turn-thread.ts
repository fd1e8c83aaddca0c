import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TurnInput, TurnOutcome } from '../../../bot/turn/bot.js';
import { emptyDiary } from '../../../dialogs/booking/diary.js';
import { noMailing } from '../../../dialogs/newsletter/mailing.js';
import {
  errorOf,
  type FromThread,
  type Listened,
  type Looks,
  type ThreadData,
  type ThreadStart,
  type ToThread,
} from './calls.js';
import { Deadlines } from './deadlines.js';
import { ThreadLost, ThreadsUnavailable, ThreadUnusable, TurnTookTooLong } from './errors.js';
import { Pending } from './pending.js';
import { Together } from './together.js';

/** How long things may take, in milliseconds. */
export interface ThreadPatience {
  /** A thread, from when it is told to begin until it can run turns. */
  readyMs: number;
  /** A turn, without what it waits for from outside its thread. */
  turnMs: number;
}

export const usualPatience: ThreadPatience = { readyMs: 60_000, turnMs: 10_000 };

const ownFile = new URL('./in-thread.js', import.meta.url);

const none = (): Promise<[]> => Promise.resolve([]);

/** One thread, and the turns that it runs at the moment. It makes itself ready as far as it can until it is told to begin. */
export class TurnThread {
  /** Resolves once it can run turns. Rejects with ThreadUnusable, or with what ended it before. */
  readonly ready: Promise<void>;
  /** Resolves with what ended it. */
  readonly ended: Promise<Error>;
  readonly #worker: Worker;
  readonly #running = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #outward = new Together<ToThread>(
    (messages) => {
      this.#worker.postMessage(messages);
    },
    (message, error) => {
      if ('call' in message) this.#calls.failed(message.call, errorOf(error));
    },
  );
  #state: 'starting' | 'ready' | 'ended' = 'starting';
  readonly #calls = new Pending<TurnOutcome | Listened>();
  readonly #looks = new Map<number, Looks>();
  #deadlines = new Deadlines(usualPatience.turnMs);

  /** @param file what runs in it */
  constructor(file = ownFile) {
    this.#worker = new Worker(file, { workerData: { running: this.#running } satisfies ThreadStart });
    this.ended = new Promise((resolve) => {
      this.#worker.on('error', (error) => {
        resolve(errorOf(error));
      });
      this.#worker.on('exit', (code) => {
        resolve(new ThreadLost(`A thread that runs turns ended with ${code}.`));
      });
    });
    void this.ended.then((cause) => {
      this.#state = 'ended';
      this.#calls.giveUp(new ThreadLost('A thread that runs turns has ended.', { cause }));
    });
    this.ready = this.#becomesReady();
    // Whoever does not wait for it hears of its end.
    this.ready.catch(() => undefined);
    this.#worker.on('message', (messages: readonly FromThread[]) => {
      for (const message of messages) this.#hear(message);
    });
  }

  /** Tells it what it is to serve. One that is not ready in time is ended. */
  begin(data: ThreadData, { readyMs, turnMs }: ThreadPatience): void {
    this.#deadlines = new Deadlines(turnMs);
    this.#tell({ kind: 'begin', data });
    const late = setTimeout(() => void this.stop(), readyMs).unref();
    void Promise.race([this.ready.catch(() => undefined), this.ended]).then(() => {
      clearTimeout(late);
    });
  }

  /** Whether it can run turns, may soon, or never will again. */
  get state(): 'starting' | 'ready' | 'ended' {
    return this.#state;
  }

  /** How many turns it runs at the moment. */
  get busy(): number {
    return this.#calls.size;
  }

  /**
   * Runs one turn there, once it is ready.
   * @throws TurnTookTooLong when the turn did not end in time; that ends the thread, and with it the other turns there
   * @throws ThreadsUnavailable when the thread did not get ready
   * @throws ThreadLost when the thread ended meanwhile; or whatever the turn throws
   */
  async call(kind: 'run' | 'listen', input: TurnInput): Promise<TurnOutcome | Listened> {
    if (this.#state === 'starting') {
      await this.ready.catch((cause: unknown) => {
        throw new ThreadsUnavailable('A thread that runs turns did not get ready.', { cause });
      });
    }
    if (this.#state === 'ended') throw new ThreadLost('A thread that runs turns has ended.');
    const { diary = emptyDiary, mailing = noMailing, referrals = none, area, ...rest } = input;
    let number = 0;
    try {
      return await this.#calls.ask((call) => {
        number = call;
        this.#looks.set(call, {
          free: (id) => diary.free(id),
          mine: () => diary.mine(),
          full: (id) => diary.full(id),
          freed: () => diary.freed(),
          wishes: () => diary.wishes(),
          newsletters: () => mailing.mine(),
          referrals,
        });
        this.#watch(call);
        this.#tell({ kind, call, input: { ...rest, area: area.id } });
      });
    } finally {
      this.#looks.delete(number);
      this.#deadlines.clear(number);
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #becomesReady(): Promise<void> {
    const first = once(this.#worker, 'message').then(([[message]]) => message as FromThread);
    const message = await Promise.race([first, this.ended]);
    if (message instanceof Error) throw message;
    if (message.kind === 'unusable') throw new ThreadUnusable(message.message);
    this.#state = 'ready';
  }

  /** Ends the thread when the turn takes too long: nothing else stops what never lets go of it. */
  #watch(call: number): void {
    this.#deadlines.set(call, () => {
      // The one that it runs keeps the others there waiting; where that has ended, this one waits for something itself.
      const running = this.#running[0] ?? call;
      const hung = this.#calls.has(running) ? running : call;
      this.#calls.failed(hung, new TurnTookTooLong('A turn took too long.'));
      this.#deadlines.clearAll();
      void this.stop();
    });
  }

  #tell(message: ToThread): void {
    this.#outward.tell(message);
  }

  #hear(message: FromThread): void {
    switch (message.kind) {
      case 'done':
        this.#calls.answered(message.call, message.outcome);
        break;
      case 'failed':
        this.#calls.failed(message.call, message.error);
        break;
      case 'ask':
        void this.#look(message);
        break;
      case 'ready':
      case 'unusable':
    }
  }

  async #look({ call, question, method, args }: FromThread & { kind: 'ask' }): Promise<void> {
    // How long the store takes is not the turn's doing.
    this.#deadlines.clear(call);
    try {
      const looks = this.#looks.get(call);
      const look: ((...args: string[]) => Promise<unknown>) | undefined = looks?.[method];
      const answer = (await look?.(...args)) ?? [];
      if (this.#looks.has(call)) this.#watch(call);
      this.#tell({ kind: 'answer', call, question, answer });
    } catch (error) {
      // Whoever waits for the turn hears it as it is: on its way through a thread an error loses its kind.
      this.#calls.failed(call, errorOf(error));
      this.#tell({ kind: 'no-answer', call, question, error: errorOf(error) });
    }
  }
}
