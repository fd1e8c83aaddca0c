import express from 'express';
import type { Request, Router } from 'express';
import { readState } from '../../bot/turn/conversation-state.js';
import type { Content } from '../../content/load.js';
import { voiceOf } from '../../dialogs/scene.js';
import { statementParts, statementText } from '../../dialogs/statement/statement.js';
import type { Story } from '../../dialogs/story/story.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { Store } from '../store/store.js';
import { areaOf } from '../webchat/area.js';
import { createSessions } from '../webchat/session.js';

export interface StatementParts {
  store: Pick<Store, 'load'>;
  pages: Pages;
  content: Pick<Content, 'words' | 'areas'>;
  config: { secret: Uint8Array; secure: boolean };
}

/**
 * The carer's own statement, made from what they told in the conversation that their browser holds the key to: a page to
 * read and print, and a text file to keep. Every word in it came through the conversation, and so was screened.
 */
export function createStatementPages({ store, pages, content, config }: StatementParts): Router {
  const router = express.Router();
  const sessions = createSessions(config);
  const { words, areas } = content;

  async function storyOf(request: Request): Promise<Story> {
    const session = sessions.fromCookie(request, areaOf(request, areas).id);
    const record = session && (await store.load(session.conversationId));
    if (!record) throw new PageError(404);
    return readState(record.state).story;
  }

  router.use('/statement', pageSecurity({ frameOrigins: [], https: config.secure }));

  router.get('/statement/:area', async (request, response) => {
    const area = areaOf(request, areas);
    const story = await storyOf(request);
    rememberLanguage(request, response, config.secure);
    const language = pageLanguage(request, area);
    const voice = { ...voiceOf({ story }), language };
    const say = (key: string): string => words.say(`statement.${key}`, voice).text;
    response.type('html').send(
      pages.render('statement/views/statement.njk', language, {
        path: request.path,
        chat: `/chat/${area.id}`,
        what: say('what'),
        keep: say('keep'),
        send: say('send'),
        nothing: say('nothing'),
        parts: statementParts(words, story, voice),
      }),
    );
  });

  router.get('/statement/:area/text', async (request, response) => {
    const story = await storyOf(request);
    const voice = { ...voiceOf({ story }), language: pageLanguage(request, areaOf(request, areas)) };
    response
      .type('text/plain')
      // Neutral: it stands among the downloads of a device that others may use.
      .attachment('notes.txt')
      .send(statementText(words, story, voice));
  });
  return router;
}
