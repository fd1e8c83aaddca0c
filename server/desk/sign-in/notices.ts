import type { Request, Response } from 'express';
import type { DeskPages } from '../desk-pages.js';
import type { DeskSession } from './sessions.js';

/** What a page for somebody who is not let in has to say; the words are in `desk.yaml` under its name. */
export type Notice =
  'no-role' | 'link-sent' | 'link-refused' | 'refused' | 'unreachable' | 'signed-out' | 'leaving';

export interface NoticeOptions {
  /** The page has an address of its own, at which it can be asked for in the other language. */
  translatable?: boolean;
  /** Where the person goes on to. */
  leaveBy?: string;
}

/** Shows a notice, with the sign-out button to somebody who is signed in. */
export function showNotice(
  pages: DeskPages,
  request: Request,
  response: Response,
  notice: Notice,
  session: Pick<DeskSession, 'adviser' | 'csrf'> | null,
  options: NoticeOptions = {},
): void {
  pages.show(request, response, 'desk/sign-in/views/notice.njk', session, { notice, ...options });
}
