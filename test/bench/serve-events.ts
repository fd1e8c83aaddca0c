import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';

// What server-sent events cost when nothing else is done: what is posted to a channel is sent to all who listen to it.
const listening = new Map<string, Set<Response>>();
const app = express();
app.use(express.json());

app.get('/channels/:id', (request, response) => {
  const all = listening.get(request.params.id) ?? new Set();
  listening.set(request.params.id, all.add(response));
  response.set('Content-Type', 'text/event-stream').flushHeaders();
  response.on('close', () => all.delete(response));
});

app.post('/channels/:id', (request, response) => {
  for (const each of listening.get(request.params.id) ?? [])
    each.write(`event: lines\ndata: ${JSON.stringify(request.body)}\n\n`);
  response.json({ id: request.params.id });
});

const server = app.listen(Number(process.env['PORT']), process.env['HOST'] ?? '127.0.0.1', () => {
  process.stdout.write(`Ready: http://localhost:${(server.address() as AddressInfo).port}\n`);
});
// It is idle while the other side is measured; a connection closed then would be met by the next request.
server.keepAliveTimeout = 600_000;
