/** Content that cannot be used as it stands. The message is for the people who edit it, a line for each mistake. */
export class UnusableContent extends Error {
  override readonly name: string = 'UnusableContent';

  /** @param lines what is wrong and what to write instead, each with its file */
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** One mistake in a content file: which file and line, which field, and what to write instead. */
export class ContentError extends UnusableContent {
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
    super([
      `${file}${line === undefined ? '' : `:${line}`} ${field ? `"${field}"` : 'the file'}: ${instead}`,
    ]);
  }
}

/** Throws what was found: a mistake alone as it is, several as the lines of all. @throws UnusableContent */
export function refuse(faults: readonly UnusableContent[]): void {
  const lines = [...new Set(faults.flatMap((fault) => fault.lines))];
  const alone = faults.find((fault) => fault.lines.length === lines.length);
  if (alone) throw alone;
  if (lines.length > 0) throw new UnusableContent(lines);
}

/**
 * Does the work for every item before it complains of any, so that an editor sees all mistakes at once.
 * @throws UnusableContent
 */
export function forAll<T, R>(items: Iterable<T>, work: (item: T) => R): R[] {
  const faults: UnusableContent[] = [];
  const done: R[] = [];
  for (const item of items) {
    try {
      done.push(work(item));
    } catch (error) {
      if (!(error instanceof UnusableContent)) throw error;
      faults.push(error);
    }
  }
  refuse(faults);
  return done;
}

/**
 * Reads parts that do not depend on each other, all of them before it complains of any.
 * @throws UnusableContent
 */
export function together<T extends object>(parts: { [K in keyof T]: () => T[K] }): T {
  const read = forAll(Object.entries<() => unknown>(parts), ([name, part]) => [name, part()] as const);
  return Object.fromEntries(read) as T;
}
