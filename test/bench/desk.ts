import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.js';
import { act, openCarer, openEvents, signIn, type Screen } from './desk-people.js';
import { post } from './http.js';
import { startFingerpost, startProgram } from './program.js';
import { median, percentile } from './rounds.js';

/** How much is measured. */
export interface DeskWorkload {
  /** Held at the desk, ten by each adviser, of which each has one open. */
  conversations: number;
  advisers: number;
  /** Messages there and back of each adviser in a round. */
  exchanges: number;
  rounds: number;
}

/** Milliseconds, medians of the rounds; `ratio` as multiples of the bare echo, paired by round. */
export interface DeskFigures {
  name: string;
  p50: number;
  p99: number;
  bareP50: number;
  bareP99: number;
  ratioP50: number;
  ratioP99: number;
}

/** One adviser with the carer whose conversation is open before them. */
interface Pair {
  carerSays: (words: string) => Promise<unknown>;
  adviserSays: (words: string) => Promise<unknown>;
  adviserScreen: Screen;
  carerScreen: Screen;
}

interface Side {
  pairs: Pair[];
  stop(): Promise<void>;
}

type Times = Record<'there' | 'back', number[]>;

/** People do not write in step; up to so many milliseconds between two exchanges. */
const longestThought = 500;

/** The time from a carer's message to the adviser's screen, and from the answer to the carer's, beside a bare echo. */
export async function measureDesk(folder: string, workload: DeskWorkload): Promise<DeskFigures[]> {
  const desk = await startDesk(folder, workload);
  const bare = await startEcho(workload);
  await exchange(desk, 1);
  await exchange(bare, 1);
  const rounds: { desk: Times; bare: Times }[] = [];
  for (let round = 0; round < workload.rounds; round += 1) {
    rounds.push({
      desk: await exchange(desk, workload.exchanges),
      bare: await exchange(bare, workload.exchanges),
    });
  }
  await Promise.all([desk.stop(), bare.stop()]);
  return [
    figures("carer's message to the adviser's screen", 'there'),
    figures("adviser's answer to the carer's screen", 'back'),
  ];

  function figures(name: string, way: keyof Times): DeskFigures {
    const at = (side: 'desk' | 'bare', share: number): number[] =>
      rounds.map((round) => percentile(round[side][way], share));
    const ratio = (share: number): number =>
      median(
        rounds.map(
          ({ desk: ours, bare: other }) => percentile(ours[way], share) / percentile(other[way], share),
        ),
      );
    return {
      name,
      p50: median(at('desk', 0.5)),
      p99: median(at('desk', 0.99)),
      bareP50: median(at('bare', 0.5)),
      bareP99: median(at('bare', 0.99)),
      ratioP50: ratio(0.5),
      ratioP99: ratio(0.99),
    };
  }
}

async function startDesk(folder: string, { conversations, advisers }: DeskWorkload): Promise<Side> {
  const each = conversations / advisers;
  const store = await openSqliteStore(join(folder, 'fingerpost.db'));
  const people = await signIn(store, advisers, each);
  await store.close();
  const program = await startFingerpost(folder);
  const { origin } = program;
  const pairs = await Promise.all(
    people.map(async (person): Promise<Pair> => {
      const carers = [];
      for (let chat = 0; chat < each; chat += 1) {
        const carer = await openCarer(origin);
        await act(origin, person, carer.conversationId, 'take');
        carers.push(carer);
      }
      const [open] = carers;
      if (!open) throw new Error('An adviser has no conversation.');
      const { conversationId } = open;
      const stream = `${origin}/desk/conversations/${conversationId}/stream?after=0`;
      return {
        carerSays: open.say,
        adviserSays: (text) => act(origin, person, conversationId, 'say', { actId: randomUUID(), text }),
        adviserScreen: await openEvents(stream, person.cookie),
        carerScreen: await open.listen(),
      };
    }),
  );
  return side(pairs, () => program.stop());
}

async function startEcho({ advisers }: DeskWorkload): Promise<Side> {
  const program = await startProgram('./serve-events.js');
  const pairs = await Promise.all(
    Array.from({ length: advisers }, async (_, index): Promise<Pair> => {
      const [there, back] = ['there', 'back'].map((way) => `${program.origin}/channels/${way}-${index}`);
      if (!there || !back) throw new Error('A channel has no address.');
      return {
        carerSays: (text) => post(there, { text }),
        adviserSays: (text) => post(back, { text }),
        adviserScreen: await openEvents(there),
        carerScreen: await openEvents(back),
      };
    }),
  );
  return side(pairs, () => program.stop());
}

function side(pairs: Pair[], stop: () => Promise<void>): Side {
  return {
    pairs,
    async stop() {
      for (const { adviserScreen, carerScreen } of pairs) {
        adviserScreen.close();
        carerScreen.close();
      }
      await stop();
    },
  };
}

/** All pairs at once, each in its own time. */
async function exchange({ pairs }: Side, exchanges: number): Promise<Times> {
  const times: Times = { there: [], back: [] };
  await Promise.all(
    pairs.map(async (pair) => {
      for (let count = 0; count < exchanges; count += 1) {
        await wait(Math.random() * longestThought);
        times.there.push(await timed(pair.adviserScreen, pair.carerSays));
        times.back.push(await timed(pair.carerScreen, pair.adviserSays));
      }
    }),
  );
  return times;
}

async function timed(screen: Screen, say: (words: string) => Promise<unknown>): Promise<number> {
  const words = `words ${randomUUID()}`;
  const shown = screen.shows(words);
  const begun = performance.now();
  const said = say(words);
  await shown;
  const took = performance.now() - begun;
  await said;
  return took;
}
