import fc from 'fast-check';
import { languages } from '../../content/language.js';
import { nationIds } from '../../content/schema/vocabulary.js';
import {
  carerAges,
  careeAges,
  conditions,
  newStory,
  relationships,
  roles,
  storySchema,
  topics,
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

const place = fc.record(
  {
    name: fc.constantFrom('Barry', 'Cardiff', 'CF5', 'Leeds'),
    area: fc.constantFrom('vale-of-glamorgan', null),
    council: fc.constantFrom('Cardiff Council'),
    nation: fc.constantFrom(...nationIds, null),
  },
  { requiredKeys: ['name', 'area', 'nation'] },
);

/** Any story that the schema allows in the Vale, from empty to full. */
export const anyStory: fc.Arbitrary<Story> = fc
  .record(
    {
      language: fc.constantFrom(...languages),
      role: fc.constantFrom(...roles),
      people: fc.array(person, { maxLength: 3 }),
      place,
      carerAge: fc.constantFrom(...carerAges),
      carerAgeYears: fc.integer({ min: 5, max: 100 }),
      topics: fc.uniqueArray(fc.constantFrom(...topics), { maxLength: 5 }),
    },
    { requiredKeys: ['language'] },
  )
  .map((told) => storySchema.parse({ ...newStory('vale-of-glamorgan', told.language), ...told }));
