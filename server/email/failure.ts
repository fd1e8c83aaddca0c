import { z } from 'zod';

/** Why an attempt did not end with the server's yes, and what follows. */
export interface Failure {
  outcome: 'retry' | 'parked';
  reason: string;
  /** The server may have taken the message all the same. */
  unknown: boolean;
}

/** What nodemailer throws: its own code, Node's where that was the cause, and the server's answer where there was one. */
const errorSchema = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  responseCode: z.number().int().optional(),
});

/** Codes that mean what an operator has to mend, whatever the server answered: the email itself is in order. */
const operators: Record<string, string> = {
  EAUTH: 'credentials-refused',
  ENOAUTH: 'credentials-missing',
  ETLS: 'connection-not-private',
  ECONFIG: 'misconfigured',
};

/** Codes of failures that come before the message has left. */
const unreached: Record<string, string> = {
  EDNS: 'server-not-found',
  ECONNREFUSED: 'server-unreachable',
  EHOSTUNREACH: 'server-unreachable',
  ENETUNREACH: 'server-unreachable',
};

/** Reasons by RFC 5321's reply codes, and RFC 7504's for a server that takes no mail. */
const refusals: Record<number, string> = {
  521: 'address-refused',
  550: 'address-refused',
  551: 'address-refused',
  552: 'mailbox-full',
  553: 'address-refused',
  554: 'message-refused',
  556: 'address-refused',
};

/** OpenSSL's names for a certificate that proves nothing, and Node's for a handshake that failed. */
const notTrusted = /CERT|ISSUER|SIGNATURE|^ERR_(TLS|SSL)/;

/** Tells what an error of nodemailer means for the email. What cannot be told is tried again. */
export function failureOf(error: unknown): Failure {
  const { code = '', originalCode = code, responseCode } = errorSchema.safeParse(error).data ?? {};
  const retry = (reason: string, unknown = false): Failure => ({ outcome: 'retry', reason, unknown });
  const park = (reason: string): Failure => ({ outcome: 'parked', reason, unknown: false });

  const operator = operators[code];
  if (operator !== undefined) return retry(operator);
  if (responseCode === 530) return retry('credentials-missing');
  if (responseCode !== undefined && responseCode >= 500)
    return park(refusals[responseCode] ?? `refused-${responseCode}`);
  if (responseCode !== undefined) return retry(`deferred-${responseCode}`);
  if (code === 'EENVELOPE') return park('address-invalid');
  if (notTrusted.test(originalCode)) return retry('connection-not-private');
  const distance = unreached[originalCode];
  return distance === undefined ? retry('answer-lost', true) : retry(distance);
}
