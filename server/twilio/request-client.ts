import RequestClient from 'twilio/lib/base/RequestClient.js';

type Options<Data> = RequestClient.RequestOptions<Data>;

/** Twilio asked us to slow down; nothing was processed. The twilio client's own error leaves out for how long. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  constructor(readonly waitMs: number) {
    super('Twilio answered 429');
  }
}

/** Carries the twilio client's requests, with our time limit, and tells how long Twilio wants us to wait. */
export class TwilioRequestClient extends RequestClient {
  /** @param timeoutMs how long Twilio may take to answer */
  constructor(timeoutMs = 10_000) {
    super({ timeout: timeoutMs });
  }

  /** @throws RateLimited on a 429; axios errors when no answer came */
  override async request<Data>(options: Options<Data>) {
    const response = await super.request(options);
    if (response.statusCode === 429) throw new RateLimited(retryAfterMs(response));
    return response;
  }
}

/** `Retry-After` in seconds (RFC 9110 10.2.3); 0 when it is absent or a date. */
function retryAfterMs(response: { headers?: Record<string, unknown> | undefined }): number {
  const seconds = Number(response.headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
