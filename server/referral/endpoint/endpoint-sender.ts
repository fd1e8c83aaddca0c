import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { Logger } from 'pino';
import type { Sender, SendResult } from '../../outbox/sender.js';
import type { EndpointPayload } from '../../store/outbox.js';
import { guardedLookup, isAllowedHost } from './address-guard.js';
import { signed } from './signature.js';

/** The endpoint of a service, as the deployment has it. */
export interface Endpoint {
  /** HTTPS. */
  url: URL;
  /** Shared with the receiver, who checks our signatures with it. */
  secret: string;
}

export interface EndpointConfiguration {
  /** By the id of the service. */
  endpoints: ReadonlyMap<string, Endpoint>;
  /** Whether an endpoint may be on this very machine, as in tests and development. */
  loopbackAllowed: boolean;
}

export interface EndpointSenderParts extends EndpointConfiguration {
  clock: () => Date;
  /** Never the same twice. */
  nonce: () => string;
  logger: Logger;
  /** The certificate (PEM) of the authority to trust; the system's authorities when it is not given. */
  authority?: string;
  /** How names are looked up; the guard over the system's look-up when it is not given. */
  lookup?: LookupFunction;
}

/** OpenSSL's names for a certificate that proves nothing, and Node's for a handshake that failed. */
const notTrusted = /CERT|ISSUER|SIGNATURE|^ERR_(TLS|SSL)/;
const unreached = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/;
/** Answers by which a server asks to be tried later. */
const later = new Set([408, 425, 429]);

/** Posts documents from the outbox to the endpoints of services, each signed afresh. Redirects are not followed. */
export class EndpointSender implements Sender<EndpointPayload> {
  readonly #agent: Agent;

  constructor(private readonly parts: EndpointSenderParts) {
    const { authority, loopbackAllowed, lookup = guardedLookup(loopbackAllowed) } = parts;
    // Each attempt connects anew, and so is checked anew.
    this.#agent = new Agent({ keepAlive: false, lookup, ...(authority !== undefined && { ca: authority }) });
  }

  /** Makes one attempt. Where the answer is lost it is made again: the idempotency key lets the receiver drop a repeat. */
  async send(
    item: { id: string; attempts: number; payload: EndpointPayload },
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { endpoints, loopbackAllowed, logger } = this.parts;
    const endpoint = endpoints.get(item.payload.service);
    if (!endpoint) return { outcome: 'parked', reason: 'no-endpoint' };
    if (endpoint.url.protocol !== 'https:' || !isAllowedHost(endpoint.url.hostname, loopbackAllowed))
      return { outcome: 'parked', reason: 'address-refused' };
    try {
      return this.#resultOf(await this.#post(endpoint, item.payload, signal));
    } catch (error) {
      const result = failed(error);
      const { outcome, reason } = result;
      logger.warn(
        { outboxId: item.id, attempt: item.attempts, outcome, reason, err: error },
        'document was not sent',
      );
      return result;
    }
  }

  #post({ url, secret }: Endpoint, payload: EndpointPayload, signal: AbortSignal): Promise<IncomingMessage> {
    const { clock, nonce } = this.parts;
    const { body, contentType, idempotencyKey } = payload;
    const bytes = Buffer.from(body);
    const headers = {
      'Content-Type': contentType,
      'Content-Length': bytes.length,
      Accept: contentType,
      'Idempotency-Key': idempotencyKey,
      ...signed(secret, { at: clock(), nonce: nonce(), idempotencyKey, body }),
    };
    return new Promise((resolve, reject) => {
      const sending = httpsRequest(
        url,
        { method: 'POST', agent: this.#agent, headers, signal },
        (response) => {
          // Nothing of the answer is read but its status; what else it says would only be in the way.
          response.resume();
          resolve(response);
        },
      );
      sending.on('error', reject);
      sending.end(bytes);
    });
  }

  #resultOf({ statusCode = 0, headers }: IncomingMessage): SendResult {
    if (statusCode >= 200 && statusCode < 300) return { outcome: 'sent', providerId: null };
    if (statusCode >= 500 || later.has(statusCode)) {
      const seconds = Number(headers['retry-after']);
      const dueAt = new Date(this.parts.clock().getTime() + seconds * 1000);
      const asked = Number.isInteger(seconds) && seconds > 0 && seconds <= 24 * 60 * 60;
      return {
        outcome: 'retry',
        reason: `deferred-${statusCode}`,
        unknown: statusCode >= 500,
        ...(asked && { dueAt }),
      };
    }
    const reason = statusCode >= 300 && statusCode < 400 ? 'redirected' : `refused-${statusCode}`;
    return { outcome: 'parked', reason };
  }
}

function failed(error: unknown): Extract<SendResult, { outcome: 'retry' | 'parked' }> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRESSREFUSED') return { outcome: 'parked', reason: 'address-refused' };
  if (notTrusted.test(code)) return { outcome: 'retry', reason: 'connection-not-private', unknown: false };
  if (unreached.test(code)) return { outcome: 'retry', reason: 'server-unreachable', unknown: false };
  return { outcome: 'retry', reason: 'answer-lost', unknown: true };
}
