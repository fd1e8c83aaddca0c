import { join } from 'node:path';
import type { Router } from 'express';
import nunjucks from 'nunjucks';
import { projectRoot } from '../../content/project-root.js';
import type { Language } from '../../content/language.js';
import type { Values, Words } from '../../content/words.js';
import { createAssets } from './assets.js';

/** Feature folders hold their own views; a view is named from `server/`, as in `pages/views/error.njk`. */
const viewFolders = [join(projectRoot, 'server'), join(projectRoot, 'node_modules/govuk-frontend/dist')];

/** Renders whole pages, and serves what they load. */
export interface Pages {
  /**
   * The HTML of a view in a language. Everything in `context` is escaped where it is shown; words come by `t('key')`,
   * with values as its second argument.
   * @throws Error when the view or one of its sentences does not exist
   */
  render(view: string, language: Language, context?: Record<string, unknown>): string;
  /** The address of an asset such as `styles.css`. */
  asset(path: string): string;
  /** To be mounted at `/assets`. */
  assets: Router;
}

export interface PagesParts {
  words: Pick<Words, 'text'>;
  /** A neutral site, such as the weather, that "Exit this page" leads to. */
  exitUrl: string;
}

/** Pages in the words of `content/`, on govuk-frontend's components. */
export function createPages({ words, exitUrl }: PagesParts): Pages {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(viewFolders), {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  const assets = createAssets();
  return {
    asset: assets.url,
    assets: assets.router,
    render: (view, language, context = {}) =>
      environment.render(view, {
        ...context,
        language,
        exitUrl,
        asset: assets.url,
        t: (key: string, values?: Values) => words.text(key, language, values),
      }),
  };
}
