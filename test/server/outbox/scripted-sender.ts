import type { ItemWith, Sender, SendResult } from '../../../server/outbox/sender.js';
import type { OutboxPayload } from '../../../server/store/outbox.js';

type Answer = SendResult | Error;

/** Answers as it is told: each item by its own script, or when the test says so. */
export class ScriptedSender implements Sender {
  /** Everything that was attempted, in order. */
  readonly attempts: { id: string; unknown: boolean; attempt: number }[] = [];
  /** How many were being sent at the same time, at most. */
  mostAtOnce = 0;
  #atOnce = 0;
  readonly #scripts = new Map<string, Answer[]>();
  #waiting: { count: number; resolve: () => void }[] = [];

  /** What to answer to the first, second… attempt at an item; later attempts, and others, are sent. */
  script(id: string, ...answers: Answer[]): void {
    this.#scripts.set(id, answers);
  }

  /** The next attempt at the item does not end until the returned function is called. */
  hold(id: string): () => void {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#holds.set(id, released);
    return release;
  }
  readonly #holds = new Map<string, Promise<void>>();

  /** Resolves when that many attempts have begun. */
  began(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
      this.#tell();
    });
  }

  ids(): string[] {
    return this.attempts.map(({ id }) => id);
  }

  async send(item: ItemWith<OutboxPayload>): Promise<SendResult> {
    this.attempts.push({ id: item.id, unknown: item.unknown, attempt: item.attempts });
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    this.#tell();
    const held = this.#holds.get(item.id);
    this.#holds.delete(item.id);
    await held;
    this.#atOnce -= 1;
    const answer = this.#scripts.get(item.id)?.shift() ?? { outcome: 'sent', providerId: `SM-${item.id}` };
    if (answer instanceof Error) throw answer;
    return answer;
  }

  #tell(): void {
    const reached = this.#waiting.filter(({ count }) => count <= this.attempts.length);
    this.#waiting = this.#waiting.filter((waiting) => !reached.includes(waiting));
    for (const { resolve } of reached) resolve();
  }
}
