import type { When } from '../schema/pathway.js';
import type { CareeAge, CarerKind, Condition, NationId, Topic } from '../schema/vocabulary.js';

/** What a pathway's conditions are held against. */
export interface Circumstances {
  carers: readonly CarerKind[];
  nation: NationId | null;
  /** Of those who are looked after, as far as it is known. */
  theirAges: readonly CareeAge[];
  /** The writer's own age in whole years; null while it is not known. */
  yourYears: number | null;
  /** The place as it was recognised; null while none was named. */
  place: string | null;
  conditions: readonly Condition[];
  topics: readonly Topic[];
}

/** Whether an extra service's `when` holds: every line that is written, and of conditions and topics one that fits. */
export function applies(when: When, circumstances: Circumstances): boolean {
  const { carers, nation, theirAges, yourYears, place, conditions, topics } = circumstances;
  if (when.carers && !when.carers.some((kind) => carers.includes(kind))) return false;
  if (when.nations && (nation === null || !when.nations.includes(nation))) return false;
  if (when.theirAges && !when.theirAges.some((age) => theirAges.includes(age))) return false;
  if (when.places && (place === null || !when.places.includes(place))) return false;
  const { from = 0, to = Infinity } = when.yourYears ?? {};
  if (when.yourYears && (yourYears === null || yourYears < from || yourYears > to)) return false;
  if (!when.conditions && !when.topics) return true;
  const condition = when.conditions?.some((each) => conditions.includes(each)) ?? false;
  return condition || (when.topics?.some((each) => topics.includes(each)) ?? false);
}
