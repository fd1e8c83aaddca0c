import { z } from 'zod';
import type { DialogState } from '../../dialogs/bot-framework.js';
import { newProgress, progressSchema, type Progress } from '../../dialogs/progress.js';
import { newStory, storySchema, type Story } from '../../dialogs/story/story.js';
import type { Language } from '../../content/language.js';

/** All that is kept of a conversation between two turns. It is JSON, and every part of it is read with its schema. */
export interface KeptState {
  version: 1;
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
  story: storySchema,
  progress: progressSchema,
  dialogs: dialogStateSchema,
});

/** The state of a conversation that has not begun. */
export function newState(area: string, language: Language): KeptState {
  return {
    version: 1,
    story: newStory(area, language),
    progress: newProgress(),
    dialogs: { dialogStack: [] },
  };
}

/**
 * Reads what the store kept.
 * @throws ZodError when it is not the state of a conversation
 */
export function readState(kept: unknown): KeptState {
  return keptStateSchema.parse(kept);
}
