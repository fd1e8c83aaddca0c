import { forAll } from '../errors.js';
import type { Checked, Path } from '../schema/checked.js';

/** Begins everything in a new area that somebody has still to write. */
export const placeholder = 'FILL IN';

function placeholdersIn(value: unknown, path: Path): Path[] {
  if (typeof value === 'string') return value.includes(placeholder) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    placeholdersIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** No placeholder ever reaches a person: a file that still has one belongs to a draft. @throws UnusableContent */
export function checkFilledIn(file: Checked<unknown>): void {
  forAll(placeholdersIn(file.data, []), (path) => {
    throw file.fault(
      path,
      'is not filled in yet: write it, or write "draft: true" in area.yaml until it is.',
    );
  });
}
