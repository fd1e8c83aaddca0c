import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { publicAddress, type TwilioConfig } from '../twilio/config.js';
import type { PhoneAddress } from '../twilio/address.js';
import { twilioAddress } from '../twilio/address.js';
import { messagesPath, statusPath } from '../twilio/paths.js';

/** How long this server may take to answer itself. */
const timeoutMs = 15_000;

/** Calls this server's webhooks over loopback, with the forms and the signature that Twilio would send. */
export class Webhooks {
  constructor(private readonly config: Pick<TwilioConfig, 'accountSid' | 'authToken' | 'publicUrl'>) {}

  /**
   * Delivers a text.
   * @param server where this server can be reached, such as http://127.0.0.1:3978
   * @returns whether it was accepted
   */
  message(server: string, from: PhoneAddress, to: PhoneAddress, text: string): Promise<boolean> {
    const sid = `SM${randomBytes(16).toString('hex')}`;
    return this.post(server, messagesPath, {
      AccountSid: this.config.accountSid,
      MessageSid: sid,
      SmsMessageSid: sid,
      From: twilioAddress(from),
      To: twilioAddress(to),
      Body: text,
      NumMedia: '0',
    });
  }

  /** Reports how far a message of ours has come. */
  status(
    server: string,
    message: { sid: string; to: string; from: string },
    status: string,
  ): Promise<boolean> {
    return this.post(server, statusPath, {
      AccountSid: this.config.accountSid,
      MessageSid: message.sid,
      MessageStatus: status,
      From: message.from,
      To: message.to,
    });
  }

  private async post(server: string, path: string, form: Record<string, string>): Promise<boolean> {
    const { authToken } = this.config;
    const signature = twilio.getExpectedTwilioSignature(authToken, publicAddress(this.config, path), form);
    const answer = await fetch(server + path, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.arrayBuffer();
    return answer.ok;
  }
}
