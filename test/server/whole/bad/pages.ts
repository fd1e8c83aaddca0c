import { form, huge, json, multipart, type Bad } from './request.js';

const own = { 'sec-fetch-site': 'same-origin' };

/** What can be wrong with a call to the pages. */
export function badPages(): Bad[] {
  const chat = '/chat/vale-of-glamorgan';
  return [
    ...[
      '%00',
      '%ff',
      '%',
      'vale-of-glamorgan%00',
      '__proto__',
      'constructor',
      '..%2f..',
      'x'.repeat(5000),
    ].flatMap((id) =>
      [`/chat/${id}`, `/chat/${id}?embed=1`, `/advice/${id}`, `/help/${id}`, `/assets/x/${id}`, `/${id}`].map(
        (path) => ({
          what: `the address ${path.slice(0, 40)}`,
          path,
        }),
      ),
    ),
    { what: 'a way out of the assets', path: '/assets/x/..%2f..%2f..%2fpackage.json' },
    { what: 'a way out of the assets, with dots', path: '/assets/x/../../../package.json' },
    { what: 'a form without a session', method: 'POST', path: chat, headers: form, body: 'message=hello' },
    { what: 'a form that is huge', method: 'POST', path: chat, headers: form, body: `message=${huge}` },
    { what: 'a form in JSON', method: 'POST', path: chat, headers: json, body: '{"message":{"a":1}}' },
    {
      what: 'a field twice',
      method: 'POST',
      path: chat,
      headers: form,
      body: 'message=a&message=b&csrf=1&csrf=2',
    },
    { what: 'a multipart', method: 'POST', path: chat, headers: multipart, body: '--x' },
    {
      what: 'bad UTF-8 in a form',
      method: 'POST',
      path: chat,
      headers: form,
      body: 'message=%ff%00&formId=%00',
    },
    {
      what: 'an unknown charset',
      method: 'POST',
      path: chat,
      headers: { 'content-type': `${form['content-type']}; charset=utf-99` },
      body: 'a=1',
    },
    { what: 'no key', method: 'POST', path: `${chat}/token` },
    { what: 'a false key', method: 'POST', path: `${chat}/token`, headers: { authorization: 'Bearer a.b' } },
    {
      what: 'a false cookie',
      method: 'POST',
      path: `${chat}/token`,
      headers: { cookie: 'chat-vale-of-glamorgan=a.b; x=%ff', 'x-csrf-token': '\x01' },
    },
    {
      what: 'a frame for a stranger',
      method: 'POST',
      path: `${chat}/frame`,
      headers: { origin: 'https://elsewhere.example' },
    },
    { what: 'leaving for a stranger', method: 'POST', path: '/exit', headers: { origin: 'null' } },
    { what: 'a language that is none', path: `${chat}?lang=%00&lang[]=en&embed=1`, harmless: true },
    {
      what: 'cookies that are none',
      path: `${chat}?embed=1`,
      headers: { cookie: 'language=%ff; =; ;;chat-x=%00' },
      harmless: true,
    },
    {
      what: 'languages that are none',
      path: `${chat}?embed=1`,
      headers: { 'accept-language': ';;q=\x01,' },
      harmless: true,
    },
    { what: 'what is not configured', method: 'POST', path: '/api/messages', headers: json, body: '{}' },
    { what: 'what is not there', path: '/wp-login.php' },
  ];
}

/** What can be wrong with a call to the phone in the page. */
export function badTryPhone(): Bad[] {
  return [
    ...['/try', '/try/new'].flatMap((path) => [
      { what: 'a stranger', method: 'POST', path, headers: form, body: 'message=x' },
      { what: 'a huge form', method: 'POST', path, headers: { ...form, ...own }, body: `message=${huge}` },
      {
        what: 'too many fields',
        method: 'POST',
        path,
        headers: { ...form, ...own },
        body: 'a=1&'.repeat(99),
      },
      {
        what: 'an unknown charset',
        method: 'POST',
        path,
        headers: { ...own, 'content-type': `${form['content-type']}; charset=utf-99` },
        body: 'a=1',
      },
    ]),
    {
      what: 'a message twice',
      method: 'POST',
      path: '/try',
      headers: { ...form, ...own },
      body: 'message=a&message=b',
    },
    {
      what: 'a field twice',
      method: 'POST',
      path: '/try/new',
      headers: { ...form, ...own },
      body: 'message=a&message=b',
    },
    { what: 'nothing', method: 'POST', path: '/try', headers: own },
    { what: 'nobody', path: '/try/messages?after=%00&channel=x' },
    { what: 'a false key', path: '/try/messages', headers: { cookie: 'try-phone=__proto__' } },
    { what: 'an odd channel', path: '/try?channel=%00&channel=sms', harmless: true },
  ];
}
