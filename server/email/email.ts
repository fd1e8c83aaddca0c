import { join } from 'node:path';
import type { Logger } from 'pino';
import type { EmailConfiguration } from '../configuration/configuration.js';
import type { EmailPayload, OutboxItem, Settlement } from '../store/outbox.js';
import { FileSender } from './file-sender.js';
import { SmtpSender } from './smtp-sender.js';

/** An outbox item that is an email. */
export type EmailItem = OutboxItem & { payload: EmailPayload };

/** Sends emails from the outbox. */
export interface EmailSender {
  /** Makes one attempt and says what became of it. Does not reject. */
  send(item: EmailItem): Promise<Settlement>;
}

export interface EmailParts {
  /** Null keeps emails as files. */
  configuration: EmailConfiguration | null;
  dataDir: string;
  clock: () => Date;
  logger: Logger;
}

/** The sender that the configuration asks for: through a mail server, or into files in the data folder. */
export function createEmailSender({ configuration, dataDir, clock, logger }: EmailParts): EmailSender {
  return configuration
    ? new SmtpSender({ ...configuration, clock, logger })
    : new FileSender({ folder: join(dataDir, 'outgoing-mail'), clock, logger });
}
