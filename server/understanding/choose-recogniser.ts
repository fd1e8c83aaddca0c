import type { Logger } from 'pino';
import { createInProcessRecogniser } from '../../bot/recognisers/in-process.js';
import type { Recogniser } from '../../bot/recognisers/recogniser.js';
import { createCluPredictor } from '../../bot/recognisers/remote/clu.js';
import { createLuisPredictor } from '../../bot/recognisers/remote/luis.js';
import { createRemoteRecogniser } from '../../bot/recognisers/remote/remote-recogniser.js';
import type { Content } from '../../content/load.js';
import type { RecogniserConfiguration } from '../configuration/recogniser.js';
import { ownUnderstander } from './own-understander.js';

/** What the recogniser of the service is made from. */
export interface RecogniserParts {
  content: Pick<Content, 'lexicon' | 'safety'>;
  /** Null when messages are understood in this process alone. */
  configuration: RecogniserConfiguration | null;
  logger: Logger;
  clock: () => Date;
}

/**
 * The recogniser of the service: in this process, and with a remote one where one is configured.
 * @throws ModelUnusable when the build has not left a model
 */
export function chooseRecogniser({ content, configuration, logger, clock }: RecogniserParts): Recogniser {
  const local = createInProcessRecogniser(ownUnderstander(content, clock));
  if (configuration === null) return local;
  return createRemoteRecogniser({
    local,
    predict:
      configuration.kind === 'luis' ? createLuisPredictor(configuration) : createCluPredictor(configuration),
    patienceMs: configuration.patienceMs,
    now: () => clock().getTime(),
    failed: (reason) => {
      logger.warn({ service: configuration.kind, reason }, 'The remote recogniser gave no answer');
    },
  });
}
