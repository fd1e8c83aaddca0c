import { pino } from 'pino';
import { createInProcessRecogniser } from '../../bot/recognisers/in-process.js';
import { Bot } from '../../bot/turn/bot.js';
import type { Channel } from '../../bot/turn/channel.js';
import { readState } from '../../bot/turn/conversation-state.js';
import { loadContent, type Content } from '../../content/load.js';
import { offerSchema } from '../../content/schema/bookings.js';
import { openingSchema } from '../../content/schema/hours.js';
import type { Choice } from '../../dialogs/reply.js';
import type { Referral } from '../../dialogs/effects.js';
import type { Story } from '../../dialogs/story/story.js';
import { createPersonKeys } from '../../server/desk/conversation/person-keys.js';
import { createDeskServices, type DeskServices } from '../../server/desk/desk-services.js';
import { createSigner } from '../../server/afterwards/signer.js';
import { newLinkSecret } from '../../server/referral/answer/link.js';
import { Dispatch } from '../../server/referral/dispatch.js';
import { ReferralMoves } from '../../server/referral/moves.js';
import type { EmailPayload } from '../../server/store/outbox.js';
import type { AttentionRecord, Store } from '../../server/store/store.js';
import { ownUnderstander } from '../../server/understanding/own-understander.js';
import { randomIds } from '../../server/turns/ids.js';
import { InProcessLiveUpdates } from '../../server/turns/in-process-live.js';
import type { JournalEntry } from '../../server/turns/journal.js';
import { TurnService } from '../../server/turns/turn-service.js';
import { createTestStore } from '../server/store/test-store.js';
import { GoldenDesk } from './desk.js';
import type { Script } from './script.js';

/** Something the person sees that is not their own. */
export interface Shown {
  /** `service`: what the service tells about who has the floor. */
  by: 'bot' | 'service' | 'adviser';
  text: string;
  choices: Choice[];
  asks: string | null;
  discreet: boolean;
}

