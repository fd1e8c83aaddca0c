import { once } from 'node:events';
import { connect } from 'node:net';

/** One answer as it stood on the wire. */
export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** A connection on which a test writes bytes of its own making. */
export interface Wire {
  write: (bytes: string | Buffer) => void;
  /** Resolves to the next answer, or null when the connection ended without one. */
  answer: () => Promise<RawAnswer | null>;
  /** The statuses of the next `count` answers; 0 for one that did not come. */
  statuses: (count: number) => Promise<number[]>;
  end: () => void;
}

/** Opens a connection to `address`, such as http://127.0.0.1:3978. */
export async function openWire(address: string): Promise<Wire> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let received = Buffer.alloc(0);
  let over = false;
  const more = (): Promise<void> =>
    new Promise((resolve) => {
      if (over) resolve();
      else socket.once('changed', resolve);
    });
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    socket.emit('changed');
  });
  const ended = (): void => {
    over = true;
    socket.emit('changed');
  };
  socket.on('error', ended).on('close', ended).on('end', ended);
  const answer = async (): Promise<RawAnswer | null> => {
    for (;;) {
      const parsed = firstAnswer(received, over);
      if (parsed) {
        received = received.subarray(parsed.length);
        return parsed.answer;
      }
      if (over) return null;
      await more();
    }
  };
  return {
    write: (bytes) => void socket.write(bytes),
    end: () => socket.destroy(),
    answer,
    async statuses(count) {
      const statuses: number[] = [];
      while (statuses.length < count) statuses.push((await answer())?.status ?? 0);
      return statuses;
    },
  };
}

/** Reads an answer that has a Content-Length, is chunked, or goes on to the end of the connection. */
function firstAnswer(bytes: Buffer, over: boolean): { answer: RawAnswer; length: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const start = headEnd + 4;
  const declared = /^content-length: (\d+)$/im.exec(head)?.[1];
  const chunked = /^transfer-encoding: chunked$/im.test(head);
  const chunksEnd = bytes.indexOf('0\r\n\r\n', start);
  let end: number;
  if (declared !== undefined) end = start + Number(declared);
  else if (chunked) end = chunksEnd < 0 ? Infinity : chunksEnd + 5;
  else if ([101, 204, 304].includes(status)) end = start;
  else end = over ? bytes.length : Infinity;
  if (end > bytes.length) return null;
  return { answer: { status, head, body: bytes.toString('utf8', start, end) }, length: end };
}

/** A request as it goes over the wire; what `headers` does not say is added. */
export function requestBytes(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Buffer {
  const content = Buffer.from(body as string);
  const all: Record<string, string> = {
    host: 'carers.example.org',
    ...(content.length > 0 && { 'content-length': String(content.length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    content,
  ]);
}
