import type { Logger } from 'pino';
import type { Store } from '../store/store.js';
import { isAway } from './away.js';
import type { HeldAt, Spool } from './spool.js';

export interface ReplayParts {
  spool: Spool;
  store: Pick<Store, 'check'>;
  /**
   * Runs a message that was held. One that has been run already must change nothing.
   * @throws an error by which `isAway` tells that the store is away again, or another when it can not be run
   */
  run: (body: string) => Promise<void>;
  logger: Logger;
  /** How long to wait before it looks again whether the store is back, in milliseconds; a second unless told. */
  pauseMs?: number;
}

const atATime = 64;
/** After so many failures with the store at hand a message is put aside, so that its person's next ones are run. */
const mostFailures = 5;

/** Runs what waits in the spool once the store is back: everybody's messages in the order in which they came. */
export class Replay {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;
  #running = false;

  constructor(private readonly parts: ReplayParts) {}

  /** Begins with what was left from before. */
  start(): void {
    this.#running = true;
    this.wake();
  }

  /** Something has been put into the spool. Returns at once. */
  wake(): void {
    if (!this.#running || this.#round) return;
    clearTimeout(this.#timer);
    this.#round = this.#work().finally(() => {
      this.#round = null;
      if (this.parts.spool.counts().waiting > 0) this.#sleep();
    });
  }

  /** Waits for what is being run. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#round;
    clearTimeout(this.#timer);
  }

  #sleep(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.wake();
    }, this.parts.pauseMs ?? 1_000).unref();
  }

  async #work(): Promise<void> {
    const { spool, store, logger } = this.parts;
    try {
      for (let progress = true; progress && this.#running;) {
        const held = spool.first(atATime);
        if (held.length === 0) return;
        await store.check();
        const run = (await Promise.all(byPerson(held).map((theirs) => this.#runInOrder(theirs)))).flat();
        progress = run.length > 0;
        if (!progress) return;
        // Killed before this, they are run again and found to be duplicates.
        await spool.done(run);
        logger.info({ count: run.length }, 'held messages were run');
      }
    } catch (error) {
      if (!isAway(error)) logger.error({ err: error }, 'held messages could not be run');
    }
  }

  /** Stops at the first that fails. @returns those that were run */
  async #runInOrder(theirs: HeldAt[]): Promise<HeldAt[]> {
    const run: HeldAt[] = [];
    for (const held of theirs) {
      if (!(await this.#isRun(held))) break;
      run.push(held);
    }
    return run;
  }

  async #isRun(held: HeldAt): Promise<boolean> {
    const { spool, run, logger } = this.parts;
    try {
      await run(held.body);
    } catch (error) {
      if (isAway(error)) return false;
      const parked = await spool.failed(held, mostFailures);
      logger.error({ messageSid: held.id, parked, err: error }, 'a held message could not be run');
      return false;
    }
    return true;
  }
}

function byPerson(held: HeldAt[]): HeldAt[][] {
  const groups = new Map<string, HeldAt[]>();
  for (const each of held) groups.set(each.who, [...(groups.get(each.who) ?? []), each]);
  return [...groups.values()];
}
