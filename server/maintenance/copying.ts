import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { z } from 'zod';
import { StoreUnavailable } from '../store/errors.js';

/*
 * A file of SQLite is open in one process alone, so that a backup of a program that runs is made by that program. It listens
 * on a socket beside the file, which only its own user can open, for where to write the copy.
 */
const socketOf = (file: string): string => `${file}.sock`;

/** More than a path can be. */
const longestQuestion = 8192;
const answerSchema = z.object({ failed: z.string().nullable() });

/**
 * Listens for the wish for a copy, from a store being opened until it is closed.
 * @param copyTo makes the copy
 * @returns ends the listening
 */
export async function offerCopies(
  { file, copyTo }: { file: string; copyTo: (target: string) => Promise<void> },
  logger: Logger,
): Promise<() => Promise<void>> {
  const path = socketOf(file);
  // Whoever has the file open is alone: a socket that is there was left behind.
  await rm(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    void answer(socket, copyTo);
  });
  server.listen(path);
  try {
    await once(server, 'listening');
    await chmod(path, 0o600);
  } catch (error) {
    logger.warn({ err: error }, 'no backup can be made while this runs: its socket cannot be made');
    return () => Promise.resolve();
  }
  return async () => {
    server.close();
    await once(server, 'close');
  };
}

async function answer(socket: Socket, copyTo: (target: string) => Promise<void>): Promise<void> {
  const failed = await heard(socket)
    .then((target) => copyTo(target.slice(0, longestQuestion)))
    .then(
      () => null,
      (error: unknown) => (error instanceof StoreUnavailable ? error.message : 'The copy failed.'),
    );
  socket.end(JSON.stringify({ failed }));
}

/** All that the other side says; the socket can still be written to after that. */
async function heard(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  await once(socket, 'end');
  return Buffer.concat(parts).toString();
}

/**
 * Has the program that has the store open copy it.
 * @param target absolute path
 * @returns false when no program has it open
 * @throws StoreUnavailable when it could not be copied
 */
export async function askForCopy(file: string, target: string): Promise<boolean> {
  const socket = createConnection({ path: socketOf(file), allowHalfOpen: true });
  try {
    await once(socket, 'connect');
  } catch {
    return false;
  }
  socket.end(target);
  const { failed } = answerSchema.parse(JSON.parse(await heard(socket)));
  if (failed !== null) throw new StoreUnavailable(failed);
  return true;
}
