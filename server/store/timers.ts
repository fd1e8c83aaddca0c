/** Something to be done at a time, whatever happens to the process until then. */
export interface NewTimer {
  /** Setting a timer that is there already sets it anew. */
  id: string;
  /** Names its handler. */
  kind: string;
  /** Null when it belongs to no conversation; else it goes when the conversation is erased or forgotten. */
  conversationId: string | null;
  /** ISO 8601. */
  dueAt: string;
  /** Small, and nothing that anybody wrote: it is not sealed. */
  payload: Record<string, string | number | boolean | null>;
  /**
   * ISO 8601. It is due a while after this, rather than at a time: should the clock be put back behind it, the wait begins
   * anew.
   */
  since?: string;
  /** Leaves one that is there already as it is. */
  keep?: boolean;
}

export interface Timer extends Omit<NewTimer, 'keep' | 'since'> {
  /** How often it was lent out, this time included. */
  attempts: number;
}

/** Timers to set and, before that, to clear. */
export interface TimerChange {
  set: NewTimer[];
  /** Ids; one that is not there is no mistake. */
  clear: string[];
}

/**
 * The clocks of two instances may differ by so much, in milliseconds. What began further ahead began by a clock that has been
 * put back since.
 */
export const clocksDifferMs = 60_000;

/** Adds to what a commit does with timers. */
export function joinTimers(one: TimerChange | undefined, other: TimerChange): TimerChange {
  return { set: [...(one?.set ?? []), ...other.set], clear: [...(one?.clear ?? []), ...other.clear] };
}

/**
 * Timers that outlive the process. A due one is lent to a worker; the commit that does its work clears it or sets it
 * anew, so that it is done once even when the process dies at any instruction.
 */
export interface TimerStore {
  /**
   * Leases up to `limit` due timers, the longest due first. Where a wait or a lease began in a time that is to come, the clock
   * has been put back: it begins anew, and is as long as it was.
   */
  claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<Timer[]>;
  /** The earliest time at which a claim would find something. */
  nextDue(): Promise<Date | null>;
  change(change: TimerChange): Promise<void>;
  /** Clears a timer that is still lent to the worker, or lends it again from `retryAt`. False when it no longer is. */
  settle(id: string, worker: string, retryAt: Date | null): Promise<boolean>;
  ofConversation(conversationId: string): Promise<Timer[]>;
  /** Those of these ids that are set, of timers that belong to no conversation and whose payload names the area; in any order. */
  inArea(area: string, ids: readonly string[]): Promise<Timer[]>;
}
