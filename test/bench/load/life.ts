import type { DeskState } from '../../../server/store/desk.js';
import type { TurnCommit } from '../../../server/store/store.js';
import { attention, message, referral } from '../../server/store/samples.js';
import { area } from '../lines.js';
import { storedId, type Beside } from '../stored.js';

/** What of all conversations stands where, one in so many; 1,000 hold enough to fill every list that is read. */
const every = {
  waiting: 10,
  held: 5,
  closed: 10,
  dueText: 20,
  dueTimer: 20,
  referred: 4,
  texted: 4,
  past: 10,
} as const;
/** Which of so many. */
const first: Record<Part, number> = {
  waiting: 0,
  held: 1,
  closed: 2,
  dueText: 3,
  dueTimer: 4,
  referred: 1,
  texted: 3,
  past: 8,
};
type Part = keyof typeof every;

/** How many conversations an adviser holds, however many are stored. */
const heldByEach = 5;
const dayMs = 86_400_000;
/** Past the time that conversations are kept for. */
const pastDays = 100;

export const party = 'vale-hub';
const service = 'vale-unpaid-carers-hub';

/** Whether the conversation with a number is one of that part. */
export const isOf = (part: Part, number: number): boolean => number % every[part] === first[part];

/** The number of one of a part; `index` counts from 0. */
export const numberOf = (part: Part, index: number): number => index * every[part] + first[part];

/** How many of `size` conversations are of a part. */
export const countOf = (part: Part, size: number): number => Math.floor(size / every[part]);

/** Conversations with the bot, one in five; they go on by web. */
export const plain = {
  every: 5,
  numberOf: (index: number): number => 20 * Math.floor(index / 4) + 4 * (index % 4) + 5,
};

export const adviserOf = (number: number): string =>
  `adviser-${Math.floor(number / (every.held * heldByEach))}`;
export const addressOf = (number: number): string => `+44${String(7_000_000_000 + number)}`;
export const personOf = (number: number): string => `person-${number}`;

/**
 * What a conversation of a running service has beside its words: some wait at the desk, some are held or closed there; some have
 * texts and timers that are due, all that are referred a standing and a timer for later.
 * @param now when the store is filled
 */
export function lifeAt(now: Date): Beside {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  return (number, { conversation }) => {
    const at = daysAgo(isOf('past', number) ? pastDays : (number % 80) + 1);
    const id = storedId(number);
    const timer = (dueAt: string) => ({
      set: [{ id: `timer-${number}`, kind: 'bench', conversationId: id, dueAt, payload: { area } }],
      clear: [],
    });
    const life: Partial<TurnCommit> = { at, people: [personOf(number)] };
    if (isOf('texted', number)) {
      life.conversation = { ...conversation, channel: 'sms', address: addressOf(number), lastInboundAt: at };
    }
    if (isOf('referred', number)) Object.assign(life, referred(number, at), { timers: timer(daysAgo(-30)) });
    if (isOf('dueTimer', number)) life.timers = timer(at);
    if (isOf('dueText', number)) life.outbox = [message(`item-${number}`, { lane: id, dueAt: at })];
    if (isOf('waiting', number)) life.attention = attention('wants-person', 'Can I talk to somebody?');
    if (isOf('held', number)) Object.assign(life, atTheDesk('held', number, at));
    if (isOf('closed', number)) Object.assign(life, atTheDesk('closed', number, at));
    return life;
  };
}

function referred(number: number, at: string): Pick<TurnCommit, 'referrals' | 'standings'> {
  const made = referral(String(number), { service, createdAt: at });
  const { reference } = made;
  const nothing = { by: null, reason: null, onTo: null, item: null, link: null };
  const standing = { reference, area, service, party, status: 'open', changedAt: at, ...nothing } as const;
  return { referrals: [made], standings: [standing] };
}

function atTheDesk(
  status: 'held' | 'closed',
  number: number,
  at: string,
): Pick<TurnCommit, 'attention' | 'desk' | 'audit'> {
  const adviser = adviserOf(number);
  const holder = { adviser, name: adviser, shownAs: 'Ann' };
  const desk: DeskState = {
    version: 1,
    status,
    holder: status === 'held' ? { ...holder, since: at } : null,
    offeredTo: null,
    owedSince: null,
    outcome: status === 'closed' ? 'advice-given' : null,
    alerts: null,
    deleting: false,
  };
  const act = status === 'held' ? 'claimed' : 'closed';
  return {
    attention: attention('urgent', 'I cannot go on like this'),
    desk,
    audit: [{ at, adviser, name: adviser, area, act, conversationId: storedId(number) }],
  };
}
