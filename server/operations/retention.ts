import type { Logger } from 'pino';
import type { Spool } from '../spool/spool.js';
import type { Store } from '../store/store.js';

export interface RetentionParts {
  store: Pick<Store, 'forget' | 'desk'>;
  spool: Pick<Spool, 'forgetParked'> | null;
  days: number;
  /** The audit log outlives the conversations it speaks of. */
  auditDays: number;
  clock: () => Date;
  logger: Logger;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Small enough that no turn waits for it. */
const atATime = 200;

/** Forgets conversations that nobody has touched for the set number of days: at start, then every hour. */
export class Retention {
  #timer: NodeJS.Timeout | undefined;
  #sweep: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RetentionParts) {}

  start(): void {
    const sweep = (): void => {
      this.#sweep = this.#sweep.then(() => this.sweep());
    };
    sweep();
    this.#timer = setInterval(sweep, hourMs);
    this.#timer.unref();
  }

  /** Forgets all that is past its time now. A store that fails is tried again the next hour. */
  async sweep(): Promise<void> {
    const { store, spool, days, auditDays, clock, logger } = this.parts;
    const before = new Date(clock().getTime() - days * dayMs);
    try {
      let forgotten = 0;
      let last: number;
      do {
        last = await store.forget(before, atATime);
        forgotten += last;
      } while (last === atATime);
      await spool?.forgetParked(before);
      await store.desk.forgetAudit(new Date(clock().getTime() - auditDays * dayMs));
      if (forgotten > 0) logger.info({ forgotten }, 'conversations past their time were forgotten');
    } catch (error) {
      logger.error({ err: error }, 'old conversations could not be forgotten');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweep;
  }
}