/** What followed each step, and what was there in the end. */
export interface Played {
  /** What was said before the person wrote; empty on a phone. */
  opening: Shown[];
  /** One for each step of the script. */
  replies: Shown[][];
  /** For each step, whether the person spoke to the bot, which always answers. */
  botAnswers: boolean[];
  /** An adviser has the floor. */
  heldAtTheEnd: boolean;
  /** What was known of them in the end; null when they were forgotten. */
  story: Story | null;
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
 * Holds a conversation on one channel through the real turn service, desk and store, as the program does: between any
 * two messages all that is left of it is what was committed.
 */
export async function play(script: Script, channel: Channel): Promise<Played> {
  const kept = await createTestStore();
  const store = await kept.open();
  try {
    const clock = { now: script.at };
    const live = new InProcessLiveUpdates();
    const here = withOffers(script, withHours(script));
    const parts = {
      store,
      bot: new Bot({
        content: here,
        recogniser,
        ids: randomIds,
        link: (path) => `https://fingerpost.example${path}`,
      }),
      content: here,
      live,
      ids: randomIds,
      clock: () => clock.now,
      dispatch: new Dispatch({
        content: here,
        ids: randomIds,
        link: (path) => `https://fingerpost.example${path}`,
        newSecret: newLinkSecret,
      }),
      personKeys: createPersonKeys('a secret of the golden conversations'),
      wakeOutbox: () => undefined,
    };
    const turns = new TurnService({
      ...parts,
      wakeTimers: () => undefined,
      observer: { ran: () => undefined },
    });
    const referrals = new ReferralMoves({ ...parts, wakeTimers: () => undefined });
    const services = createDeskServices({
      ...parts,
      referrals,
      duty: { email: new Map(), sms: new Map() },
      deskUrl: 'https://fingerpost.example/desk',
      link: (path) => `https://fingerpost.example${path}`,
      signer: createSigner('a secret of the tests'),
      logger: pino({ level: 'silent' }),
      workerId: 'golden',
    });
    const desk = new GoldenDesk(services, store, live, clock, script.area, referrals);
    for (let other = 0; other < script.before; other += 1) {
      const from = { address: `+4477009009${other + 10}` };
      const message = { messageId: `before${other}`, text: 'can i talk to a person', media: 0 };
      await turns.accept({ channel: 'sms', area: script.area, from, ...message });
    }
    await desk.pass(script.before > 0 ? 4 : 0);

    await publish(script, here, services);

    let id = channel === 'web' ? (await turns.open(script.area, null)).conversationId : '';
    let seen = 0;
    const news = async (): Promise<Shown[]> => {
      const entries = id === '' ? [] : await store.journal(id, seen, 500);
      seen = entries.at(-1)?.seq ?? seen;
      return entries.flatMap(shownOf);
    };
    const opening = await news();
    const replies: Shown[][] = [];
    const botAnswers: boolean[] = [];
    for (const [index, { says, media, happening }] of script.steps.entries()) {
      botAnswers.push(!happening && !(await isHeld(store, id)));
      if (happening) await desk.happens(happening, says, id);
      else {
        const from = channel === 'web' ? { conversationId: id } : { address: '+447700900123' };
        const message = { messageId: `m${index}`, text: says, media };
        id = (await turns.accept({ channel, area: script.area, from, ...message })).conversationId;
      }
      replies.push(await news());
    }
    const outbox = await store.outboxOf(id);
    const record = await store.load(id);
    return {
      opening,
      replies,
      botAnswers,
      heldAtTheEnd: await isHeld(store, id),
      story: record && readState(record.state).story,
      journal: await store.journal(id, 0, 500),
      referrals: await store.referralsOf(id),
      emails: outbox.flatMap(({ payload }) => (payload.kind === 'email' ? [payload] : [])),
      texts: outbox.flatMap(({ payload }) => (payload.kind === 'message' ? [payload.text] : [])),
      attention: await store.attentionOf(id),
    };
  } finally {
    await store.close();
    await kept.discard();
  }
}

async function isHeld(store: Store, id: string): Promise<boolean> {
  return id !== '' && (await store.load(id))?.desk?.status === 'held';
}

/** Puts what the script says is on where an adviser would. */
async function publish(
  { area: id, events }: Script,
  { areas }: Content,
  { diary }: DeskServices,
): Promise<void> {
  const area = areas.get(id);
  if (!area) throw new Error(`The content has no area ${id}.`);
  const adviser = { id: 'ann', name: 'Ann', firstName: 'Ann', team: null, grants: [] };
  for (const { title, ...when } of events) {
    const where = { en: 'The Library, Barry', cy: 'Y Llyfrgell, y Barri' };
    const forWhom = { en: 'all adult carers', cy: 'pob gofalwr dros 18' };
    const refused = await diary.addEvent(adviser, area, {
      ...when,
      minutes: 90,
      event: { title, where, forWhom },
    });
    if (refused !== null) throw new Error(`The event cannot be published: ${refused}.`);
  }
}

/** The content, with advisers who are there in the script's hours on working days. */
function withHours({ area: id, hours }: Script): Content {
  const area = content.areas.get(id);
  if (hours === null || !area) return content;
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const weekly = Object.fromEntries(days.map((day) => [day, hours.split(',').map((span) => span.trim())]));
  const desk = { ...area.desk, hours: openingSchema.parse({ weekly }) };
  return { ...content, areas: new Map([...content.areas, [id, { ...area, desk }]]) };
}

/** The content, with what the script says can be booked. */
function withOffers({ area: id, offers }: Script, before: Content): Content {
  const area = before.areas.get(id);
  if (offers.length === 0 || !area) return before;
  const published = offers.map((offer) => {
    const [kind, service, days = '', hours] = offer.split(' ');
    const weekly = Object.fromEntries(days.split(',').map((day) => [day, [hours]]));
    const where = kind === 'visit' ? { en: 'Civic Offices, Barry', cy: 'Swyddfeydd Dinesig, y Barri' } : null;
    const times = { hours: { weekly }, source: 'a test' };
    return offerSchema.parse({
      id: `${service ?? ''}-${kind ?? ''}`,
      kind,
      service,
      where,
      minutes: 30,
      ...times,
    });
  });
  return { ...before, areas: new Map([...before.areas, [id, { ...area, offers: published }]]) };
}

function shownOf(entry: JournalEntry): Shown[] {
  const plain = { choices: [], asks: null, discreet: false };
  if (entry.kind === 'notice') return [{ ...plain, by: 'service', text: entry.text }];
  if (entry.kind === 'adviser-said') return [{ ...plain, by: 'adviser', text: entry.text }];
  if (entry.kind !== 'replied') return [];
  const { text, choices, asks, discreet } = entry;
  return [{ by: 'bot', text, choices, asks, discreet }];
}
