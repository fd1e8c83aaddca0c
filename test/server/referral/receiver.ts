import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './made-certificate.js';

/** What the receiver was sent. */
export interface Taken {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A service that takes documents, as one that read our README would build it: on HTTPS, on this machine. */
export interface Receiver {
  url: URL;
  /** Its certificate (PEM), to be trusted. */
  authority: string;
  /** Documents that it took as new, in order. */
  taken: Taken[];
  /** The status of each answer, in order. */
  answers: number[];
  close(): Promise<void>;
}

const fiveMinutes = 5 * 60;

/**
 * @param now its own clock
 * @param say answers the request of this number (from 1) in place of taking it; `hang-up` takes it and says nothing
 */
export async function startReceiver(
  secret: string,
  now: () => Date,
  say: (request: number) => { status: number; headers?: Record<string, string> } | 'hang-up' | null = () =>
    null,
): Promise<Receiver> {
  const { key, certificate } = makeCertificate();
  const taken: Taken[] = [];
  const answers: number[] = [];
  const nonces = new Set<string>();
  const keys = new Set<string>();
  let requests = 0;

  function take({ headers, body }: Taken): number {
    const header = (name: string): string => String(headers[name] ?? '');
    const [timestamp, nonce] = [header('fingerpost-timestamp'), header('fingerpost-nonce')];
    const text = ['v1', timestamp, nonce, header('idempotency-key'), body].join('\n');
    const expected = Buffer.from(`v1=${createHmac('sha256', secret).update(text).digest('hex')}`);
    const given = Buffer.from(header('fingerpost-signature'));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 401;
    if (Math.abs(now().getTime() / 1000 - Number(timestamp)) > fiveMinutes) return 401;
    if (nonces.has(nonce)) return 401;
    nonces.add(nonce);
    if (keys.has(header('idempotency-key'))) return 200;
    keys.add(header('idempotency-key'));
    taken.push({ headers, body });
    return 202;
  }

  const server = createServer({ key, cert: certificate }, (request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      requests += 1;
      const said = say(requests);
      const sent = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      if (said === 'hang-up') {
        take(sent);
        request.socket.destroy();
        return;
      }
      const status = said?.status ?? take(sent);
      answers.push(status);
      response.writeHead(status, said?.headers).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`https://localhost:${(server.address() as AddressInfo).port}/referrals`),
    authority: certificate,
    taken,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
