import { randomBytes } from 'node:crypto';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { z } from 'zod';

type Options<Data> = RequestClient.RequestOptions<Data>;

const formSchema = z.object({
  To: z.string(),
  From: z.string(),
  Body: z.string().min(1),
  StatusCallback: z.string(),
});
const listSchema = z.object({ To: z.string(), PageSize: z.coerce.number().int().default(50) });

/** A message that was handed over, in the form of Twilio's API. */
export type CarriedMessage = ReturnType<typeof messageOf>;

/** As many as a look-up could ask for; older ones are forgotten. */
const mostMessages = 1000;

/**
 * Stands where Twilio's API would be: takes messages from the twilio client within this process and hands them to the
 * pretend phones.
 */
export class Carrier extends RequestClient {
  /** Newest first, as Twilio lists them. */
  private readonly messages: CarriedMessage[] = [];

  constructor(
    private readonly clock: () => Date,
    private readonly deliver: (message: CarriedMessage) => void,
  ) {
    super();
  }

  override request<Data>(options: Options<Data>) {
    const { status, body } = this.answer(options);
    return Promise.resolve({ statusCode: status, body: body as Data, headers: {} });
  }

  private answer({ method, uri, data, params }: Options<unknown>): { status: number; body: unknown } {
    if (!new URL(uri).pathname.endsWith('/Messages.json')) return refusal(404, 20404);
    if (method === 'get') {
      const list = listSchema.safeParse(params);
      if (!list.success) return refusal(400, 20001);
      const messages = this.messages.filter(({ to }) => to === list.data.To).slice(0, list.data.PageSize);
      return { status: 200, body: { messages, page: 0, page_size: list.data.PageSize, next_page_uri: null } };
    }
    const form = formSchema.safeParse(data);
    // 21602: a message needs a body.
    if (!form.success) return refusal(400, 21602);
    const message = messageOf(form.data, this.clock());
    this.messages.unshift(message);
    this.messages.splice(mostMessages);
    this.deliver(message);
    return { status: 201, body: message };
  }
}

function refusal(status: number, code: number): { status: number; body: unknown } {
  return { status, body: { code, status, message: 'The request was not carried out.' } };
}

function messageOf({ To, From, Body }: z.infer<typeof formSchema>, now: Date) {
  // RFC 2822, as Twilio writes dates.
  const date = now.toUTCString().replace('GMT', '+0000');
  return {
    sid: `SM${randomBytes(16).toString('hex')}`,
    to: To,
    from: From,
    body: Body,
    direction: 'outbound-api',
    status: 'queued',
    date_created: date,
    date_updated: date,
    date_sent: null,
    error_code: null,
    error_message: null,
  };
}
