import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Settlement } from '../store/outbox.js';
import { compose } from './compose.js';
import type { EmailItem, EmailSender } from './email.js';
import { retryTime } from './retry-time.js';

/** Nothing can be delivered to a name that ends so (RFC 2606). */
const domain = 'referrals.invalid';

export interface FileSenderParts {
  /** Where the files are kept; made when it is missing. */
  folder: string;
  clock: () => Date;
  logger: Logger;
}

/** Readers see the whole file or none: it is complete on the disk before it has its name. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}

/** Keeps emails from the outbox as `<reference>.eml`, for a deployment that has no mail server. */
export class FileSender implements EmailSender {
  readonly #transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(private readonly parts: FileSenderParts) {}

  /** Writes one file; trying again writes the same one. */
  async send(item: EmailItem): Promise<Settlement> {
    const { folder, clock, logger } = this.parts;
    const { payload } = item;
    try {
      const email = compose(payload, `fingerpost@${domain}`, `${payload.service}@${domain}`);
      const { message } = await this.#transport.sendMail(email);
      if (!Buffer.isBuffer(message)) throw new TypeError('The email was not composed into memory.');
      await writeWhole(join(folder, `${basename(payload.reference)}.eml`), message);
      return { outcome: 'sent', providerId: payload.messageId };
    } catch (error) {
      logger.error({ outboxId: item.id, attempt: item.attempts, err: error }, 'email was not kept');
      return {
        outcome: 'retry',
        dueAt: retryTime(clock(), item.attempts),
        reason: 'not-kept',
        unknown: false,
      };
    }
  }
}
