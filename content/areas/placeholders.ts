import type { Checked, Path } from '../schema/checked.js';

/** Begins everything in a new area that somebody has still to write. */
export const placeholder = 'FILL IN';

function findPlaceholder(value: unknown, path: Path): Path | null {
  if (typeof value === 'string') return value.includes(placeholder) ? path : null;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = findPlaceholder(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return null;
}

/** No placeholder ever reaches a person: a file that still has one belongs to a draft. @throws ContentError */
export function checkFilledIn(file: Checked<unknown>): void {
  const found = findPlaceholder(file.data, []);
  if (found)
    throw file.fault(
      found,
      'is not filled in yet: write it, or write "draft: true" in area.yaml until it is.',
    );
}
