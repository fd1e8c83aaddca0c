import RequestClient from 'twilio/lib/base/RequestClient.js';

type Options<Data> = RequestClient.RequestOptions<Data>;

/** Twilio asked us to slow down; nothing was processed. The twilio client's own error leaves out for how long. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  constructor(readonly waitMs: number) {
    super('Twilio answered 429');
  }
}

/** How the requests travel. */
export interface RequestOptions {
  /** How long Twilio may take to answer. */
  timeoutMs: number;
  /** The origin that is called in place of the one that the client names; null for that one. */
  apiUrl: URL | null;
}

/** Carries the twilio client's requests, with our time limit, and tells how long Twilio wants us to wait. */
export class TwilioRequestClient extends RequestClient {
  private readonly apiUrl: URL | null;

  constructor({ timeoutMs, apiUrl }: RequestOptions) {
    super({ timeout: timeoutMs });
    this.apiUrl = apiUrl;
  }

  /** @throws RateLimited on a 429; axios errors when no answer came */
  override async request<Data>(options: Options<Data>) {
    const { pathname, search } = new URL(options.uri);
    const uri = this.apiUrl ? this.apiUrl.origin + pathname + search : options.uri;
    const response = await super.request({ ...options, uri });
    if (response.statusCode === 429) throw new RateLimited(retryAfterMs(response));
    return response;
  }
}

/** `Retry-After` in seconds (RFC 9110 10.2.3); 0 when it is absent or a date. */
function retryAfterMs(response: { headers?: Record<string, unknown> | undefined }): number {
  const seconds = Number(response.headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
