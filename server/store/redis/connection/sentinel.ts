import { createClient } from 'redis';
import type { RedisAddress } from './address.js';
import { clientOptions, letGo } from './engine.js';
import type { Engine, EngineEvents } from './engine.js';
import { connectServer } from './one-server.js';
import type { Reply } from './reply.js';
import { textOf, textsOf, listOf } from './reply.js';

/**
 * Asks the sentinels which server is the primary of the set now, and connects to it.
 * @param replicas how many must follow it. A primary of old that has been started again takes itself for the primary until
 * the sentinels tell it otherwise, and knows nothing of what was kept meanwhile: nobody follows it.
 * @throws Error when no sentinel knows one, or it is not the primary, or not followed, yet
 */
export async function connectSentinelSet(
  address: RedisAddress,
  events: EngineEvents,
  replicas: number,
): Promise<Engine> {
  const node = await Promise.any(address.nodes.map((sentinel) => primaryBy(address, sentinel)));
  const engine = await connectServer(address, node, events, false);
  try {
    const [client] = await engine.primaries();
    const [role, , followers] = listOf(await client?.sendCommand<Reply>(['ROLE']));
    if (textOf(role) !== 'master')
      throw new Error('The server that the sentinels name is not the primary yet.');
    if (listOf(followers).length < replicas)
      throw new Error('Too few replicas follow the server that the sentinels name.');
    return engine;
  } catch (error) {
    engine.destroy();
    throw error;
  }
}

/** What one sentinel says. Sentinels are asked with the same login as the servers. */
async function primaryBy(
  address: RedisAddress,
  sentinel: { host: string; port: number },
): Promise<{ host: string; port: number }> {
  const options = clientOptions(address, sentinel);
  const client = createClient({
    ...options,
    socket: { ...options.socket, reconnectStrategy: false as const },
  });
  // What goes wrong is heard where it is asked.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const named = await client.sendCommand<Reply>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', address.set ?? '']);
    const [host, port] = textsOf(named);
    if (host === undefined || port === undefined) throw new Error('The sentinels do not know the set.');
    return { host, port: Number(port) };
  } finally {
    letGo(client);
  }
}
