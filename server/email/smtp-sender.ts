import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import type { EmailConfiguration } from '../configuration/configuration.js';
import type { Settlement } from '../store/outbox.js';
import { compose } from './compose.js';
import type { EmailItem, EmailSender } from './email.js';
import { failureOf } from './failure.js';
import { retryTime } from './retry-time.js';

export interface SmtpSenderParts extends EmailConfiguration {
  clock: () => Date;
  logger: Logger;
  /** The certificate (PEM) of the authority to trust; the system's authorities when it is not given. */
  authority?: string;
  /** The longest that the server may take for one step, in milliseconds; 20 seconds unless told. */
  patience?: number;
}

function transportTo({ server, requireTls, authority, patience = 20_000 }: SmtpSenderParts): Transporter {
  const secure = server.protocol === 'smtps:';
  return createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    ...(server.port !== '' && { port: Number(server.port) }),
    secure,
    // A relay on this machine needs no encryption, and its certificate is seldom one that can be checked.
    ...(!secure && { requireTLS: requireTls, ignoreTLS: !requireTls }),
    ...(authority !== undefined && { tls: { ca: authority } }),
    ...(server.username !== '' && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
  });
}

/** Sends emails from the outbox through a mail server, each to the inbox that the deployment has for its service. */
export class SmtpSender implements EmailSender {
  readonly #transport: Transporter;

  constructor(private readonly parts: SmtpSenderParts) {
    this.#transport = transportTo(parts);
  }

  /** Makes one attempt. A lost answer is tried again: the Message-ID lets the receiver drop a repeat. */
  async send(item: EmailItem): Promise<Settlement> {
    const { inboxes, from } = this.parts;
    const inbox = item.payload.to ?? inboxes.get(item.payload.service);
    if (inbox === undefined) return { outcome: 'parked', reason: 'no-inbox' };
    try {
      await this.#transport.sendMail(compose(item.payload, from, inbox));
      return { outcome: 'sent', providerId: item.payload.messageId };
    } catch (error) {
      return this.#settle(item, error);
    }
  }

  #settle(item: EmailItem, error: unknown): Settlement {
    const { clock, logger } = this.parts;
    const failure = failureOf(error);
    logger.warn({ outboxId: item.id, attempt: item.attempts, ...failure, err: error }, 'email was not sent');
    if (failure.outcome === 'parked') return { outcome: 'parked', reason: failure.reason };
    const { reason, unknown } = failure;
    return { outcome: 'retry', dueAt: retryTime(clock(), item.attempts), reason, unknown };
  }
}
