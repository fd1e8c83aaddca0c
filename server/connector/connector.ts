import type { Router } from 'express';
import type { Logger } from 'pino';
import type { ConnectorAdapter, ConnectorCloud } from '../../bot/connector/connector-adapter.js';
import type { Turns } from '../turns/turns.js';
import { createConnectorRouter } from './router.js';
import { ConnectorSender } from './sender.js';

export interface ConnectorParts {
  cloud: ConnectorCloud;
  /** Hosts that replies may be sent to. */
  serviceHosts: readonly string[];
  turns: Turns;
  area: string;
  perMinute: number;
  clock: () => Date;
  logger: Logger;
}

/** Bot Framework's channels, such as Teams: the address that they deliver to, and the sender that the outbox calls. */
export function createConnector(parts: ConnectorParts): { router: Router; sender: ConnectorSender } {
  let loaded: Promise<ConnectorAdapter> | null = null;
  // Its packages are large, and a start does not wait for them.
  const adapter = (): Promise<ConnectorAdapter> =>
    (loaded ??= import('../../bot/connector/connector-adapter.js').then(
      (module) => new module.ConnectorAdapter(parts.cloud),
    ));
  return {
    router: createConnectorRouter({ ...parts, adapter }),
    sender: new ConnectorSender({ ...parts, adapter }),
  };
}
