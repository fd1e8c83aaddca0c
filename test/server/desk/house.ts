import { pino } from 'pino';
import { createInProcessRecogniser } from '../../../bot/recognisers/in-process.js';
import { Bot } from '../../../bot/turn/bot.js';
import type { Channel } from '../../../bot/turn/channel.js';
import { loadContent } from '../../../content/load.js';
import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import type { Adviser, Role } from '../../../server/desk/adviser.js';
import { createDeskServices, type DeskServices } from '../../../server/desk/desk-services.js';
import { createPersonKeys } from '../../../server/desk/conversation/person-keys.js';
import { createSigner } from '../../../server/afterwards/signer.js';
import { newLinkSecret } from '../../../server/referral/answer/link.js';
import { Dispatch } from '../../../server/referral/dispatch.js';
import { ReferralMoves } from '../../../server/referral/moves.js';
import { createTestStore, type TestStore } from '../store/test-store.js';
import type { Store } from '../../../server/store/store.js';
import { ownUnderstander } from '../../../server/understanding/own-understander.js';
import { randomIds } from '../../../server/turns/ids.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';
import type { JournalEntry } from '../../../server/turns/journal.js';
import { TurnService } from '../../../server/turns/turn-service.js';

const loaded = loadContent();
const recogniser = createInProcessRecogniser(ownUnderstander(loaded, () => new Date('2026-11-23T10:00:00Z')));

export const vale = 'vale-of-glamorgan';
/** A second area, made out of the first: only its name is another. */
export const elsewhere = 'elsewhere';

/** The real content, with a second area, and advisers who are there day and night. */
function contentOf(): Content {
  const area = loaded.areas.get(vale);
  if (!area) throw new Error('The content has no Vale.');
  const desk = { ...area.desk, hours: { always: true as const } };
  const areas = new Map([
    [vale, { ...area, desk }],
    [elsewhere, { ...area, id: elsewhere, desk: { ...desk, capacity: 1 } }],
  ]);
  return { ...loaded, areas };
}

export function adviser(id: string, role: Role = 'adviser', area = vale): Adviser {
  return { id, name: `Name of ${id}`, firstName: id, team: null, grants: [{ role, area }] };
}

/** The turns and the desk on a real store, by a clock that the test moves. */
export class House {
  readonly content = contentOf();
  readonly live = new InProcessLiveUpdates();
  store!: Store;
  turns!: TurnService;
  desk!: DeskServices;
  referrals!: ReferralMoves;
  #now = Date.UTC(2026, 10, 23, 10);
  #messages = 0;
  readonly #kept: TestStore;

  private constructor(kept: TestStore) {
    this.#kept = kept;
  }

  /** @param kept where everything is kept; a store of its own when absent */
  static async open(kept?: TestStore): Promise<House> {
    const house = new House(kept ?? (await createTestStore()));
    await house.#build();
    return house;
  }

  /**
   * All that the process remembered is gone; what was committed is there.
   * @param meanwhile what is done to its data while it is not running
   */
  async restart(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.store.close();
    await meanwhile();
    await this.#build();
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.#kept.discard();
  }

  get clock(): () => Date {
    return () => new Date(this.#now);
  }

  /** The hours of the Vale's advisers from now on; null for none that anybody has set. */
  setHours(hours: Area['desk']['hours']): void {
    const area = this.content.areas.get(vale);
    if (area) area.desk.hours = hours;
  }

  /** Lets minutes pass, and everything that falls due meanwhile be done. */
  async pass(minutes: number): Promise<void> {
    this.#now += minutes * 60_000;
    await this.desk.timers.runDue();
  }

  /** Lets minutes pass in which nothing runs. */
  wait(minutes: number): void {
    this.#now += minutes * 60_000;
  }

  /** From now on the clock stands at this time. */
  setTime(to: Date): void {
    this.#now = to.getTime();
  }

  /** The program is not running for some minutes. */
  async away(minutes: number): Promise<void> {
    this.wait(minutes);
    await this.restart();
  }

  /** A message by text or WhatsApp; returns the conversation's id. */
  async text(
    words: string,
    number = '+447700900001',
    channel: Exclude<Channel, 'web'> = 'sms',
    messageId = `m${(this.#messages += 1)}`,
  ): Promise<string> {
    const { conversationId } = await this.turns.accept({
      channel,
      area: vale,
      from: { address: number },
      messageId,
      text: words,
      media: 0,
    });
    return conversationId;
  }

  async web(language: 'en' | 'cy' = 'en'): Promise<string> {
    return (await this.turns.open(vale, language)).conversationId;
  }

  async write(conversationId: string, words: string): Promise<void> {
    await this.turns.accept({
      channel: 'web',
      area: vale,
      from: { conversationId },
      messageId: `${conversationId}:${(this.#messages += 1)}`,
      text: words,
      media: 0,
    });
  }

  async journal(conversationId: string): Promise<JournalEntry[]> {
    return this.store.journal(conversationId, 0, 10_000);
  }

  async kinds(conversationId: string): Promise<string[]> {
    return (await this.journal(conversationId)).map(({ kind }) => kind);
  }

  /** What the texts to a number say, in order. */
  async texts(conversationId: string): Promise<string[]> {
    const items = await this.store.outboxOf(conversationId);
    return items.flatMap(({ payload }) => (payload.kind === 'message' ? [payload.text] : []));
  }

  async #build(): Promise<void> {
    this.store = await this.#kept.open();
    const { store, content, live, clock } = this;
    const bot = new Bot({
      content,
      recogniser,
      ids: randomIds,
      link: (path) => `https://fingerpost.example${path}`,
    });
    const personKeys = createPersonKeys('a secret of the tests');
    const common = {
      store,
      content,
      bot,
      live,
      ids: randomIds,
      clock,
      personKeys,
      dispatch: new Dispatch({
        content,
        ids: randomIds,
        link: (path) => `https://fingerpost.example${path}`,
        newSecret: newLinkSecret,
      }),
      wakeOutbox: () => undefined,
    };
    this.referrals = new ReferralMoves({ ...common, wakeTimers: () => undefined });
    this.desk = createDeskServices({
      ...common,
      referrals: this.referrals,
      duty: {
        email: new Map([[vale, ['first@example.org', 'second@example.org']]]),
        sms: new Map([[vale, ['+447700900900']]]),
      },
      deskUrl: 'https://fingerpost.example/desk',
      link: (path) => `https://fingerpost.example${path}`,
      signer: createSigner('a secret of the tests'),
      logger: pino({ level: 'silent' }),
      workerId: randomIds.unique(),
    });
    this.turns = new TurnService({
      ...common,
      wakeTimers: () => undefined,
      observer: { ran: () => undefined },
    });
  }
}
