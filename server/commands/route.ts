// `npm run -s route`: JSON lines of a Story in, where each leads out.
import { join } from 'node:path';
import { z } from 'zod';
import type { Areas } from '../../content/areas/load-areas.js';
import { loadAreas } from '../../content/areas/load-areas.js';
import { projectRoot } from '../../content/project-root.js';
import type { Area } from '../../content/schema/area.js';
import { openFolder } from '../../content/schema/folder.js';
import { didYouMean } from '../../content/schema/nearest.js';
import { describeRoute } from '../../dialogs/pathway/describe-route.js';
import { personSchema, placeSchema, storySchema, type Story } from '../../dialogs/story/story.js';
import { explained } from './explained.js';
import { answerLines, WrongValue } from './json-lines.js';

/** A Story as somebody writes it by hand. A misspelt field would change the route unnoticed, so it is refused. */
const lineSchema = z.strictObject({
  ...storySchema.shape,
  /** Comes back with the answer. */
  id: z.union([z.string(), z.number()], { error: 'write words or a number' }).optional(),
  version: storySchema.shape.version.default(1),
  language: storySchema.shape.language.default('en'),
  people: z.array(z.strictObject(personSchema.shape)).default([]),
  place: z.strictObject(placeSchema.shape).optional(),
});

/** The area that answers: where the person who is looked after lives, as far as it is one of ours. @throws WrongValue */
function areaOf({ area, place }: Story, { areas }: Areas): Area {
  const found = areas.get(place?.area ?? area);
  if (found) return found;
  const written = place?.area ?? area;
  const known = [...areas.keys()];
  throw new WrongValue(
    written === area ? 'area' : 'place.area',
    `write one of ${known.join(', ')}.${didYouMean(written, known)}`,
  );
}

await explained(async () => {
  const content = loadAreas(openFolder(join(projectRoot, 'content')));
  const allAnswered = await answerLines(
    { from: process.stdin, to: process.stdout, errors: process.stderr },
    lineSchema,
    ({ id, ...story }) => {
      return { ...(id !== undefined && { id }), ...describeRoute(story, content, areaOf(story, content)) };
    },
  );
  if (!allAnswered) process.exitCode = 1;
});
