/** How long all of them have had their share once, in milliseconds. */
const cycleMs = 50;

/**
 * Lets each process run for its own share of the time alone, the others standing still, as though each were on a slower
 * machine of its own. So it can be seen what a second instance adds where there are too few processors for two.
 * @param pids the processes; all other ones run all the time
 * @param shares how many shares there are; with more than there are processes, some of the time none of them runs
 * @returns what ends it
 */
export function ration(pids: readonly number[], shares: number): () => void {
  let turn = 0;
  const let1Run = (): void => {
    for (const [index, pid] of pids.entries())
      process.kill(pid, index === turn % shares ? 'SIGCONT' : 'SIGSTOP');
    turn += 1;
  };
  const timer = setInterval(let1Run, cycleMs / shares);
  return () => {
    clearInterval(timer);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  };
}
