/**
 * The tab's own storage, for what must outlive a reload and nothing more. Where a browser keeps it from us, what is
 * kept lives as long as the page.
 */
const fallback = new Map<string, string>();

/** Whether what is kept outlives this page. */
export function isLasting(): boolean {
  try {
    return sessionStorage.length >= 0;
  } catch {
    return false;
  }
}

/** The value kept under `name`, or null. */
export function recall(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return fallback.get(name) ?? null;
  }
}

/** Keeps `value` under `name`; an empty value forgets it. */
export function keep(name: string, value: string): void {
  try {
    if (value === '') sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    fallback.set(name, value);
  }
}

/** Forgets all of it. */
export function forgetEverything(): void {
  fallback.clear();
  try {
    sessionStorage.clear();
  } catch {
    // Storage is kept from us, so there was nothing in it.
  }
}
