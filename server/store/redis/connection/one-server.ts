import { createClient } from 'redis';
import type { RedisAddress } from './address.js';
import { clientOptions, letGo } from './engine.js';
import type { Engine, EngineEvents } from './engine.js';

/**
 * Connects to one server that takes writes.
 * @param stays false where another server may take its place: losing it then ends these connections
 * @throws Error when it cannot be reached
 */
export async function connectServer(
  address: RedisAddress,
  node: { host: string; port: number },
  events: EngineEvents,
  stays: boolean,
): Promise<Engine> {
  const made: ReturnType<typeof makeClient>[] = [];
  let ready = false;
  let closing = false;
  const connected = async () => {
    const client = makeClient(address, node, stays);
    client.on('error', (error: unknown) => {
      events.onError(error);
      if (!stays && ready && !closing) events.onLost();
    });
    made.push(client);
    // The first connection is not tried again here, so that a start says at once what is wrong.
    await Promise.race([client.connect(), firstFailure(client)]);
    return client;
  };
  const destroy = (): void => {
    closing = true;
    for (const client of made) letGo(client);
  };
  try {
    const client = await connected();
    ready = true;
    return {
      clientOf: () => Promise.resolve(client),
      primaries: () => Promise.resolve([client]),
      refresh: () => Promise.resolve(),
      publish: async (channel, message) => {
        await client.sendCommand(['PUBLISH', channel, message]);
      },
      subscribe: async (channels, listen, onBack) => {
        const subscriber = await connected();
        await subscriber.subscribe([...channels], listen);
        subscriber.on('ready', onBack);
      },
      close: async () => {
        closing = true;
        await Promise.all(made.map((each) => each.close().catch(() => undefined)));
      },
      destroy,
    };
  } catch (error) {
    destroy();
    throw error;
  }
}

function makeClient(address: RedisAddress, node: { host: string; port: number }, stays: boolean) {
  const { socket, ...options } = clientOptions(address, node);
  const reconnectStrategy = stays ? socket.reconnectStrategy : (false as const);
  return createClient({ ...options, database: address.database, socket: { ...socket, reconnectStrategy } });
}

function firstFailure(client: ReturnType<typeof makeClient>): Promise<never> {
  return new Promise((_resolve, reject) => {
    client.on('error', reject);
  });
}
