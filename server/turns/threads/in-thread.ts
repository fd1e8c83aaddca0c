// Runs turns in a thread of its own, so that understanding one message holds up nobody's page. Started by turn-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { ModelUnusable } from '../../../bot/classifier/model-file.js';
import type { Bot } from '../../../bot/turn/bot.js';
import { servingOnly } from '../../../content/areas/serving-only.js';
import { loadContent, type Content } from '../../../content/load.js';
import { createLogger } from '../../operations/logger.js';
import { createBot } from '../create-bot.js';
import { randomIds } from '../ids.js';
import {
  errorOf,
  type FromThread,
  type Looks,
  type SentInput,
  type ThreadData,
  type ThreadStart,
  type ToThread,
} from './calls.js';
import { Pending } from './pending.js';
import { Together } from './together.js';

/** Read at once, while the program still reads its configuration. */
const all = loadContent();
const questions = new Pending<unknown>();
const { running } = workerData as ThreadStart;

interface Ready {
  bot: Bot;
  content: Content;
}

const outward = new Together<FromThread>(
  (messages) => parentPort?.postMessage(messages),
  (message, error) => {
    if ('call' in message) tell({ kind: 'failed', call: message.call, error: errorOf(error) });
  },
);

function tell(message: FromThread): void {
  outward.tell(message);
}

/** What a turn looks up, at the other side. */
function looksOf(call: number): Looks {
  const ask = (method: keyof Looks, ...args: string[]): Promise<unknown> =>
    questions.ask((question) => {
      tell({ kind: 'ask', call, question, method, args });
    });
  return {
    free: (area) => ask('free', area) as ReturnType<Looks['free']>,
    mine: () => ask('mine') as ReturnType<Looks['mine']>,
    full: (area) => ask('full', area) as ReturnType<Looks['full']>,
    freed: () => ask('freed') as ReturnType<Looks['freed']>,
    wishes: () => ask('wishes') as ReturnType<Looks['wishes']>,
    newsletters: () => ask('newsletters') as ReturnType<Looks['newsletters']>,
    referrals: () => ask('referrals') as ReturnType<Looks['referrals']>,
  };
}

async function work(
  { bot, content }: Ready,
  task: 'run' | 'listen',
  call: number,
  sent: SentInput,
): Promise<void> {
  try {
    const area = content.areas.get(sent.area);
    if (!area) throw new Error('The content has no such area.');
    const diary = looksOf(call);
    const { referrals, newsletters: mine } = diary;
    const outcome = await bot[task]({ ...sent, area, diary, mailing: { mine }, referrals });
    tell({ kind: 'done', call, outcome });
  } catch (error) {
    tell({ kind: 'failed', call, error: errorOf(error) });
  }
}

function begin({ areas, recogniser, logLevel, base }: ThreadData): Ready | null {
  try {
    const content = areas === null ? all : servingOnly(all, areas);
    const logger = createLogger({ level: logLevel });
    const bot = createBot({ content, recogniser, base, logger, clock: () => new Date(), ids: randomIds });
    tell({ kind: 'ready' });
    return { bot, content };
  } catch (error) {
    if (!(error instanceof ModelUnusable)) throw error;
    tell({ kind: 'unusable', message: error.message });
    return null;
  }
}

let ready: Ready | null = null;
parentPort?.on('message', (messages: readonly ToThread[]) => {
  // One after the other: none begins before the one before has ended, or waits for a look.
  for (const message of messages) setImmediate(hear, message);
});

function hear(message: ToThread): void {
  if (message.kind !== 'begin') running[0] = message.call;
  switch (message.kind) {
    case 'begin':
      ready = begin(message.data);
      break;
    case 'answer':
      questions.answered(message.question, message.answer);
      break;
    case 'no-answer':
      questions.failed(message.question, message.error);
      break;
    default:
      if (ready) void work(ready, message.kind, message.call, message.input);
  }
}
