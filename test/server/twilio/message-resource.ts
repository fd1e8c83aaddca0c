/** A message as Twilio's API shows it (twilio.com/docs/messaging/api/message-resource). */
export interface MessageResource {
  account_sid: string;
  api_version: '2010-04-01';
  body: string | null;
  date_created: string;
  date_sent: string | null;
  date_updated: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-call' | 'outbound-reply';
  error_code: number | null;
  error_message: string | null;
  from: string | null;
  messaging_service_sid: string | null;
  num_media: string;
  num_segments: string;
  price: null;
  price_unit: null;
  sid: string;
  status: string;
  subresource_uris: { media: string };
  to: string;
  uri: string;
}

/** A message that was just created by the API and not sent yet. */
export function newMessage(
  accountSid: string,
  sid: string,
  form: Record<string, string | undefined>,
  now: Date,
): MessageResource {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  // RFC 2822, as Twilio writes it: "Sun, 22 Nov 2026 10:00:00 +0000".
  const date = now.toUTCString().replace('GMT', '+0000');
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: form['Body'] ?? templateBody(form['ContentVariables']),
    date_created: date,
    date_sent: null,
    date_updated: date,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: form['From'] ?? null,
    messaging_service_sid: form['MessagingServiceSid'] ?? null,
    num_media: '0',
    num_segments: form['MessagingServiceSid'] ? '0' : '1',
    price: null,
    price_unit: null,
    sid,
    status: form['MessagingServiceSid'] ? 'accepted' : 'queued',
    subresource_uris: { media: `${uri}/Media.json` },
    to: form['To'] ?? '',
    uri: `${uri}.json`,
  };
}

/** The approved template of these tests: "A message from the carers' helper: {{1}} Reply to go on." */
function templateBody(variables: string | undefined): string {
  const values = JSON.parse(variables ?? '{}') as Record<string, string>;
  return `A message from the carers' helper: ${values['1'] ?? ''} Reply to go on.`;
}
