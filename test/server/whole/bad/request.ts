/** A request with something wrong in it, to be answered with a 4xx. */
export interface Bad {
  what: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Not wrong enough to be refused. */
  harmless?: boolean;
}

export const json = { 'content-type': 'application/json' };
export const form = { 'content-type': 'application/x-www-form-urlencoded' };
export const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
/** Longer than any body may be. */
export const huge = 'a'.repeat(1024 * 1024);
