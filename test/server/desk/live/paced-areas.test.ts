import { expect } from 'chai';
import { PacedAreas } from '../../../../server/desk/live/paced-areas.js';
import { InProcessLiveUpdates } from '../../../../server/turns/in-process-live.js';

const soon = (ms = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('changes of an area, paced', () => {
  it('are told to everybody at once, and many in a row as one', async () => {
    const live = new InProcessLiveUpdates();
    const areas = new PacedAreas(live, 60_000);
    const told: string[] = [];
    const stops = [
      areas.subscribe('vale', () => told.push('one')),
      areas.subscribe('vale', () => told.push('two')),
      areas.subscribe('other', () => told.push('other')),
    ];
    for (let count = 0; count < 5; count += 1) live.publishArea('vale');
    await soon();
    expect(told).to.deep.equal(['one', 'two']);
    live.publishArea('vale');
    await soon();
    expect(told, 'the next waits for its time').to.deep.equal(['one', 'two']);
    for (const stop of stops) stop();
  });

  it('are told again after the pause, and not to those who have stopped', async () => {
    const live = new InProcessLiveUpdates();
    const areas = new PacedAreas(live, 10);
    let told = 0;
    let gone = 0;
    const stop = areas.subscribe('vale', () => (told += 1));
    areas.subscribe('vale', () => (gone += 1))();
    live.publishArea('vale');
    await soon();
    live.publishArea('vale');
    await soon(50);
    expect([told, gone]).to.deep.equal([2, 0]);
    stop();
    live.publishArea('vale');
    await soon(50);
    expect(told).to.equal(2);
    areas.subscribe('vale', () => (told += 1));
    live.publishArea('vale');
    await soon(50);
    expect(told, 'who comes later is told as ever').to.equal(3);
  });
});
