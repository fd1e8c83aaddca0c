import twilio from 'twilio';
import { messagesPath, statusPath } from '../../../../server/twilio/paths.js';
import { authToken, inboundForm, newSid } from '../../twilio/stand-in.js';
import { ourNumber, publicUrl } from '../deployment.js';
import { form, huge, json, type Bad } from './request.js';

/** A form that Twilio signed, with something wrong in it. */
function signed(path: string, what: string, fields: Record<string, string>): Bad {
  const signature = twilio.getExpectedTwilioSignature(authToken, publicUrl + path, fields);
  return {
    what,
    method: 'POST',
    path,
    headers: { ...form, 'x-twilio-signature': signature },
    body: new URLSearchParams(fields).toString(),
  };
}

/** What can be wrong with a call from Twilio. */
export function badWebhooks(): Bad[] {
  const good = (): Record<string, string> => inboundForm({ To: ourNumber });
  const message = (what: string, fields: Record<string, string>): Bad =>
    signed(messagesPath, what, { ...good(), ...fields });
  const status = (what: string, fields: Record<string, string>): Bad =>
    signed(statusPath, what, { MessageSid: newSid('SM'), MessageStatus: 'sent', ...fields });
  const unsigned = [messagesPath, statusPath].flatMap((path) => [
    {
      what: 'no signature',
      method: 'POST',
      path,
      headers: form,
      body: new URLSearchParams(good()).toString(),
    },
    { what: 'no body', method: 'POST', path },
    { what: 'JSON', method: 'POST', path, headers: json, body: '{}' },
    { what: 'bad UTF-8', method: 'POST', path, headers: form, body: Buffer.from([0x41, 0x3d, 0xff]) },
    { what: 'a huge form', method: 'POST', path, headers: form, body: `Body=${huge}` },
    { what: 'too many fields', method: 'POST', path, headers: form, body: 'a=1&'.repeat(300) },
    {
      what: 'an unknown charset',
      method: 'POST',
      path,
      headers: { 'content-type': `${form['content-type']}; charset=utf-99` },
      body: 'a=1',
    },
    {
      what: 'a false gzip',
      method: 'POST',
      path,
      headers: { ...form, 'content-encoding': 'gzip' },
      body: 'x',
    },
  ]);
  return [
    ...unsigned,
    signed(messagesPath, 'nothing in it', {}),
    message('a NUL in the number', { From: '+447700900\u0000123' }),
    message('a NUL after the number', { From: '+447700900123\0' }),
    message('a line end after the number', { From: '+447700900123\n' }),
    message('a number of another kind', { From: 'messenger:123' }),
    message('letters for a number', { From: 'CARERS' }),
    message('a NUL in the id', { MessageSid: `SM${'0'.repeat(31)}\0` }),
    message('a line end after the id', { MessageSid: `SM${'0'.repeat(32)}\n` }),
    message('no id', { MessageSid: '' }),
    message('an endless text', { Body: 'x'.repeat(65_537) }),
    { ...message('a NUL in the text', { Body: 'I am so\0 tired' }), harmless: true },
    message('media that cannot be counted', { NumMedia: 'many' }),
    message('less than no media', { NumMedia: '-1' }),
    message('an unknown kind of opting out', { OptOutType: 'MAYBE' }),
    status('a NUL in the id', { MessageSid: `SM${'0'.repeat(31)}\0` }),
    status('no status', { MessageStatus: '' }),
    status('an error code that is none', { ErrorCode: '1\0' }),
    status('a receiver that is none', { To: '+44\0' }),
  ];
}
