import { request as httpRequest } from 'node:http';

/** What came back. */
export interface Answer {
  /** 0 when the connection was closed without one. */
  status: number;
  type: string;
  text: string;
}

const longestMs = 30_000;

/** Sends exactly this on a connection of its own. A stream that never ends is left as soon as it has begun. */
export function send(
  origin: string,
  {
    method,
    path,
    headers,
    body,
  }: { method: string; path: string; headers: Record<string, string>; body: Buffer },
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { hostname, port, method, path, agent: false, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        const type = response.headers['content-type'] ?? '';
        const status = response.statusCode ?? 0;
        if (type.startsWith('text/event-stream')) {
          sent.destroy();
          resolve({ status, type, text: '' });
          return;
        }
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        const end = (): void => resolve({ status, type, text: Buffer.concat(parts).toString() });
        response.on('end', end).on('error', end);
      },
    );
    // A server that has answered need not read the rest of what it was sent.
    sent.on('error', () => resolve({ status: 0, type: '', text: '' }));
    sent.setTimeout(longestMs, () => reject(new Error(`No answer: ${method} ${path}`)));
    sent.end(body);
  });
}
