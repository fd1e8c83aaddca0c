import { StoreUnavailable } from '../store/errors.js';
import { ThreadsUnavailable } from '../turns/threads/errors.js';

/** Whether a message that met this error can be run later as it is: it was not its own doing. */
export function isAway(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof ThreadsUnavailable;
}
