import type { WebConversation } from '../people.js';
import { huge, json, multipart, type Bad } from './request.js';

const deep = '[{"a":'.repeat(5000);
const badUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]);

/** What can be wrong with a body, for a route that takes JSON. */
function badJson(path: string, headers: Record<string, string> = {}): Bad[] {
  const all = { ...json, ...headers };
  return [
    { what: 'broken JSON', path, headers: all, body: '{"a":' },
    { what: 'a number', path, headers: all, body: '7' },
    { what: 'null', path, headers: all, body: 'null' },
    { what: 'a list', path, headers: all, body: '[]' },
    { what: 'a huge body', path, headers: all, body: `{"a":"${huge}"}` },
    { what: 'deep nesting, broken off', path, headers: all, body: deep },
    { what: 'deep nesting, whole', path, headers: all, body: '['.repeat(30_000) + ']'.repeat(30_000) },
    // Decoders put a sign in place of what cannot be read.
    { what: 'bad UTF-8', path, headers: all, body: badUtf8, harmless: true },
    { what: 'NUL bytes', path, headers: all, body: '\0\0\0' },
    {
      what: 'an unknown charset',
      path,
      headers: { ...all, 'content-type': 'application/json; charset=utf-99' },
      body: '{}',
    },
    { what: 'a false gzip', path, headers: { ...all, 'content-encoding': 'gzip' }, body: 'no gzip' },
    { what: 'a prototype', path, headers: all, body: '{"__proto__":{"type":"message"},"constructor":1}' },
  ].map((bad) => ({ method: 'POST', ...bad }));
}

/** What can be wrong with an activity. */
function badActivities(path: string, headers: Record<string, string>): Bad[] {
  const activities: Record<string, unknown> = {
    'an id with a NUL': { type: 'message', text: 'x', channelData: { clientActivityID: 'a\0' } },
    'an id with half a character': {
      type: 'message',
      text: 'x',
      channelData: { clientActivityID: '\ud800' },
    },
    'an id that is none': { type: 'message', text: 'x', channelData: { clientActivityID: { a: 1 } } },
    'no text': { type: 'message' },
    'a text that is none': { type: 'message', text: ['x'] },
    'a text without end': { type: 'message', text: 'x'.repeat(4001) },
    'too many attachments': { type: 'message', text: 'x', attachments: Array.from({ length: 21 }) },
    'an unknown type': { type: 'endOfConversation' },
  };
  return Object.entries(activities).map(([what, activity]) => ({
    what,
    method: 'POST',
    path,
    headers: { ...json, ...headers },
    body: JSON.stringify(activity),
  }));
}

function badUploads(path: string, headers: Record<string, string>): Bad[] {
  const bodies: Record<string, string> = {
    'a broken multipart': '--x\r\ncontent-disp',
    'a multipart without an activity': '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
    'a multipart with a bad activity':
      '--x\r\ncontent-disposition: form-data; name="activity"\r\n\r\n{\r\n--x--',
    'a multipart that is huge': `--x\r\ncontent-disposition: form-data; name="activity"\r\n\r\n${huge}\r\n--x--`,
  };
  return [
    ...Object.entries(bodies).map(([what, body]) => ({
      what,
      method: 'POST',
      path,
      headers: { ...multipart, ...headers },
      body,
    })),
    {
      what: 'no boundary',
      method: 'POST',
      path,
      headers: { ...headers, 'content-type': 'multipart/form-data' },
    },
    { what: 'JSON', method: 'POST', path, headers: { ...headers, ...json }, body: '{}' },
  ];
}

/** What can be wrong with a call to Direct Line. */
export function badDirectLine({ conversationId, token }: WebConversation): Bad[] {
  const root = '/v3/directline';
  const conversation = `${root}/conversations/${conversationId}`;
  const authorization = `Bearer ${token}`;
  return [
    ...badJson(`${root}/tokens/generate`).filter(({ what }) => what !== 'a prototype'),
    {
      what: 'a prototype',
      method: 'POST',
      path: `${root}/tokens/generate`,
      headers: json,
      body: '{"__proto__":{"area":"x"}}',
      harmless: true,
    },
    ...['vale\0', '__proto__', 'constructor', '', 'nowhere'].map((area) => ({
      what: `the area ${JSON.stringify(area)}`,
      method: 'POST',
      path: `${root}/tokens/generate`,
      headers: json,
      body: JSON.stringify({ area }),
    })),
    ...['', 'Bearer', 'Bearer a.b.c', 'Bearer \x01', `Basic ${token}`].map((value) => ({
      what: `the authorization ${JSON.stringify(value)}`,
      method: 'POST',
      path: `${root}/tokens/refresh`,
      headers: { authorization: value },
    })),
    ...['%00', '%ff', '..', 'x'.repeat(3000), '%F0%9F%98%80'].map((id) => ({
      what: `the conversation ${id.slice(0, 20)}`,
      path: `${root}/conversations/${id}/activities`,
      headers: { authorization },
    })),
    ...['-1', '%00', 'NaN', '1e9', '9'.repeat(40), '1&watermark=2'].map((watermark) => ({
      what: `the watermark ${watermark}`,
      path: `${conversation}/activities?watermark=${watermark}`,
      headers: { authorization },
    })),
    ...badJson(`${root}/conversations`, { authorization }).filter(({ what }) => what !== 'a prototype'),
    ...badJson(`${conversation}/activities`, { authorization }),
    ...badActivities(`${conversation}/activities`, { authorization }),
    ...badUploads(`${conversation}/upload?userId=x`, { authorization }),
    ...['', '?t=', '?t=a.b.c', `?t=${token}`, '?watermark=%00'].map((query) => ({
      what: `a stream with ${query.slice(0, 12)}`,
      path: `${conversation}/stream${query}`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'MDEyMzQ1Njc4OWFiY2RlZg==',
      },
    })),
  ];
}
