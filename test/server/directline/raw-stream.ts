import type { ClientRequest, IncomingMessage } from 'node:http';
import type { ClientOptions } from 'ws';
import { WebSocket } from 'ws';

export interface Batch {
  activities: { id: string; text: string }[];
  watermark: string;
}

/** A plain WebSocket on a stream address, with every batch it received. */
export interface RawStream {
  socket: WebSocket;
  batches: Batch[];
  texts(): string[];
  /** Resolves as soon as `text` has arrived. */
  hears(text: string): Promise<void>;
  /** Resolves to the close code. */
  closed: Promise<number>;
}

/** Opens a stream; resolves once it is open. @throws Error with the HTTP status when it is refused */
export function openStream(streamUrl: string, options: ClientOptions = {}): Promise<RawStream> {
  const socket = new WebSocket(streamUrl, options);
  const batches: Batch[] = [];
  const texts = (): string[] => batches.flatMap(({ activities }) => activities.map(({ text }) => text));
  socket.on('message', (data: Buffer) => batches.push(JSON.parse(data.toString('utf8')) as Batch));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const hears = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!texts().includes(text)) return;
        socket.off('message', check);
        resolve();
      };
      socket.on('message', check);
      check();
    });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('unexpected-response', (_request: ClientRequest, response: IncomingMessage) => {
      response.resume();
      reject(new Error(String(response.statusCode)));
    });
    socket.on('open', () => {
      resolve({ socket, batches, texts, hears, closed });
    });
  });
}

/** The HTTP status with which a stream is refused, or `open`. */
export async function refusal(streamUrl: string, options: ClientOptions = {}): Promise<string> {
  try {
    const { socket } = await openStream(streamUrl, options);
    socket.terminate();
    return 'open';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
