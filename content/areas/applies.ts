import type { When } from '../schema/pathway.js';
import type { CarerKind, Condition, NationId, Topic } from '../schema/vocabulary.js';

/** What a pathway's conditions are held against. */
export interface Circumstances {
  carers: readonly CarerKind[];
  nation: NationId | null;
  conditions: readonly Condition[];
  topics: readonly Topic[];
}

/** Whether an extra service's `when` holds: every line that is written, and of conditions and topics one that fits. */
export function applies(when: When, { carers, nation, conditions, topics }: Circumstances): boolean {
  if (when.carers && !when.carers.some((kind) => carers.includes(kind))) return false;
  if (when.nations && (nation === null || !when.nations.includes(nation))) return false;
  if (!when.conditions && !when.topics) return true;
  const condition = when.conditions?.some((each) => conditions.includes(each)) ?? false;
  return condition || (when.topics?.some((each) => topics.includes(each)) ?? false);
}
