import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { projectRoot } from '../../content/project-root.js';

/** What the build made, and what is served as it stands in the sources. */
const folders = [join(projectRoot, 'dist/assets'), join(projectRoot, 'server/pages/assets')];

const govukComponents = join(projectRoot, 'node_modules/govuk-frontend/dist/govuk/components');
/** Modules of other packages that the browser imports, by the path it asks for. */
const vendorModules: Record<string, string> = {
  'vendor/exit-this-page.mjs': join(govukComponents, 'exit-this-page/exit-this-page.bundle.mjs'),
};

const yearInSeconds = 365 * 24 * 3600;

/** Files that browsers load, and the addresses they are found under. */
export interface Assets {
  /** The address of a file such as `styles.css`; it changes whenever any asset does. */
  url: (path: string) => string;
  /** Serves them below `/assets`. */
  router: Router;
}

/**
 * Reads all assets once, so that their addresses can carry a hash of the content: a browser keeps them for a year and
 * still never runs an old script on a new page.
 */
export function createAssets(): Assets {
  const version = contentHash();
  const router = express.Router();
  router.use('/:version', cacheFor(version));
  for (const [path, file] of Object.entries(vendorModules)) {
    router.get(`/:version/${path}`, (_request, response) => {
      response.sendFile(file, { cacheControl: false });
    });
  }
  for (const folder of folders) {
    router.use('/:version', express.static(folder, { index: false, redirect: false, cacheControl: false }));
  }
  return { url: (path) => `/assets/${version}/${path}`, router };
}

/** Another version's address still answers, for a page that is open while we are updated, but is not kept. */
function cacheFor(version: string): RequestHandler {
  const current = `public, max-age=${yearInSeconds}, immutable`;
  return (request, response, next) => {
    response.set('Cache-Control', request.params['version'] === version ? current : 'no-cache');
    response.set('Cross-Origin-Resource-Policy', 'same-origin');
    next();
  };
}

function contentHash(): string {
  const hash = createHash('sha256');
  for (const file of [...folders.flatMap(filesBelow), ...Object.values(vendorModules)])
    hash.update(readFileSync(file));
  return hash.digest('base64url').slice(0, 12);
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
