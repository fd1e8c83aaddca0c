import { expect } from 'chai';
import { claim } from '../../../../server/desk/acts/claim.js';
import { LiveQueue, type QueueNews } from '../../../../server/desk/queue/live-queue.js';
import { shownQueue } from '../../../../server/desk/queue/shown-queue.js';
import { translator } from '../../../../server/desk/translate.js';
import { adviser, House, vale } from '../house.js';

const ann = adviser('ann');
const ben = adviser('ben');

describe('the queue on a screen', function () {
  this.timeout(60_000);
  let house: House;
  let rendered: number;
  beforeEach(async () => {
    house = await House.open();
    rendered = 0;
  });
  afterEach(() => house.close());

  const html = new WeakMap<object, string>();

  async function tell(live: LiveQueue, who: typeof ann): Promise<QueueNews | null> {
    const queue = (await house.desk.queue.of(who, vale))!;
    const t = translator(house.content.words, 'en');
    const reader = {
      adviser: who,
      t,
      language: 'en',
      now: house.clock(),
      usualCapacity: 9,
      current: null,
      paused: queue.paused !== null,
    } as const;
    const shown = shownQueue(queue, reader);
    return live.news(shown, shown.summary.waiting, (row) => {
      const known = html.get(row) ?? JSON.stringify(row);
      if (!html.has(row)) rendered += 1;
      html.set(row, known);
      return known;
    });
  }

  /** Has the area read again. */
  const changed = (): void => {
    house.live.publishArea(vale);
  };

  it('is told whole at first, then only what has changed', async () => {
    const first = await house.text('can I talk to a person', '+447700900001');
    const second = await house.text('can I talk to a person', '+447700900002');
    const live = new LiveQueue();
    const whole = await tell(live, ann);
    expect(whole?.rows.map(({ id }) => id)).to.have.members([first, second]);
    expect(whole?.lists.map(({ name }) => name)).to.deep.equal(['waiting', 'mine', 'others', 'closed']);
    changed();
    expect(await tell(live, ann)).to.equal(null);
    await claim(house.desk.acts, ben, first);
    changed();
    const news = await tell(live, ann);
    expect(news?.rows.map(({ id }) => id)).to.deep.equal([first]);
    expect(news?.lists).to.deep.equal([
      { name: 'waiting', count: 1, more: null, ids: [second] },
      { name: 'others', count: 1, more: null, ids: [first] },
    ]);
    house.wait(2);
    const later = await tell(live, ann);
    expect(
      later?.rows.map(({ id }) => id),
      'its time has moved on',
    ).to.deep.equal([second]);
    expect(later?.lists).to.deep.equal([]);
  });

  it('is put in words once for everybody who sees the same', async () => {
    const id = await house.text('can I talk to a person');
    const screens = [ann, ben, adviser('cai')].map((who) => ({ who, live: new LiveQueue() }));
    for (const { who, live } of screens) await tell(live, who);
    expect(rendered).to.equal(1);
    await claim(house.desk.acts, ben, id);
    changed();
    for (const { who, live } of screens) await tell(live, who);
    expect(rendered, 'once for its holder, once for all others').to.equal(3);
    changed();
    for (const { who, live } of screens) expect(await tell(live, who)).to.equal(null);
    expect(rendered).to.equal(3);
  });
});
