/** Leaves a service alone for a time once it has failed several times running, then tries it once more. */
export class Circuit {
  private failures = 0;
  private openUntil = 0;

  /**
   * @param now in milliseconds
   * @param most failures running before it opens
   * @param restMs how long it then stays open
   */
  constructor(
    private readonly now: () => number,
    private readonly most: number,
    private readonly restMs: number,
  ) {}

  /** Whether the service may be asked now. After a rest one message tries it, and no other until that has ended. */
  mayAsk(): boolean {
    if (this.failures < this.most) return true;
    if (this.now() < this.openUntil) return false;
    this.openUntil = this.now() + this.restMs;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
    this.openUntil = this.now() + this.restMs;
  }
}
