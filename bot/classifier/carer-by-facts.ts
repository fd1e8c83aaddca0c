import { ownChildren, siblings, type CarerLabel } from '../../content/schema/vocabulary.js';
import { ageGroupOf } from '../../dialogs/story/carer-kind.js';
import type { Relationship } from '../../dialogs/story/story.js';
import type { ProposedFacts, ProposedPerson, Understanding } from '../../dialogs/understanding.js';

const spouses: readonly Relationship[] = ['wife', 'husband'];
const relatives: readonly Relationship[] = ['grandchild', ...siblings];

/** Their brothers and sisters, or their children, are grown up when the writer is of this age. */
const grownSiblings = 40;
const grownChildren = 65;

/** Years that the writer has at least, by an age or a band. */
function leastAge({ carerAge, carerAgeYears }: ProposedFacts): number {
  const leasts = { 'under-18': 0, '18-25': 18, '26-64': 26, '65-plus': 65 } as const;
  return carerAgeYears ?? (carerAge === undefined ? 0 : leasts[carerAge]);
}

/** What looking after one person makes the writer, who is not under 18; null when the facts leave it open. */
function kindFor(person: ProposedPerson, facts: ProposedFacts): CarerLabel | null {
  const group = ageGroupOf(person);
  if (spouses.includes(person.relationship)) return 'adult';
  if (ownChildren.includes(person.relationship)) {
    if (group !== null) return group === 'adult' ? 'adult' : 'parent';
    return leastAge(facts) >= grownChildren ? 'adult' : null;
  }
  const grown =
    facts.carerAge !== undefined || facts.carerIsAdult === true || person.relationship === 'grandchild';
  // A grandparent, or a grown-up brother or sister, brings nobody up by that alone.
  if (
    grown &&
    group !== 'adult' &&
    relatives.includes(person.relationship) &&
    (group !== null || person.relationship === 'grandchild')
  )
    return 'unclear';
  if (group === null && siblings.includes(person.relationship))
    return leastAge(facts) >= grownSiblings ? 'adult' : null;
  return grown && group === 'adult' ? 'adult' : null;
}

/**
 * Who writes, as far as the facts of one message settle it; null when they leave it open. Under 18 is a young carer,
 * whomever they care for; who brings up a child under 18 is a parent carer; an adult by the words, a husband or a wife
 * who looks after an adult is an adult carer. A relationship alone settles nothing: a fourteen-year-old has a nan too.
 */
export function carerByFacts({ facts }: Understanding): CarerLabel | null {
  if (facts.role === 'professional' || facts.role === 'friend' || facts.role === 'cared-for') return 'none';
  const about = facts.people.length > 0 ? facts.people : (facts.mentioned ?? []);
  // A pupil who says no age and speaks of nobody at home may be no carer at all.
  const caring =
    about.length > 0 ||
    facts.role === 'carer' ||
    facts.conditions.length > 0 ||
    facts.carerAgeYears !== undefined;
  if (facts.carerAge === 'under-18') return caring ? 'young' : null;
  const kinds = new Set(about.map((person) => kindFor(person, facts)));
  // Of brothers and sisters of whom one is a child, the others are taken to be children as well.
  if (kinds.has('parent') && about.every(({ relationship }) => ownChildren.includes(relationship)))
    kinds.delete(null);
  const [kind = null, ...more] = kinds;
  return more.length === 0 ? kind : null;
}
