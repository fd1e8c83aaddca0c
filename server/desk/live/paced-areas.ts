import type { LiveUpdates } from '../../turns/live.js';

interface Area {
  listeners: Set<() => void>;
  unsubscribe: () => void;
  timer: NodeJS.Timeout | null;
  toldAt: number;
}

/**
 * An area's queue changes with every message somewhere. Whoever watches it is told at once, then no more often than every
 * `pauseMs`, and all in the same moment: so it is read once for all of them.
 */
export class PacedAreas {
  readonly #areas = new Map<string, Area>();

  constructor(
    private readonly live: Pick<LiveUpdates, 'subscribeArea'>,
    private readonly pauseMs: number,
  ) {}

  /** Returns how to stop. */
  subscribe(area: string, onChange: () => void): () => void {
    const watched = this.#areas.get(area) ?? this.#watch(area);
    // A listener of its own, so that the same function subscribed twice is two subscriptions.
    const listener = (): void => {
      onChange();
    };
    watched.listeners.add(listener);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0) return;
      watched.unsubscribe();
      if (watched.timer) clearTimeout(watched.timer);
      if (this.#areas.get(area) === watched) this.#areas.delete(area);
    };
  }

  #watch(area: string): Area {
    const watched: Area = {
      listeners: new Set(),
      unsubscribe: this.live.subscribeArea(area, () => {
        const wait = Math.max(0, watched.toldAt + this.pauseMs - performance.now());
        watched.timer ??= setTimeout(() => {
          watched.timer = null;
          watched.toldAt = performance.now();
          for (const listener of [...watched.listeners]) listener();
        }, wait);
      }),
      timer: null,
      toldAt: -Infinity,
    };
    this.#areas.set(area, watched);
    return watched;
  }
}
