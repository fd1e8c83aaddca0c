import type { Request, Response } from 'express';
import type { Language } from '../../content/language.js';
import type { Words } from '../../content/words.js';
import type { Pages } from '../pages/pages.js';
import { pageLanguage } from '../pages/page-language.js';
import type { Store } from '../store/store.js';
import type { WebchatArea } from './area.js';
import type { WebchatConfig } from './config.js';
import type { Session, Sessions } from './session.js';
import type { Refusal } from './submission.js';
import { readConversation } from './transcript.js';

export interface ChatPageParts {
  pages: Pages;
  words: Pick<Words, 'text'>;
  store: Pick<Store, 'load' | 'journal'>;
  sessions: Sessions;
  config: WebchatConfig;
  clock: () => Date;
  newId: () => string;
}

/** What a page is shown with. */
export interface ShownChat {
  area: WebchatArea;
  session: Session;
  /** What the person had typed and not sent. */
  draft?: string;
  /** Why what they sent was not taken. */
  problem?: Refusal | 'not-accepted';
}

/** Shows the page of a conversation. */
export type ShowChat = (request: Request, response: Response, shown: ShownChat) => Promise<void>;

/** The page on which a conversation is read and held, the same with and without JavaScript. */
export function createChatPage(parts: ChatPageParts): ShowChat {
  const { pages, words, store, sessions, config, clock, newId } = parts;

  return async (request, response, { area, session, draft = '', problem }) => {
    const language = pageLanguage(request, area);
    const transcript = await readConversation(store, session.conversationId, language, clock());
    // Read after the transcript: what changes in between, the stream tells again.
    const record = await store.load(session.conversationId);
    const page = pages.render('webchat/views/chat.njk', language, {
      ...pageContext(area, language),
      transcript,
      adviser: record?.desk?.holder?.shownAs ?? '',
      csrf: sessions.csrfToken(session.key),
      formId: newId(),
      draft,
      problem: problem
        ? words.text(`pages.chat.${problem}`, language, { limit: config.maxMessageLength })
        : null,
      client: clientOptions(words, config, language),
    });
    response.type('html').send(page);
  };
}

/** What both the page and the frame say of their area. */
export function pageContext(area: WebchatArea, language: Language): Record<string, unknown> {
  return {
    area: area.id,
    areaName: area.name[language],
    council: area.council[language],
    path: `/chat/${area.id}`,
  };
}

const clientWords = [
  'not-sent',
  'empty',
  'too-long',
  'reconnecting',
  'connected-again',
  'gone',
  'adviser-writing',
] as const;

/** What the browser's script needs to know; sentences too, so that none stands in it. */
export function clientOptions(
  words: Pick<Words, 'text'>,
  config: WebchatConfig,
  language: Language,
): Record<string, unknown> {
  const limit = config.maxMessageLength;
  // The script puts the adviser's name in.
  const say = (key: string): string => words.text(`pages.chat.${key}`, language, { limit, name: '{name}' });
  return { limit, words: Object.fromEntries(clientWords.map((key) => [key, say(key)])) };
}
