import type { createClient } from 'redis';
import type { RedisAddress } from './address.js';

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>;

/** One connection of node-redis to one server. */
export interface Client {
  /** Changes with each new connection that it makes. */
  readonly socketEpoch: number;
  sendCommand<T>(args: readonly string[]): Promise<T>;
}

/** The connections of one form of Redis. */
export interface Engine {
  /** The connection to the server that has the key and takes writes of it. */
  clientOf(key: string): Promise<Client>;
  /** One connection to each server that takes writes. */
  primaries(): Promise<Client[]>;
  /** Learns anew which server has the key. */
  refresh(key: string): Promise<void>;
  publish(channel: string, message: string): Promise<void>;
  /** @param onBack called when messages may have been missed, for the connection was lost and has come back */
  subscribe(
    channels: readonly string[],
    listen: (message: string) => void,
    onBack: () => void,
  ): Promise<void>;
  /** Waits for what was asked. */
  close(): Promise<void>;
  /** Lets go at once. */
  destroy(): void;
}

/** What the link learns from its connections. */
export interface EngineEvents {
  /** These connections will not do any more: others must be made. */
  onLost(): void;
  onError(error: unknown): void;
}

/** How long connecting may take, and a command may wait to be written, in milliseconds. */
export const patienceMs = 4_000;
const longestPauseMs = 500;
/** More commands than a process ever has under way. */
const mostQueued = 20_000;

/** What every connection is made with. */
export function clientOptions(address: RedisAddress, node: { host: string; port: number }) {
  return {
    ...loginOf(address),
    socket: {
      ...node,
      ...(address.tls ? { tls: true as const } : {}),
      connectTimeout: patienceMs,
      reconnectStrategy: (retries: number) => Math.min(20 * 2 ** Math.min(retries, 8), longestPauseMs),
    },
    RESP: 2 as const,
    commandsQueueMaxLength: mostQueued,
    commandOptions: { timeout: patienceMs },
    disableClientInfo: true,
  } satisfies ClientOptions;
}

/** Who we are to a server. */
export function loginOf({ username, password }: RedisAddress) {
  return { ...(username !== null && { username }), ...(password !== null && { password }) };
}

/** Ends a connection that may have ended already. */
export function letGo(client: { destroy(): void }): void {
  try {
    client.destroy();
  } catch {
    // It was closed already, which is as good.
  }
}
