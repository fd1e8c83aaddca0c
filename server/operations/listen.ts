import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server cannot listen where it was told to; the message says what to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'is in use. Stop what uses it, or set PORT to another one',
  EACCES: 'is reserved. Set PORT to one above 1023',
};

/**
 * Listens on `port`, 0 for any that is free, and returns the port.
 * @param host null for every address of the machine
 * @throws CannotListen when the port or the host cannot be used
 */
export async function listen(
  server: Server,
  { port, host }: { port: number; host: string | null },
): Promise<number> {
  server.listen(port, host ?? undefined);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code] ?? `cannot be listened on at ${host ?? 'any address'} (${code}). Check HOST`;
    throw new CannotListen(`Port ${port} ${reason}.`);
  }
  return (server.address() as AddressInfo).port;
}
