import type { DeskState, FloorHolder } from '../../store/desk.js';

/** Nobody has had it. */
export const free: DeskState = {
  version: 1,
  status: 'waiting',
  holder: null,
  offeredTo: null,
  owedSince: null,
  outcome: null,
  alerts: null,
  deleting: false,
};

/** An adviser takes the floor; whoever waited for an answer waits for theirs. */
export function taken(desk: DeskState, holder: FloorHolder, at: string): DeskState {
  return {
    ...desk,
    status: 'held',
    holder: { ...holder, since: at },
    offeredTo: null,
    outcome: null,
    alerts: null,
    deleting: false,
  };
}

/** Nobody has the floor any more: back in its place in the queue, back with the bot, or done. */
export function released(desk: DeskState, status: 'waiting' | 'bot' | 'closed'): DeskState {
  const { holder, offeredTo } = desk;
  const last = holder && { adviser: holder.adviser, name: holder.name, shownAs: holder.shownAs };
  return { ...desk, status, holder: null, offeredTo: last ?? offeredTo, owedSince: null, deleting: false };
}
