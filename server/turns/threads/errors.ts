/** The thread ended before it had answered. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

/** The thread cannot run turns, for a reason that the operator can mend. */
export class ThreadUnusable extends Error {
  override readonly name = 'ThreadUnusable';
}

/** The turn did not end in the time that a turn has, so that its thread was ended. The same turn would do so again. */
export class TurnTookTooLong extends Error {
  override readonly name = 'TurnTookTooLong';
}

/** No thread can run turns just now; others are on their way. */
export class ThreadsUnavailable extends Error {
  override readonly name = 'ThreadsUnavailable';
  /** What a request is answered with, so that it is made again. */
  readonly status = 503;
}
