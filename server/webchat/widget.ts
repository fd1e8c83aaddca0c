import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';
import type { Language } from '../../content/language.js';
import { languages } from '../../content/language.js';
import { projectRoot } from '../../content/project-root.js';
import type { Words } from '../../content/words.js';

const script = join(projectRoot, 'dist/assets/browser/widget.js');
const words = ['open', 'label', 'close', 'full-page', 'loading'] as const;

/** `GET /widget.js`: one script tag that puts the chat on a council's own page. Its words come in front of the script. */
export function createWidget(parts: { words: Pick<Words, 'text'>; exitUrl: string }): Router {
  const wordsIn = (language: Language): Map<string, string> =>
    new Map(words.map((key) => [key, parts.words.text(`pages.widget.${key}`, language)]));
  const spoken = languages.map((language) => [language, Object.fromEntries(wordsIn(language))] as const);
  const settings = { words: Object.fromEntries(spoken), exitUrl: parts.exitUrl };
  const body = `globalThis.fingerpostWidget = ${JSON.stringify(settings)};\n${readFileSync(script, 'utf8')}`;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`;

  const router = express.Router();
  router.get('/widget.js', (_request, response) => {
    response.set({
      ETag: etag,
      // An hour, so that a correction reaches every council's page the same day.
      'Cache-Control': 'public, max-age=3600',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
    });
    response.type('text/javascript').send(body);
  });
  return router;
}
