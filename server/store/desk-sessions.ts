/** Something that a browser holds the secret of, until a time. Its adviser never changes. */
export interface DeskSessionRecord {
  /** A hash of the secret: what is kept here opens nothing. */
  key: string;
  /** The adviser's id; null while they are still signing in. */
  adviser: string | null;
  /** JSON that belongs to `server/desk/sign-in`. */
  value: unknown;
  /** ISO 8601. From then on it is not found. */
  expiresAt: string;
}

/** The desk's sessions: a table of keys and values with an end, and nothing that needs more than that. */
export interface DeskSessionStore {
  /** @throws StoreRefused when the key is taken */
  add(session: DeskSessionRecord): Promise<void>;
  /** Null when there is none, or it has expired. */
  find(key: string, now: Date): Promise<DeskSessionRecord | null>;
  /** Moves the end of one that is there. False when it is not, so that what was removed never comes back. */
  extend(key: string, expiresAt: Date): Promise<boolean>;
  /**
   * Changes what is kept of one that is there, and its end, in one step: whoever looks meanwhile finds the one or the
   * other. False when it is not there.
   */
  replace(key: string, value: unknown, expiresAt: Date): Promise<boolean>;
  /** True for the one caller that removed it. */
  remove(key: string): Promise<boolean>;
  /** Removes all that an adviser has, in every browser; returns how many. */
  removeOf(adviser: string): Promise<number>;
  /** Removes what has expired. */
  removeExpired(now: Date): Promise<void>;
}
