import { createCluster } from 'redis';
import type { RedisAddress } from './address.js';
import { clientOptions, letGo } from './engine.js';
import type { Engine, EngineEvents } from './engine.js';

/** How soon after a node went silent it is asked who took its slots over, in milliseconds. */
const askAnewMs = 500;

/**
 * Connects to the primaries of a cluster. Live updates go by sharded channels, so that they spread as well.
 * @throws Error when none of its nodes can be reached
 */
export async function connectCluster(address: RedisAddress, events: EngineEvents): Promise<Engine> {
  const [first] = address.nodes;
  if (!first) throw new Error('The address of the cluster names no node.');
  const { socket, RESP, commandOptions, ...common } = clientOptions(address, first);
  const { connectTimeout, reconnectStrategy } = socket;
  const every = { connectTimeout, reconnectStrategy, ...(address.tls ? { tls: true as const } : {}) };
  const cluster = createCluster({
    RESP,
    commandOptions,
    rootNodes: address.nodes.map((node) => ({ ...common, socket: { ...every, ...node } })),
    defaults: { ...common, socket: every },
    topologyRefreshOnReconnectionAttemptStrategy: askAnewMs,
  });
  cluster.on('error', (error) => {
    events.onError(error);
  });
  try {
    await cluster.connect();
  } catch (error) {
    letGo(cluster);
    throw error;
  }
  return {
    clientOf: (key) => cluster.getNodeClientForKey(key, false),
    primaries: () => Promise.all(cluster.masters.map((node) => cluster.nodeClient(node))),
    // A server that does not have the key any more says who has.
    refresh: async (key) => {
      await cluster.sendCommand(key, false, ['EXISTS', key]);
    },
    publish: async (channel, message) => {
      await cluster.sendCommand(channel, false, ['SPUBLISH', channel, message]);
    },
    subscribe: async (channels, listen, onBack) => {
      for (const channel of channels) await cluster.sSubscribe(channel, listen);
      cluster.on('node-ready', onBack);
    },
    close: () => cluster.close(),
    destroy: () => {
      letGo(cluster);
    },
  };
}
