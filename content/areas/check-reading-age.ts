import { refuse } from '../errors.js';
import { tooHard } from '../reading-age.js';
import type { Checked, Path } from '../schema/checked.js';

/** Fields that hold what a carer reads of a service or a route, in both languages. */
const readFields = new Set(['what', 'why', 'aboutAssessment']);

function textsIn(value: unknown, path: Path = []): { text: string; path: Path }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const read = at.some((step) => typeof step === 'string' && readFields.has(step));
    return key === 'en' && read && typeof inner === 'string'
      ? [{ text: inner, path: at }]
      : textsIn(inner, at);
  });
}

/** Holds what services are said to do, and the reasons for them, to a reading age, in English. @throws UnusableContent */
export function checkReadingAge(file: Checked<unknown>): void {
  const texts = textsIn(file.data);
  const hard = tooHard(
    texts.map(({ text }) => text),
    'reason',
  );
  refuse(
    texts.flatMap(({ path }, index) => {
      const instead = hard[index];
      return instead ? [file.fault(path, instead)] : [];
    }),
  );
}
