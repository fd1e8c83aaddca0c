import { closeSync, fdatasync, openSync } from 'node:fs';
import { StoreUnavailable } from '../errors.js';

/**
 * Brings the log from the memory of the operating system onto the disk, on another thread, so that other turns run
 * meanwhile. Those that commit while a sync is under way share the next one.
 */
export class LogSync {
  readonly #file: string;
  #descriptor: number | null = null;
  #underWay: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #failure: StoreUnavailable | null = null;

  /** @param file the log, which need not be there before the first commit */
  constructor(file: string) {
    this.#file = file;
  }

  /** Why nothing more can be kept, once the disk has failed. */
  get failure(): StoreUnavailable | null {
    return this.#failure;
  }

  /**
   * Resolves once all that was committed before the call is on the disk.
   * @throws StoreUnavailable when the disk failed, and from then on: nobody can say what a failed sync has lost
   */
  sync(): Promise<void> {
    if (!this.#underWay) return (this.#underWay = this.#start());
    // The one under way may have begun before the commit.
    return (this.#next ??= this.#underWay.then(() => {
      this.#next = null;
      return (this.#underWay = this.#start());
    }));
  }

  /**
   * Resolves once nothing committed so far is still to be brought to the disk.
   * @throws StoreUnavailable as `sync`
   */
  settled(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#next ?? this.#underWay ?? Promise.resolve();
  }

  /** Lets go of the file. Whatever is under way must have settled. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  async #start(): Promise<void> {
    try {
      if (this.#failure) throw this.#failure;
      this.#descriptor ??= openSync(this.#file, 'r+');
      await synced(this.#descriptor);
    } catch (cause) {
      throw (this.#failure ??= new StoreUnavailable('The disk of the store failed.', { cause }));
    } finally {
      if (!this.#next) this.#underWay = null;
    }
  }
}

function synced(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(descriptor, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
