import fc from 'fast-check';
import { areaId, type Known } from './site.js';
import type { Route } from './routes.js';

/** A request, as it goes out. */
export interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Twilio signs it. */
  signed: boolean;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded; charset=utf-99',
  'multipart/form-data',
  '',
];
/** Names that some route reads, so that what stands beside them is looked at. */
const names = [
  ...['message', 'text', 'csrf', 'formId', 'lang', 'type', 'channelData', 'clientActivityID', 'from', 'user'],
  ...['area', 'key', 'after', 'watermark', 'before', 'page', 'perPage', 'channel', 'secret', 'state', 'code'],
  ...[
    'Body',
    'From',
    'To',
    'MessageSid',
    'NumMedia',
    'OptOutType',
    'MessageStatus',
    'ErrorCode',
    'id',
    'kind',
  ],
  ...[
    'note',
    'outcome',
    'to',
    'fact',
    'value',
    'version',
    'reference',
    'name',
    'phone',
    'email',
    'date',
    'day',
  ],
  ...['__proto__', 'constructor', 'toString', 'a[b][c]', ''],
];

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '%',
    '%00',
    '%ff',
    '..%2f..',
    '__proto__',
    'constructor',
    '-1',
    '1e999',
    'NaN',
    '\u202e',
    '💔',
  ),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('x'.repeat(5_000), '9'.repeat(400), '('.repeat(2_000)),
);

/** Half a surrogate pair cannot be written. */
const escaped = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** A part of an address, of the characters that a client may send in one. */
const inPath = odd.map((text) => (/^[\w.%-]*$/.test(text) ? text : escaped(text)));
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: odd });

const values = (known: Known) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known.ids, areaId, 'en', 'cy', 'sms', '1') },
    { weight: 3, arbitrary: odd },
  );

const query = (known: Known): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(name, values(known)), { maxLength: 4 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${encoded(pairs)}`));

function encoded(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.map((each) => escaped(each)).join('=')).join('&');
}

const body = (known: Known): fc.Arbitrary<Buffer> => {
  const fields = fc.array(fc.tuple(name, values(known)), { maxLength: 8 });
  const object = fc.dictionary(name, fc.oneof(values(known), fc.jsonValue({ maxDepth: 3 })), { maxKeys: 6 });
  return fc.oneof(
    fc.constant(Buffer.alloc(0)),
    fields.map((pairs) => Buffer.from(encoded(pairs))),
    fc.oneof(object, fc.jsonValue()).map((value) => Buffer.from(JSON.stringify(value))),
    object.map((value) => Buffer.from(JSON.stringify({ type: 'message', text: 'x', ...value }))),
    fields.map((pairs) =>
      Buffer.from(
        `${pairs.map(([key, value]) => `--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`).join('')}--x--`,
      ),
    ),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      Buffer.alloc(300_000, 'a'),
      Buffer.from('['.repeat(50_000)),
      Buffer.from('{"a":'.repeat(9_000)),
    ),
  );
};

/** What a header may hold on the wire; anything else is no HTTP. */
const inHeader = odd.map((text) => text.replace(/[^\x20-\x7e\x80-\xff]/g, '').slice(0, 3_000));

const headers = (known: Known): fc.Arbitrary<Record<string, string>> =>
  fc.record(
    {
      'content-type': fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...types) },
        { weight: 1, arbitrary: inHeader },
      ),
      cookie: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...known.cookies) },
        { weight: 1, arbitrary: inHeader },
      ),
      authorization: fc.oneof(
        { weight: 3, arbitrary: fc.constant(`Bearer ${known.token}`) },
        { weight: 1, arbitrary: inHeader.map((text) => `Bearer ${text}`) },
      ),
      'x-csrf-token': fc.oneof(fc.constant(known.csrf), inHeader),
      'sec-fetch-site': fc.constantFrom('same-origin', 'same-origin', 'cross-site', 'none'),
      origin: fc.oneof(fc.constant(known.origin), fc.constant('null'), inHeader),
      accept: fc.constantFrom('text/html', '*/*', 'application/json', ';;q='),
      'accept-language': inHeader,
      'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'nonsense'),
      'last-event-id': inHeader,
      range: fc.constantFrom('bytes=0-', 'bytes=5-1', 'bytes=x'),
      'if-none-match': inHeader,
      'x-forwarded-for': inHeader,
    },
    { requiredKeys: [] },
  );

/** A request for one of the routes, or for none, with anything in it that a client can send. */
export function requests(routes: readonly Route[], known: Known): fc.Arbitrary<Request> {
  const route = fc.constantFrom(...routes);
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(areaId, ...known.ids) },
    { weight: 1, arbitrary: inPath },
  );
  const filled = route.chain(({ method, path }) =>
    fc.tuple(fc.constant(method), fc.array(part, { minLength: 5, maxLength: 5 })).map(([given, parts]) => {
      let at = 0;
      return {
        method: given,
        path: path.replace(
          /\{?\/?[:*]\w+\}?/g,
          (hole) => `${hole.includes('/') ? '/' : ''}${parts[at++ % 5] ?? ''}`,
        ),
      };
    }),
  );
  const nowhere = fc.tuple(fc.constantFrom(...methods), fc.array(inPath, { maxLength: 4 }));
  return fc
    .record({
      target: fc.oneof(
        { weight: 9, arbitrary: filled },
        { weight: 1, arbitrary: nowhere.map(([method, parts]) => ({ method, path: `/${parts.join('/')}` })) },
      ),
      otherMethod: fc.option(fc.constantFrom(...methods), { freq: 8 }),
      query: query(known),
      headers: headers(known),
      body: body(known),
      signed: fc.boolean(),
    })
    .map(({ target, otherMethod, query: asked, ...rest }) => ({
      ...rest,
      method: otherMethod ?? target.method,
      path: target.path + asked,
    }));
}
