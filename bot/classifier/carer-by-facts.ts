import type { CarerLabel } from '../../content/schema/vocabulary.js';
import { ageGroupOf } from '../../dialogs/story/carer-kind.js';
import type { Relationship } from '../../dialogs/story/story.js';
import type { Understanding } from '../../dialogs/understanding.js';

const spouses: readonly Relationship[] = ['wife', 'husband'];
const ownChild: readonly Relationship[] = ['son', 'daughter', 'child'];

/**
 * Who writes, as far as the facts of one message settle it; null when they leave it open. Under 18 is a young carer,
 * whomever they care for; who brings up a child under 18 is a parent carer; an adult by the words, a husband or a wife
 * who looks after an adult is an adult carer. A relationship alone settles nothing: a fourteen-year-old has a nan too.
 */
export function carerByFacts({ facts }: Understanding): CarerLabel | null {
  if (facts.role === 'professional' || facts.role === 'friend' || facts.role === 'cared-for') return 'none';
  if (facts.carerAge === 'under-18') return 'young';
  const kinds = new Set<CarerLabel | null>();
  for (const person of facts.people) {
    const group = ageGroupOf(person);
    const own = ownChild.includes(person.relationship);
    if (own) kinds.add(group === null ? null : group === 'adult' ? 'adult' : 'parent');
    else if (spouses.includes(person.relationship)) kinds.add('adult');
    else {
      const grown = facts.carerAge !== undefined || facts.carerIsAdult === true;
      kinds.add(grown && group === 'adult' ? 'adult' : null);
    }
  }
  const [kind = null, ...more] = kinds;
  return more.length === 0 ? kind : null;
}
