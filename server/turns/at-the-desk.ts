import type { Area } from '../../content/schema/area.js';
import { free } from '../desk/floor/floor.js';
import { unclaimedTimers } from '../desk/floor/times.js';
import { joinTimers } from '../store/timers.js';
import type { DeskState } from '../store/desk.js';
import type { TurnCommit } from '../store/store.js';
import type { JournalEntry } from './journal.js';

/**
 * What a turn of the bot means for the advisers: who needs one waits for one, a closed conversation is open again, and
 * somebody urgent or in danger is not left unseen.
 * @param desk who had the floor before the turn; null when nobody ever did
 */
export function atTheDesk(commit: TurnCommit, desk: DeskState | null, area: Area): TurnCommit {
  const { attention, conversation, at } = commit;
  const reopens = desk?.status === 'closed';
  if (commit.erase || (!attention && !reopens)) return commit;
  const timers = attention ? unclaimedTimers(area, conversation.id, attention.level, at) : [];
  const status = attention ? 'waiting' : 'bot';
  return {
    ...commit,
    journal: reopens ? withReopened(commit.journal) : commit.journal,
    ...(desk && desk.status !== status && { desk: { ...free, status, offeredTo: desk.offeredTo } }),
    ...(timers.length > 0 && { timers: joinTimers(commit.timers, { set: timers, clear: [] }) }),
  };
}

/** What the person wrote is what reopened it. */
function withReopened(journal: TurnCommit['journal']): TurnCommit['journal'] {
  const said = journal.findIndex(({ kind }: Pick<JournalEntry, 'kind'>) => kind === 'said');
  return [...journal.slice(0, said + 1), { kind: 'reopened' }, ...journal.slice(said + 1)];
}
