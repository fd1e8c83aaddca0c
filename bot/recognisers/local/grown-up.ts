import type { ProposedPerson } from '../../../dialogs/understanding.js';
import type { OwnedAge } from './ages/whose-age.js';

/** Whoever has a parent of pension age, or a brother past 40, is 18 or over. */
export function isOfAGrownUp({ relationship, age = 0 }: ProposedPerson): boolean {
  if (['mother', 'father', 'parent'].includes(relationship)) return age >= 60;
  if (['son', 'daughter'].includes(relationship)) return age >= 18;
  return ['brother', 'sister', 'sibling'].includes(relationship) && age >= 40;
}

/** "Lone parent, two boys, 12 and 9": a number that stands alone is no grown-up's own age. */
export function asChilds(owned: OwnedAge): OwnedAge {
  const meant = owned.of === 'writer' && owned.alone && owned.age.group !== 'adult';
  return meant ? { ...owned, of: 'child' } : owned;
}
