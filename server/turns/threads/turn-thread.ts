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
  type ToThread,
} from './calls.js';
import { Pending } from './pending.js';

/** The thread ended before it had answered. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

/** The thread cannot run turns, for a reason that the operator can mend. */
export class ThreadUnusable extends Error {
  override readonly name = 'ThreadUnusable';
}

const none = (): Promise<[]> => Promise.resolve([]);

/** One thread, and the turns that it runs at the moment. It makes itself ready as far as it can until it is told to begin. */
export class TurnThread {
  /** Resolves once it can run turns. Rejects with ThreadUnusable, or with what ended it before. */
  readonly ready: Promise<void>;
  /** Resolves with what ended it. */
  readonly ended: Promise<Error>;
  readonly #worker: Worker;
  #lost: ThreadLost | null = null;
  readonly #calls = new Pending<TurnOutcome | Listened>();
  readonly #looks = new Map<number, Looks>();

  constructor() {
    this.#worker = new Worker(new URL('./in-thread.js', import.meta.url));
    this.ended = new Promise((resolve) => {
      this.#worker.on('error', (error) => {
        resolve(errorOf(error));
      });
      this.#worker.on('exit', (code) => {
        resolve(new ThreadLost(`A thread that runs turns ended with ${code}.`));
      });
    });
    void this.ended.then((cause) => {
      this.#lost = new ThreadLost('A thread that runs turns has ended.', { cause });
      this.#calls.giveUp(this.#lost);
    });
    this.ready = this.#becomesReady();
    // Whoever does not wait for it hears of its end.
    this.ready.catch(() => undefined);
    this.#worker.on('message', (message: FromThread) => {
      this.#hear(message);
    });
  }

  begin(data: ThreadData): void {
    this.#tell({ kind: 'begin', data });
  }

  /** How many turns it runs at the moment. */
  get busy(): number {
    return this.#calls.size;
  }

  /**
   * Runs one turn there.
   * @throws ThreadLost when the thread ended meanwhile; or whatever the turn throws
   */
  async call(kind: 'run' | 'listen', input: TurnInput): Promise<TurnOutcome | Listened> {
    await this.ready;
    if (this.#lost) throw this.#lost;
    const { diary = emptyDiary, mailing = noMailing, referrals = none, area, ...rest } = input;
    let number = 0;
    try {
      return await this.#calls.ask((call) => {
        number = call;
        this.#looks.set(call, {
          free: (id) => diary.free(id),
          mine: () => diary.mine(),
          newsletters: () => mailing.mine(),
          referrals,
        });
        this.#tell({ kind, call, input: { ...rest, area: area.id } });
      });
    } finally {
      this.#looks.delete(number);
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #becomesReady(): Promise<void> {
    const first = once(this.#worker, 'message').then(([message]) => message as FromThread);
    const message = await Promise.race([first, this.ended]);
    if (message instanceof Error) throw message;
    if (message.kind === 'unusable') throw new ThreadUnusable(message.message);
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
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
    try {
      const looks = this.#looks.get(call);
      const look: ((...args: string[]) => Promise<unknown>) | undefined = looks?.[method];
      this.#tell({ kind: 'answer', question, answer: (await look?.(...args)) ?? [] });
    } catch (error) {
      // Whoever waits for the turn hears it as it is: on its way through a thread an error loses its kind.
      this.#calls.failed(call, errorOf(error));
      this.#tell({ kind: 'no-answer', question, error: errorOf(error) });
    }
  }
}
