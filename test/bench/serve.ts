import type { AddressInfo, Server } from 'node:net';
import express, { type RequestHandler } from 'express';

/** An application that can be served. */
export interface Servable {
  listen(port: number, host: string, ready: () => void): Server;
}

/** Serves one bare handler of posted activities, and tells where as Fingerpost does. */
export function serve(handler: RequestHandler<{ id: string }>): void {
  const app = express();
  app.use(express.json());
  app.post('/conversations/:id/activities', handler);
  listenAndTell(app);
}

/** Listens where the environment says, and tells where as Fingerpost does. */
export function listenAndTell(app: Servable): void {
  const server = app.listen(Number(process.env['PORT']), process.env['HOST'] ?? '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`Ready: http://localhost:${port}\n`);
  });
}
