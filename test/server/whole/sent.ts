import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until the program at `address` has sent all that it has accepted.
 * @throws Error when it takes longer than `patienceMs`
 */
export async function drained(address: string, patienceMs = 60_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const metrics = await (await fetch(`${address}/metrics`)).text();
    if (/^fingerpost_outbox_waiting 0$/m.test(metrics)) return;
    if (performance.now() > deadline) throw new Error('Not everything was sent in the end.');
    await sleep(50);
  }
}
