import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';
import { PageError } from '../../pages/errors.js';

/** A list of some ten thousand. */
const mostBytes = 2 * 1024 * 1024;

/** Reads a form with one file as `request.body`: its fields, and the text of the file as `file`. */
export const readList: RequestHandler = (request, _response, next) => {
  reading(request).then((body) => {
    request.body = body;
    next();
  }, next);
};

async function reading(request: Request): Promise<Record<string, string>> {
  const body: Record<string, string> = {};
  const limits = { fileSize: mostBytes, files: 1, fields: 5, fieldSize: 1024 };
  const form = formOf(request, limits);
  // It brings no token then, and is refused for that.
  if (!form) return body;
  await new Promise<void>((resolve, reject) => {
    const refuse = (): void => {
      reject(new PageError(400));
    };
    form.on('field', (name, value) => {
      body[name] = value;
    });
    form.on('file', (_name, file) => {
      const parts: Buffer[] = [];
      file.on('data', (part: Buffer) => parts.push(part));
      file.on('limit', () => {
        reject(new PageError(413));
      });
      file.on('error', refuse);
      file.on('end', () => {
        body['file'] = Buffer.concat(parts).toString('utf8');
      });
    });
    form.on('error', refuse);
    form.on('close', resolve);
    request.on('aborted', refuse);
    request.pipe(form);
  }).finally(() => {
    request.unpipe(form);
    request.resume();
  });
  return body;
}

function formOf(request: Request, limits: busboy.Limits): busboy.Busboy | null {
  try {
    return busboy({ headers: request.headers, limits });
  } catch {
    return null;
  }
}
