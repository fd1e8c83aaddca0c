import { messagesPath, statusPath } from '../../../../server/twilio/paths.js';
import type { Bad } from './request.js';

/** Methods that no route of ours takes, on every route. */
export function badMethods(): Bad[] {
  const paths = [
    ...[
      '/',
      '/chat/vale-of-glamorgan',
      '/chat/vale-of-glamorgan/token',
      '/widget.js',
      '/exit',
      '/help/private',
    ],
    ...['/advice/sleep', '/health/live', '/health/ready', '/metrics', '/try', '/try/messages'],
    ...['/v3/directline/tokens/generate', '/v3/directline/conversations', messagesPath, statusPath],
  ];
  return [
    ...paths.flatMap((path) =>
      ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'BREW'].map((method) => ({
        what: method,
        method,
        path,
      })),
    ),
    ...['/health/live', '/metrics', '/widget.js', '/advice/sleep', '/help/private'].map((path) => ({
      what: 'POST',
      method: 'POST',
      path,
    })),
    ...[messagesPath, statusPath, '/v3/directline/tokens/generate', '/chat/vale-of-glamorgan/token'].map(
      (path) => ({
        what: 'GET',
        method: 'GET',
        path,
      }),
    ),
  ];
}

/** Requests that are not HTTP as it should be. */
export const notHttp: Record<string, string> = {
  'a NUL in the address': 'GET /chat/\0 HTTP/1.1\r\nhost: x\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'another protocol': 'SSH-2.0-x\r\n\r\n',
  'two lengths': 'POST /exit HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  'a length and chunks':
    'POST /exit HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'endless headers': `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`,
  'an address of another place': 'GET http://elsewhere.example/chat/%00 HTTP/1.1\r\nhost: x\r\n\r\n',
  'a tunnel': 'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: x\r\n\r\n',
  'an upgrade to nowhere':
    'GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
};
