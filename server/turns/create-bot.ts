import type { Logger } from 'pino';
import { Bot } from '../../bot/turn/bot.js';
import type { Content } from '../../content/load.js';
import type { Ids } from '../../dialogs/scene.js';
import type { RecogniserConfiguration } from '../configuration/recogniser.js';
import { chooseRecogniser } from '../understanding/choose-recogniser.js';

/** What the bot of the service is made from. */
export interface OwnBotParts {
  content: Content;
  recogniser: RecogniserConfiguration | null;
  /** Where our pages are, without a slash at the end. */
  base: string;
  logger: Logger;
  clock: () => Date;
  ids: Ids;
}

/**
 * The bot of the service, in this thread.
 * @throws ModelUnusable when the build has not left a model
 */
export function createBot({ content, recogniser, base, logger, clock, ids }: OwnBotParts): Bot {
  return new Bot({
    content,
    recogniser: chooseRecogniser({ content, configuration: recogniser, logger, clock }),
    ids,
    link: (path) => base + path,
  });
}
