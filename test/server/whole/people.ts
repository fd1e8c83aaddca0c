import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../bot/turn/channel.js';
import { twilioAddress } from '../../../server/twilio/address.js';
import { messagesPath } from '../../../server/twilio/paths.js';
import { inboundForm, newSid, postWebhook } from '../twilio/stand-in.js';
import { ourNumber, publicUrl } from './deployment.js';

/** Longer than any answer takes, as Twilio waits for a webhook. */
const patienceMs = 15_000;
/** Between two attempts at a program that was killed, or is not there yet. */
const againMs = 10;

export interface Said {
  /** The same however often it is sent. */
  messageId: string;
  text: string;
}

/** Someone who writes by one channel and sends each message, with the same id, until it is acknowledged. */
export interface Person {
  channel: Channel;
  /** The number of a phone; null on the web. */
  number: string | null;
  /** The conversation on the web; null for a phone, which does not know it. */
  conversationId: () => string | null;
  /** What was acknowledged, in the order in which it was sent. */
  said: Said[];
  /** Everything seen by reading on from where the last reading ended; on the web alone. */
  seen: { id: string; text: string }[];
  say: (text: string) => Promise<void>;
  /** Reads on, on the web; a phone has nothing to read. */
  read: () => Promise<void>;
  /** Sends the newest acknowledged message once more, as a sender does that lost the acknowledgement. */
  repeat: () => Promise<void>;
}

/** Where the program is at the moment: resolves when it is there. */
export type Address = () => Promise<string>;

/** An answer that trying again does not mend. */
class Refused extends Error {
  override readonly name = 'Refused';
}

export interface Senders {
  address: Address;
  /** Called when something is about to be posted. */
  onPost?: () => void;
  /** How many times to post a message at the same moment; once unless told. */
  copies?: () => number;
}

/** Posts until there is an answer that means yes, and returns it. */
async function insist<T>(
  { address, onPost }: Senders,
  post: (address: string) => Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  for (;;) {
    const at = await address();
    onPost?.();
    try {
      const response = await post(at);
      if (response.ok) return await read(response);
      const text = await response.text();
      if (response.status !== 503) throw new Refused(`${response.status} ${text.slice(0, 300)}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

const discard = async (response: Response): Promise<void> => void (await response.arrayBuffer());

/** Someone with a phone. @param number E.164 */
export function phonePerson(channel: 'sms' | 'whatsapp', number: string, senders: Senders): Person {
  const said: Said[] = [];
  const send = ({ messageId, text }: Said): Promise<void> => {
    const form = inboundForm({
      Body: text,
      From: twilioAddress({ channel, number }),
      To: twilioAddress({ channel, number: ourNumber }),
      MessageSid: messageId,
      SmsMessageSid: messageId,
      SmsSid: messageId,
    });
    const post = (address: string): Promise<Response> =>
      postWebhook({ url: address + messagesPath, signedFor: publicUrl + messagesPath, form });
    return insist(senders, post, discard);
  };
  return {
    channel,
    number,
    conversationId: () => null,
    said,
    seen: [],
    ...saying(
      said,
      senders,
      () => newSid('SM'),
      send,
      () => Promise.resolve(),
    ),
  };
}

/** What a web client holds its conversation by. */
export interface WebConversation {
  conversationId: string;
  token: string;
  streamUrl: string;
}

/** Opens a conversation as a Direct Line client does, at a program that is not being killed. */
export async function openWebConversation(address: string): Promise<WebConversation> {
  const call = async (path: string, token: string): Promise<WebConversation> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${address}/v3/directline${path}`, { method: 'POST', headers });
    return (await response.json()) as WebConversation;
  };
  const { token } = await call('/tokens/generate', '');
  return call('/conversations', token);
}

/** Someone on the web, as a Direct Line client. */
export async function webPerson(senders: Senders): Promise<Person> {
  const said: Said[] = [];
  const seen: Person['seen'] = [];
  let watermark = '';
  const call = <T>(method: string, path: string, token: string | null, body?: object): Promise<T> =>
    insist(
      senders,
      (address) =>
        fetch(`${address}/v3/directline${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(token !== null && { authorization: `Bearer ${token}` }),
          },
          ...(body && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(patienceMs),
        }),
      async (response) => (await response.json()) as T,
    );
  const { token, conversationId } = await call<{ token: string; conversationId: string }>(
    'POST',
    '/tokens/generate',
    null,
    {},
  );
  await call('POST', '/conversations', token, {});

  const path = `/conversations/${conversationId}/activities`;
  const readOn = async (): Promise<void> => {
    let before: string;
    do {
      before = watermark;
      const page = await call<{ activities: Person['seen']; watermark: string }>(
        'GET',
        `${path}?watermark=${before}`,
        token,
      );
      seen.push(...page.activities);
      watermark = page.watermark;
    } while (watermark !== before);
  };
  const send = ({ messageId, text }: Said): Promise<void> => {
    const channelData = { clientActivityID: messageId.slice(conversationId.length + 1) };
    return call('POST', path, token, { type: 'message', text, channelData });
  };
  return {
    channel: 'web',
    number: null,
    conversationId: () => conversationId,
    said,
    seen,
    ...saying(said, senders, () => `${conversationId}:${randomUUID()}`, send, readOn),
  };
}

function saying(
  said: Said[],
  { copies = () => 1 }: Senders,
  newMessageId: () => string,
  send: (message: Said) => Promise<void>,
  read: () => Promise<void>,
): Pick<Person, 'say' | 'read' | 'repeat'> {
  return {
    read,
    async say(text) {
      const message = { messageId: newMessageId(), text };
      await Promise.all(Array.from({ length: copies() }, () => send(message)));
      said.push(message);
      await read();
    },
    async repeat() {
      const newest = said.at(-1);
      if (newest) await send(newest);
    },
  };
}
