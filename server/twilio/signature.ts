import type { RequestHandler } from 'express';
import twilio from 'twilio';
import { publicAddress, type TwilioConfig } from './config.js';

/**
 * Answers 403 unless Twilio signed the request for our public address: behind a proxy, the host and protocol that
 * arrive here are not the ones that were signed. Needs the form to be parsed already.
 */
export function requireSignature(config: Pick<TwilioConfig, 'authToken' | 'publicUrl'>): RequestHandler {
  return (request, response, next) => {
    const address = publicAddress(config, request.originalUrl);
    if (isSigned(config.authToken, request.header('X-Twilio-Signature'), address, request.body)) next();
    else
      response.status(403).type('text/plain').send('The request is not signed by Twilio for this address.');
  };
}

function isSigned(authToken: string, signature: string | undefined, address: string, form: unknown): boolean {
  if (!signature || !URL.canParse(address)) return false;
  return twilio.validateRequest(authToken, signature, address, { ...(form as object | undefined) });
}
