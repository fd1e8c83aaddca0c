/**
 * A content file that cannot be used as it stands. The message is for the person who edits it: which file and line,
 * which field, and what to write instead.
 */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  /**
   * @param file path of the file, relative to the content folder
   * @param field path of the field inside it, such as `contact.phone.source`; empty for the file as a whole
   * @param instead what to write
   * @param line 1-based, where it is known
   */
  constructor(
    readonly file: string,
    readonly field: string,
    readonly instead: string,
    readonly line?: number,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`} ${field ? `"${field}"` : 'the file'}: ${instead}`);
  }
}
