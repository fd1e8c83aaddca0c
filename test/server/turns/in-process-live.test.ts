import { expect } from 'chai';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';

describe('live updates within a process', () => {
  it('tells those who watch a conversation, and nobody else', () => {
    const live = new InProcessLiveUpdates();
    const told: string[] = [];
    live.subscribe('c1', () => told.push('first'));
    live.subscribe('c1', () => told.push('second'));
    live.subscribe('c2', () => told.push('other'));
    live.publish('c1');
    expect(told).to.deep.equal(['first', 'second']);
  });

  it('ends each subscription by itself, also when one function was subscribed twice', () => {
    const live = new InProcessLiveUpdates();
    let told = 0;
    const count = (): void => void (told += 1);
    const stopFirst = live.subscribe('c1', count);
    const stopSecond = live.subscribe('c1', count);
    stopFirst();
    stopFirst();
    live.publish('c1');
    expect(told).to.equal(1);
    stopSecond();
    live.publish('c1');
    expect(told).to.equal(1);
  });

  it('takes any id, and publishing to nobody is nothing', () => {
    const live = new InProcessLiveUpdates();
    expect(() => {
      live.publish('error');
    }).not.to.throw();
  });
});
