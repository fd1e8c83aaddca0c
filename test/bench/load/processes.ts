import { readFileSync } from 'node:fs';

/** Linux counts processor time for programs in hundredths of a second, whatever it counts by itself. */
const ticksPerSecond = 100;
const kibibyte = 1024;

/** Processor time that the processes have spent so far, in seconds; NaN where the system does not tell (only Linux does). */
export function cpuSecondsOf(pids: readonly number[]): number {
  const seconds = pids.map((pid) => {
    // What follows the name in brackets, which may hold anything: `utime` and `stime` are the 12th and 13th of it.
    const fields = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  });
  return seconds.reduce((sum, each) => sum + each, 0);
}

/** Resident memory of the processes, in bytes; NaN where the system does not tell. */
export function residentBytesOf(pids: readonly number[]): number {
  const bytes = pids.map((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(read(pid, 'status'))?.[1]) * kibibyte);
  return bytes.reduce((sum, each) => sum + each, 0);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
