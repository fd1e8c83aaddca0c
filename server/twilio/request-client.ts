import RequestClient from 'twilio/lib/base/RequestClient.js';

type Options<Data> = RequestClient.RequestOptions<Data>;

/** Twilio asked us to slow down; nothing was processed. The twilio client's own error leaves out for how long. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  constructor(readonly waitMs: number) {
    super('Twilio answered 429');
  }
}

/** How long Twilio may take to answer. */
const timeoutMs = 10_000;

/** Carries the twilio client's requests: with our time limit, to another address when one is configured. */
export class TwilioRequestClient extends RequestClient {
  /** @param apiBaseUrl used instead of https://api.twilio.com */
  constructor(private readonly apiBaseUrl?: string) {
    super({ timeout: timeoutMs });
  }

  /** @throws RateLimited on a 429; axios errors when no answer came */
  override async request<Data>(options: Options<Data>) {
    const response = await super.request({ ...options, uri: this.addressOf(options.uri) });
    if (response.statusCode === 429) throw new RateLimited(retryAfterMs(response));
    return response;
  }

  private addressOf(uri: string): string {
    if (!this.apiBaseUrl) return uri;
    const { pathname, search } = new URL(uri);
    return this.apiBaseUrl.replace(/\/+$/, '') + pathname + search;
  }
}

/** `Retry-After` in seconds (RFC 9110 10.2.3); 0 when it is absent or a date. */
function retryAfterMs(response: { headers?: Record<string, unknown> | undefined }): number {
  const seconds = Number(response.headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
