import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DialogState } from '../../dialogs/bot-framework.js';
import { newProgress, progressSchema, type Progress } from '../../dialogs/progress.js';
import { newStory, storySchema, type Story } from '../../dialogs/story/story.js';
import type { Language } from '../../content/language.js';
import { toNewest } from './state-versions.js';

/** All that is kept of a conversation between two turns: to everybody else a text, read with its schema. */
export interface KeptState {
  /** Counted up with each migration of state-versions.ts. */
  version: 1;
  /** Tells the schemas it was written by. */
  shape: string;
  story: Story;
  progress: Progress;
  /** Bot Framework's own: which dialogs are under way. */
  dialogs: DialogState;
}

const dialogStateSchema = z.object({
  dialogStack: z.array(z.object({ id: z.string(), state: z.record(z.string(), z.unknown()) })),
});

const keptStateSchema = z.object({
  version: z.literal(1),
  shape: z.string().default(''),
  story: storySchema,
  progress: progressSchema,
  dialogs: dialogStateSchema,
});

/** The schemas of this very program, in a few characters. */
const shape = createHash('sha256')
  .update(JSON.stringify(z.toJSONSchema(keptStateSchema, { io: 'input', unrepresentable: 'any' })))
  .digest('base64url');

/** The state after a turn. */
export function keptState(story: Story, progress: Progress, dialogs: DialogState): KeptState {
  return { version: 1, shape, story, progress, dialogs };
}

/** The state of a conversation that has not begun. */
export function newState(area: string, language: Language): KeptState {
  return keptState(newStory(area, language), newProgress(), { dialogStack: [] });
}

/**
 * The state after somebody else has talked with the person: what was being asked is not being asked any more. What they
 * say next is heard for itself, and the plan goes on from what the story lacks.
 */
export function putAside({ story, progress, dialogs }: KeptState): KeptState {
  // Where safety is being talked about, it goes on.
  if (progress.danger !== null) return keptState(story, progress, dialogs);
  return keptState(
    story,
    { ...progress, asking: null, offered: [], correcting: null, managing: null, sure: null },
    { dialogStack: [] },
  );
}

/** What the store is to keep: JSON. */
export function writeState(state: KeptState): string {
  return JSON.stringify(state);
}

/**
 * Reads what the store kept, each time anew. What other schemas wrote is migrated, checked and completed.
 * @throws StateTooNew when a newer program kept it
 * @throws ZodError when it is not the state of a conversation
 */
export function readState(kept: string): KeptState {
  const read: unknown = JSON.parse(kept);
  return isOwn(read) ? read : keptStateSchema.parse(toNewest(read));
}

/** The store gives back what was written, sealed, and nothing else. */
function isOwn(kept: unknown): kept is KeptState {
  return typeof kept === 'object' && kept !== null && 'shape' in kept && kept.shape === shape;
}
