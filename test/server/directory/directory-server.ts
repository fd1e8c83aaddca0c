import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Content } from '../../../content/load.js';
import { loadContent } from '../../../content/load.js';
import { createDirectoryApi, directoryPath } from '../../../server/directory/api.js';
import { createDirectory } from '../../../server/directory/directory.js';
import { createFindPage } from '../../../server/directory/find-page.js';
import { createPages } from '../../../server/pages/pages.js';

export interface DirectoryServer {
  /** `http://127.0.0.1:port` */
  origin: string;
  content: Content;
  close(): Promise<void>;
}

/** The directory with its page, on a free port, over the project's own content. */
export async function startDirectory({ perMinute = 10_000 } = {}): Promise<DirectoryServer> {
  const content = loadContent();
  const pages = createPages({ words: content.words, exitUrl: 'about:blank' });
  const app = express();
  app.use('/assets', pages.assets);
  app.use(
    directoryPath,
    createFindPage({ content, pages, secure: false }),
    createDirectoryApi(createDirectory(content), perMinute),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    content,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
