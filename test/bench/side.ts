/** One conversation in which a side is measured. */
export interface Talk {
  /** Settles when the line has been answered, and kept as durably as the side keeps anything. */
  say(line: string): Promise<void>;
}

/** One of the things that are compared. */
export interface Side {
  name: string;
  /** Gets a conversation as far as its first line; this is not measured. */
  begin(): Promise<Talk>;
}
