import type { TurnCommit } from '../../server/store/store.js';
import { area } from './lines.js';

/** A commit of one web conversation that brings a journal and nothing else. */
export function webCommit(
  id: string,
  state: string,
  rest: Pick<TurnCommit, 'expectedVersion' | 'messageId' | 'at' | 'journal'>,
): TurnCommit {
  return {
    ...rest,
    conversation: { id, area, channel: 'web', address: null, state, lastInboundAt: rest.at },
    outbox: [],
    referrals: [],
    attention: null,
    optOut: null,
    erase: false,
  };
}
