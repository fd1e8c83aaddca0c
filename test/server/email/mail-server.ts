import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { certificate, key } from './certificate.js';

/** A mail server on loopback, and what it was given. */
export interface MailServer {
  port: number;
  received: { to: string[]; encrypted: boolean; email: Email }[];
  /** Attempts to hand over an email, taken or not. */
  attempts: () => number;
  /** Cuts every connection off. */
  cut(): void;
  close(): Promise<void>;
}

/** An answer other than yes, as a server gives it. */
export class Refusal extends Error {
  constructor(readonly responseCode: number) {
    super('Not now');
  }
}

/**
 * Starts a server without sign-in.
 * @param answer says no to an attempt, counted from 1, by returning a refusal
 */
export async function startMailServer(
  options: SMTPServerOptions = {},
  answer: (attempt: number) => Refusal | null = () => null,
): Promise<MailServer> {
  const received: MailServer['received'] = [];
  let attempts = 0;

  async function take(content: Readable, to: string[], encrypted: boolean): Promise<void> {
    const chunks = (await content.toArray()) as Buffer[];
    received.push({ to, encrypted, email: await PostalMime.parse(Buffer.concat(chunks)) });
  }

  const server = new SMTPServer({
    key,
    cert: certificate,
    authOptional: true,
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      attempts += 1;
      done(answer(attempts));
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      take(stream, to, session.secure).then(() => done(), done);
    },
    ...options,
  });
  // A client that turns away from the certificate shows here; what it means is seen from the client's side.
  server.on('error', () => {});
  const connections = new Set<Socket>();
  server.server.on('connection', (connection: Socket) => connections.add(connection));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    attempts: () => attempts,
    cut: () => {
      for (const connection of connections) connection.destroy();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
