import { z } from 'zod';

/** A program that is older than the one that kept a state cannot read it: another instance may. */
export class StateTooNew extends Error {
  override readonly name = 'StateTooNew';
  /** What a request is answered with, so that it is made again. */
  readonly status = 503;
}

/** Turns the state of one version into that of the next. */
export type StateMigration = (state: Record<string, unknown>) => Record<string, unknown>;

/**
 * In order, from version 1 on; a released one is never changed. What is only added needs none: it gets a default in its
 * schema, so that older instances beside a newer one go on reading it.
 */
export const stateMigrations: readonly StateMigration[] = [];

const versionedSchema = z.looseObject({ version: z.number().int().min(1) });

/**
 * Brings a kept state to the newest version, on reading; it is kept so with the next turn.
 * @throws StateTooNew when a newer program kept it
 * @throws ZodError when it is no state
 */
export function toNewest(kept: unknown, migrations: readonly StateMigration[] = stateMigrations): unknown {
  const state = versionedSchema.parse(kept);
  const newest = migrations.length + 1;
  if (state.version > newest) {
    throw new StateTooNew(`The state has version ${state.version}; this program knows ${newest}.`);
  }
  return migrations
    .slice(state.version - 1)
    .reduce<Record<string, unknown>>((earlier, migration) => migration(earlier), state);
}
