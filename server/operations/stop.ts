import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** One part of stopping, such as ending the sockets. */
export interface StopStep {
  name: string;
  stop: () => Promise<void> | void;
  /** The longest that it may take, in milliseconds, where that is another than usual. */
  patience?: number;
}

export interface StopOptions {
  /** In the order in which they must happen: what takes work first, what keeps it last. */
  steps: StopStep[];
  logger: Logger;
  /** The longest that one step may take, in milliseconds; the next then begins all the same. 10 seconds unless told. */
  patience?: number;
}

export interface Stopper {
  isStopping: () => boolean;
  /** Runs the steps once, however often it is called. True when each ended well and in time. */
  stop: () => Promise<boolean>;
}

async function endsWell({ name, stop }: StopStep, patience: number, logger: Logger): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    const ended = await Promise.race([Promise.resolve().then(stop), late]);
    if (ended === 'late') logger.error({ step: name, waitMs: patience }, 'a step of stopping took too long');
    return ended !== 'late';
  } catch (error) {
    logger.error({ step: name, err: error }, 'a step of stopping failed');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Stops the process part by part, so that nothing accepted is lost. */
export function createStopper({ steps, logger, patience = 10_000 }: StopOptions): Stopper {
  let stopping: Promise<boolean> | null = null;
  const run = async (): Promise<boolean> => {
    let well = true;
    for (const step of steps) well = (await endsWell(step, step.patience ?? patience, logger)) && well;
    return well;
  };
  return {
    isStopping: () => stopping !== null,
    stop: () => (stopping ??= run()),
  };
}

/**
 * Takes no new connection, lets requests under way be answered, and ends connections as they fall idle: a client that
 * polls would keep its own open for ever.
 */
export function stopAccepting(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close((error) => {
      clearInterval(sweep);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Goes on as ever, but says that it is not ready: so that a proxy sends people elsewhere before anything is closed. */
export function draining(seconds: number): StopStep {
  const forMs = seconds * 1000;
  return { name: 'draining', stop: () => pause(forMs), patience: forMs + 1000 };
}
