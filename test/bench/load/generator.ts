import { hold } from '../hold.js';
import { OpenCrowd } from './crowd.js';
import { sideOf, type Order, type Outcome } from './orders.js';

// People, in a process of their own, so that what they cost can be told from what answers them.
const crowd = new OpenCrowd();

async function obey(order: Order): Promise<Outcome> {
  switch (order.do) {
    case 'hold':
      return { held: await hold(sideOf(order.to), order) };
    case 'open':
      return { open: await crowd.grow(sideOf(order.to), order.count) };
    case 'chat':
      return { held: await crowd.chat(order.thinkMs, order.forMs) };
    case 'close':
      crowd.close();
      return { open: 0 };
  }
}

process.on('message', (order: Order) => {
  obey(order)
    .catch((error: unknown): Outcome => ({ failed: error instanceof Error ? error.message : String(error) }))
    .then((outcome) => process.send?.(outcome))
    .catch(() => process.exit(1));
});
