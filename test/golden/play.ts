import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInProcessRecogniser } from '../../bot/recognisers/in-process.js';
import { Bot } from '../../bot/turn/bot.js';
import type { Channel } from '../../bot/turn/channel.js';
import { loadContent } from '../../content/load.js';
import type { Referral } from '../../dialogs/effects.js';
import type { EmailPayload } from '../../server/store/outbox.js';
import type { AttentionRecord } from '../../server/store/store.js';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.js';
import { referralEmail } from '../../server/referral/referral-email.js';
import { ownUnderstander } from '../../server/understanding/own-understander.js';
import { createPersonKeys } from '../../server/desk/conversation/person-keys.js';
import { randomIds } from '../../server/turns/ids.js';
import { InProcessLiveUpdates } from '../../server/turns/in-process-live.js';
import type { JournalEntry } from '../../server/turns/journal.js';
import { TurnService } from '../../server/turns/turn-service.js';
import type { Script } from './script.js';

export type Replied = Extract<JournalEntry, { kind: 'replied' }>;

/** What followed each thing that was said, and what was there in the end. */
export interface Played {
  /** What was said before the person wrote; empty on a phone. */
  opening: Replied[];
  /** One for each step of the script. */
  replies: Replied[][];
  journal: JournalEntry[];
  referrals: Referral[];
  emails: EmailPayload[];
  texts: string[];
  attention: AttentionRecord | null;
}

export const content = loadContent();
const recogniser = createInProcessRecogniser(
  ownUnderstander(content, () => new Date('2026-11-23T10:00:00Z')),
);

/**
 * Holds a conversation on one channel through the real turn service and store, as the program does: between any two
 * messages all that is left of it is what was committed.
 */
export async function play(script: Script, channel: Channel): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-golden-'));
  const store = await openSqliteStore(join(folder, 'store.db'));
  try {
    const turns = new TurnService({
      store,
      bot: new Bot({
        content,
        recogniser,
        ids: randomIds,
        link: (path) => `https://fingerpost.example${path}`,
      }),
      content,
      live: new InProcessLiveUpdates(),
      ids: randomIds,
      clock: () => script.at,
      referralEmail: (referral) => referralEmail(content, referral),
      personKeys: createPersonKeys('a secret of the golden conversations'),
      wakeOutbox: () => undefined,
      wakeTimers: () => undefined,
      observer: { ran: () => undefined },
    });
    let id = channel === 'web' ? (await turns.open(script.area, null)).conversationId : '';
    const since = async (seq: number): Promise<JournalEntry[]> =>
      id === '' ? [] : store.journal(id, seq, 500);
    const opening = repliesIn(await since(0));
    const replies: Replied[][] = [];
    for (const [index, { says, media }] of script.steps.entries()) {
      const from = channel === 'web' ? { conversationId: id } : { address: '+447700900123' };
      const accepted = await turns.accept({
        channel,
        area: script.area,
        from,
        messageId: `m${index}`,
        text: says,
        media,
      });
      id = accepted.conversationId;
      replies.push(repliesIn(await since(accepted.seq)));
    }
    const outbox = await store.outboxOf(id);
    return {
      opening,
      replies,
      journal: await since(0),
      referrals: await store.referralsOf(id),
      emails: outbox.flatMap(({ payload }) => (payload.kind === 'email' ? [payload] : [])),
      texts: outbox.flatMap(({ payload }) => (payload.kind === 'message' ? [payload.text] : [])),
      attention: await store.attentionOf(id),
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

function repliesIn(entries: JournalEntry[]): Replied[] {
  return entries.filter((entry) => entry.kind === 'replied');
}
