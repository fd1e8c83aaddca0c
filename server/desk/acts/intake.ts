import { z } from 'zod';
import type { Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { Adviser } from '../adviser.js';
import { may } from '../rights.js';

export const intakeInput = z.strictObject({ area: z.string().min(1).max(100), paused: z.boolean() });

/**
 * A supervisor lets nobody new be taken but those in danger or urgent, or lets it go on. People who ask for a person keep
 * a place and are told that nobody new is taken. False without the right.
 */
export async function setIntake(
  { store, live, clock }: { store: Pick<Store, 'desk'>; live: LiveUpdates; clock: () => Date },
  { id, name, grants }: Adviser,
  { area, paused }: z.output<typeof intakeInput>,
): Promise<boolean> {
  if (!may({ grants }, 'supervise', area)) return false;
  const at = clock().toISOString();
  await store.desk.setIntakePause(area, paused ? { by: id, name, at } : null);
  const act = paused ? 'intake-paused' : 'intake-resumed';
  await store.desk.addAudit([{ at, adviser: id, name, area, act, conversationId: null }]);
  live.publishArea(area);
  return true;
}
