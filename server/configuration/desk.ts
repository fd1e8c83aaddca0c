import type { Variables } from './variables.js';

/** How advisers sign in, and for how long. */
export interface DeskConfiguration {
  /** On one person's machine a link in the terminal signs in, as long as there is no provider. */
  linkAllowed: boolean;
  /** Ends a session after as much time without a request. */
  idleMinutes: number;
  /** Ends a session whatever happens. */
  hours: number;
}

/** What the variables say of the desk. */
export function deskOf(values: Variables): DeskConfiguration {
  return {
    linkAllowed: values.NODE_ENV !== 'production',
    idleMinutes: values.DESK_IDLE_MINUTES,
    hours: values.DESK_SESSION_HOURS,
  };
}
