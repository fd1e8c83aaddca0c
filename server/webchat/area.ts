import type { Request } from 'express';
import type { Language } from '../../content/language.js';
import { PageError } from '../pages/errors.js';

/** What a page says about the area it is for. */
export interface WebchatArea {
  /** As in the page's address: `vale-of-glamorgan`. */
  id: string;
  name: Record<Language, string>;
  /** Who runs the service there. */
  council: Record<Language, string>;
  /** Whether Welsh comes first there. */
  welshFirst: boolean;
}

/** The areas that have a page, by id. */
export interface WebchatAreas {
  get(id: string): WebchatArea | undefined;
}

/**
 * The area that a request's address names as `:area`.
 * @throws PageError 404 when there is none
 */
export function areaOf(request: Request, areas: WebchatAreas): WebchatArea {
  const id = request.params['area'];
  const area = typeof id === 'string' ? areas.get(id) : undefined;
  if (!area) throw new PageError(404);
  return area;
}
