import type { Channel } from '../../../bot/turn/channel.js';
import type { Attention, AttentionLevel } from '../../../dialogs/effects.js';
import type { DeskRow, DeskState, FloorStatus } from '../desk.js';
import type { Keyring } from '../sealing/keyring.js';
import { iso } from '../time.js';
import { listOf, textOf } from './connection/reply.js';
import type { Reply } from './connection/reply.js';

/** Gravest first; scores are kept by it. */
export const levels: readonly AttentionLevel[] = ['danger', 'urgent', 'wants-person'];

/** More milliseconds than there are until the year 2286, so that a level outweighs any time. */
const levelWeight = 10_000_000_000_000;

/** What a conversation's row is made of, beside what the conversation has anyway. */
interface KeptRow {
  level: AttentionLevel;
  /** ISO 8601. */
  since: string;
  reasons: Attention['reasons'];
}

/** The fields of `rows.lua`, in its order. */
export function toRow(reply: Reply, keyring: Keyring): DeskRow | null {
  const [id, channel, area, row, status, holder, changed] = listOf(reply).map(textOf);
  if (!id || !row || !changed) return null;
  return {
    conversationId: id,
    channel: channel as Channel,
    area: area ?? '',
    ...(JSON.parse(keyring.open(row)) as KeptRow),
    status: status as FloorStatus,
    holder: holder ? holder : null,
    changedAt: iso(Number(changed)),
  };
}

/** Where a row stands: the gravest first, then those that wait longest. */
export function scoreOf(level: AttentionLevel, since: string): number {
  return levels.indexOf(level) * levelWeight + Date.parse(since);
}

/** The scores of a level, from and up to, the second left out. */
export function scoresOf(level: AttentionLevel): [number, number] {
  const from = levels.indexOf(level) * levelWeight;
  return [from, from + levelWeight];
}

/** Since when it waits, of a score; milliseconds since 1970. */
export function sinceOf(score: number): number {
  return score % levelWeight;
}

/**
 * The fields of a row after a commit; null when there is none. What is new joins what is waiting or held already: the
 * graver level stands, reasons are added. After that was finished a row begins anew.
 * @param at ISO 8601
 */
export function rowAfter(
  before: DeskRow | null,
  added: Attention | null,
  desk: DeskState | null,
  at: string,
): Record<string, string> | null {
  if (!before && !added && !desk) return null;
  const goesOn = before !== null && (before.status === 'waiting' || before.status === 'held');
  const earlier = before && (goesOn || !added) ? before : null;
  const ranks = [added, earlier].flatMap((each) => (each ? [levels.indexOf(each.level)] : []));
  const level = levels[Math.min(...ranks)] ?? 'wants-person';
  const since = earlier?.since ?? at;
  const status = desk?.status ?? 'waiting';
  const holder = desk?.holder?.adviser ?? null;
  const changed = !before || before.status !== status || before.holder !== holder;
  const reasons = [...(earlier?.reasons ?? []), ...(added?.reasons ?? [])];
  const kept: KeptRow = { level, since, reasons };
  return {
    row: JSON.stringify(kept),
    rowStatus: status,
    rowHolder: holder ?? '',
    rowScore: String(scoreOf(level, since)),
    rowChanged: String(Date.parse(changed ? at : before.changedAt)),
  };
}
