// Stands in for a thread that runs turns, and does what the words of a message say: hang, wait for ever, die, look, or answer.
import { parentPort, workerData } from 'node:worker_threads';
import type { TurnOutcome } from '../../../bot/turn/bot.js';
import type { FromThread, ThreadStart, ToThread } from '../../../server/turns/threads/calls.js';

const tell = (message: FromThread): void => parentPort?.postMessage([message]);
const done = (call: number): void =>
  tell({ kind: 'done', call, outcome: { messages: [{ text: 'answered' }] } as unknown as TurnOutcome });
const { running } = workerData as ThreadStart;
let looking = 0;

parentPort?.on('message', (messages: readonly ToThread[]) => {
  messages.forEach(hear);
});

function hear(message: ToThread): void {
  if (message.kind !== 'begin') running[0] = message.call;
  if (message.kind === 'begin') tell({ kind: 'ready' });
  if (message.kind === 'answer') done(looking);
  if (message.kind !== 'run') return;
  const { call, input } = message;
  switch (input.said?.text) {
    case 'hang':
      for (;;);
    case 'wait':
      break;
    case 'die':
      process.exit(3);
    case 'look':
      looking = call;
      tell({ kind: 'ask', call, question: 1, method: 'free', args: [input.area] });
      break;
    default:
      done(call);
  }
}
