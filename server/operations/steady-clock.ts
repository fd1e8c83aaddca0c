/**
 * A clock that is never put back, for what is due after a while. When the clock of the machine is, it goes on at half its
 * pace until that has caught up: what was due by then is not late, and nothing is lent for long by a time that was wrong.
 * @param wall the clock of the machine
 * @param elapsed milliseconds, by a clock that nobody sets
 */
export function steadyClock(wall: () => Date, elapsed = (): number => performance.now()): () => Date {
  let time = wall().getTime();
  let at = elapsed();
  return () => {
    const now = elapsed();
    time = Math.max(wall().getTime(), time + (now - at) / 2);
    at = now;
    return new Date(Math.floor(time));
  };
}
