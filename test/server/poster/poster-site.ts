import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { loadContent } from '../../../content/load.js';
import { createPages } from '../../../server/pages/pages.js';
import { createPoster } from '../../../server/poster/poster.js';

export const link = (path: string): string => `https://carers.example.org${path}`;

/** The posters on a free port; `numbers` are ours, each with its area. */
export async function startPosters(
  numbers: Record<string, string>,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const content = loadContent();
  const pages = createPages({ words: content.words, exitUrl: 'about:blank' });
  const app = express();
  app.use('/assets', pages.assets);
  app.use(createPoster({ content, pages, numbers: new Map(Object.entries(numbers)), link, secure: false }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
