import type { Areas } from '../../content/areas/load-areas.js';
import type { Area } from '../../content/schema/area.js';
import type { Story } from '../story/story.js';

/**
 * The area whose council answers for the person who is looked after: where they live counts, not where somebody began
 * to write (Social Services and Well-being (Wales) Act 2014, ss.24, 40; Care Act 2014, s.20). It is `here` while no place
 * is known, or the council is one that we only know by name.
 */
export function answeringArea({ place }: Story, { areas }: Pick<Areas, 'areas'>, here: Area): Area {
  const id = place?.area ?? here.id;
  return areas.get(id) ?? here;
}

/** Whether another council answers than the one whose page or number was written to. */
export function isElsewhere({ place }: Story, here: Area): boolean {
  return place !== undefined && place.choices === undefined && place.area !== here.id;
}
