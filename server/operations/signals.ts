import type { Logger } from 'pino';
import type { Stopper } from './stop.js';

/**
 * Stops in order at SIGTERM and SIGINT, with exit code 0 when all ended well; a second signal ends the process at once.
 * An error that nothing caught ends it too, and is logged without its message, which Node would otherwise print.
 */
export function obeySignals({ stopper, logger }: { stopper: Stopper; logger: Logger }): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'stopping');
      void stopper.stop().then((well) => process.exit(well ? 0 : 1));
    });
  }
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'an error was not caught');
    process.exit(1);
  });
}
