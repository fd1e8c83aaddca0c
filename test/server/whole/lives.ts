import type { Ending, Program } from './program.js';

/** The program that lives now, of many that come one after another on the same data. */
export class Lives {
  /** From a start until the program said that it was ready, in milliseconds, for those that came so far. */
  readonly startMs: number[] = [];
  #current: Program;
  #over: Error | null = null;

  constructor(private readonly begin: () => Program) {
    this.#current = this.#start();
  }

  get current(): Program {
    return this.#current;
  }

  /**
   * Where the program can be reached: resolves when one lives, rejects when none will come any more.
   * @throws Error when it has ended by itself
   */
  readonly address = async (): Promise<string> => {
    for (;;) {
      if (this.#over) throw this.#over;
      const { child, address, output } = this.#current;
      if (child.exitCode !== null) throw new Error(`The program ended by itself.\n${output()}`);
      if (child.signalCode === null) {
        const at = await address.catch(() => null);
        if (at !== null) return at;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  /**
   * Kills the program and starts it anew at once.
   * @throws Error when it had ended by itself
   */
  async killAndStart(): Promise<void> {
    if (this.#over) throw this.#over;
    const { child, ended, output } = this.#current;
    child.kill('SIGKILL');
    const ending: Ending = await ended;
    if (ending.signal !== 'SIGKILL') throw new Error(`The program ended by itself.\n${output()}`);
    this.#current = this.#start();
  }

  /** Tells everybody who waits for the program that it will not come back. */
  giveUp(reason: Error): void {
    this.#over = reason;
  }

  #start(): Program {
    const began = performance.now();
    const program = this.begin();
    void program.address.then(
      () => this.startMs.push(performance.now() - began),
      () => undefined,
    );
    return program;
  }
}
