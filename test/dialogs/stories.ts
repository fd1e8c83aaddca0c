import fc from 'fast-check';
import { languages } from '../../content/language.js';
import type { Areas } from '../../content/areas/load-areas.js';
import {
  carerAges,
  careeAges,
  conditions,
  newStory,
  relationships,
  roles,
  storySchema,
  topics,
  type Place,
  type Story,
} from '../../dialogs/story/story.js';

const person = fc.record(
  {
    relationship: fc.constantFrom(...relationships),
    age: fc.integer({ min: 0, max: 105 }),
    ageGroup: fc.constantFrom(...careeAges),
    conditions: fc.uniqueArray(fc.constantFrom(...conditions), { maxLength: 3 }),
  },
  { requiredKeys: ['relationship', 'conditions'] },
);

/** A place as the index knows it: whoever answers for it, or several that share it. */
function anyPlace({ places }: Pick<Areas, 'places'>): fc.Arbitrary<Place> {
  const all = [...new Set([...places.names.values(), ...places.districts.values()])];
  return fc.constantFrom(...all).map(({ name, answerers }) => {
    const [first, ...more] = answerers;
    const choices = answerers.map(({ area, council, nation }) => ({
      area,
      council: council?.en ?? null,
      nation,
    }));
    if (!first || more.length > 0) return { name: name.en, area: null, nation: null, choices };
    const council = first.council?.en;
    return {
      name: name.en,
      area: first.area,
      nation: first.nation,
      ...(council !== undefined && { council }),
    };
  });
}

/** Any story that the schema allows, from empty to full, begun in any area and about somebody anywhere. */
export function anyStory(content: Pick<Areas, 'areas' | 'places'>): fc.Arbitrary<Story> {
  const areas = [...content.areas.values()];
  const ways = areas.flatMap(({ pathway }) =>
    Object.values(pathway.carers).flatMap(({ assessmentWays }) => assessmentWays.map(({ id }) => id)),
  );
  return fc
    .record(
      {
        area: fc.constantFrom(...areas.map(({ id }) => id)),
        language: fc.constantFrom(...languages),
        role: fc.constantFrom(...roles),
        people: fc.array(person, { maxLength: 3 }),
        place: anyPlace(content),
        carerAge: fc.constantFrom(...carerAges),
        carerAgeYears: fc.integer({ min: 5, max: 100 }),
        topics: fc.uniqueArray(fc.constantFrom(...topics), { maxLength: 5 }),
        assessment: fc.record(
          {
            way: fc.constantFrom('no-such-way', null, ...ways),
            together: fc.constantFrom('joint', 'separate', 'either'),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['area', 'language'] },
    )
    .map((told) => storySchema.parse({ ...newStory(told.area, told.language), ...told }));
}
