import type { Request, Response } from 'express';
import type { Pages } from '../pages/pages.js';
import { pageLanguage, rememberLanguage } from '../pages/page-language.js';
import { may } from './rights.js';
import type { Visit } from './visit.js';

/** Shows the desk's pages, which all extend `desk/views/layout.njk`. */
export interface DeskPages {
  /**
   * @param view named from `server/`, such as `desk/home/views/home.njk`
   * @param visit who looks at it, whose name and sign-out button are shown; null on pages for anybody
   * @param context for the view; all of it is escaped where it is shown
   */
  show(
    request: Request,
    response: Response,
    view: string,
    visit: Pick<Visit, 'adviser' | 'csrf'> | null,
    context?: Record<string, unknown>,
  ): void;
  /** A piece of a page, in the reader's language, for a script that puts it in its place. */
  part(request: Request, view: string, context: Record<string, unknown>): string;
}

/** @param secure true where the desk is reached over HTTPS */
export function createDeskPages(pages: Pick<Pages, 'render'>, secure: boolean): DeskPages {
  return {
    show(request, response, view, visit, context = {}) {
      rememberLanguage(request, response, secure);
      const whole = {
        // A form that is shown again has the address of its page, not the one that it was posted to.
        path: request.path,
        query: queryBut(request, 'lang'),
        ...context,
        adviser: visit?.adviser ?? null,
        csrf: visit?.csrf ?? null,
        ...mayGoTo(visit, context['area']),
      };
      response.type('html').send(pages.render(view, pageLanguage(request), whole));
    },
    part: (request, view, context) => pages.render(view, pageLanguage(request), context),
  };
}

/** The query of a page without one of its names, ready to be followed by that: a filter or a week stays as it is. */
function queryBut({ originalUrl }: Pick<Request, 'originalUrl'>, name: string): string {
  const query = new URLSearchParams(originalUrl.split('?')[1] ?? '');
  query.delete(name);
  return query.size === 0 ? '' : `${query.toString()}&`;
}

/** What else of the page's area its reader may open, for the links at the top. */
function mayGoTo(visit: Pick<Visit, 'adviser'> | null, area: unknown): Record<string, boolean> {
  if (!visit || typeof area !== 'string') return {};
  return {
    mayDiary: may(visit.adviser, 'read-diary', area),
    maySupervise: may(visit.adviser, 'supervise', area),
    mayAudit: may(visit.adviser, 'read-audit', area),
    mayNewsletter: may(visit.adviser, 'manage-newsletter', area),
    mayCount: may(visit.adviser, 'count-referrals', area),
  };
}
