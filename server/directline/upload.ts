import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { DirectLineError, tooLarge } from './errors.js';

const activityBytes = 64 * 1024;
/** `fileSize` cuts the files short as well, which is no loss: they are not read. */
const limits = { fieldSize: activityBytes, fileSize: activityBytes, fields: 10, files: 20, parts: 30 };

/** A multipart message: its activity as it was sent, still to be checked, and how many files came with it. */
export interface Upload {
  activity: unknown;
  files: number;
}

/**
 * Reads the activity of a multipart message and discards the files unread. The whole of it may have `maxBytes`.
 * @throws DirectLineError 413 over a limit, 400 for anything that is not a complete multipart message
 */
export async function readUpload(request: IncomingMessage, maxBytes: number): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const parser = multipartParser(request);
  let activity = '';
  let files = 0;
  await new Promise<void>((resolve, reject) => {
    const refuse = (): void => {
      reject(unreadable());
    };
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxBytes) reject(tooLarge());
    });
    request.on('error', refuse);
    parser.on('error', refuse);
    // The official client sends the activity as a part with a file name, others as a plain field.
    parser.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) reject(tooLarge());
      if (name === 'activity') activity = value;
    });
    parser.on('file', (name, part) => {
      // A part that breaks off fails the parser too, which is where it is reported.
      part.on('error', refuse);
      if (name === 'activity') {
        collect(part, (text) => {
          activity = text;
        });
        part.on('limit', () => {
          reject(tooLarge());
        });
      } else {
        files += 1;
        part.resume();
      }
    });
    parser.on('close', resolve);
    request.pipe(parser);
  }).finally(() => {
    request.unpipe(parser);
    // What is still coming is let through, so that the client gets to read the answer.
    request.resume();
  });
  return { activity: parsed(activity), files };
}

function multipartParser(request: IncomingMessage): busboy.Busboy {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw unreadable();
  try {
    return busboy({ headers: request.headers, limits });
  } catch {
    throw unreadable();
  }
}

function collect(part: Readable, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  part.on('data', (chunk: Buffer) => chunks.push(chunk));
  part.on('end', () => {
    done(Buffer.concat(chunks).toString('utf8'));
  });
}

function parsed(activity: string): unknown {
  try {
    return JSON.parse(activity);
  } catch {
    // The error would quote what was written.
    throw unreadable();
  }
}

function unreadable(): DirectLineError {
  return new DirectLineError(400, 'BadArgument', 'The upload must be multipart with an activity in JSON');
}
