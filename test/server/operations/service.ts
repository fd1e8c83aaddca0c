import express from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler, Router } from 'express';

/** A server on loopback with the handlers under test. */
export interface Service {
  url: string;
  server: Server;
  close(): Promise<void>;
}

/** Serves `handlers`, in their order, on a free port. */
export async function serve(...handlers: (RequestHandler | Router)[]): Promise<Service> {
  const app = express();
  app.disable('x-powered-by');
  for (const handler of handlers) app.use(handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
