import { expect } from 'chai';
import { activityOf, typingActivity } from '../../../server/directline/activity.js';
import type { Signal } from '../../../server/turns/live.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';

describe('typing in Direct Line', () => {
  it('names the adviser as carers know them, with an id that no entry of the journal has', () => {
    const typing = typingActivity('c1', 'Bethan', new Date('2026-11-23T10:00:00Z'));
    const said = activityOf('c1', {
      kind: 'adviser-said',
      by: { adviser: 'a1', name: 'Bethan Jones' },
      shownAs: 'Bethan',
      text: 'Hello',
      actId: 'act-0001',
      seq: 1,
      at: '2026-11-23T10:00:00.000Z',
    });
    expect(typing).to.deep.include({ type: 'typing', from: { id: 'adviser', role: 'bot', name: 'Bethan' } });
    expect((typing as { id: string }).id).not.to.equal(said?.id);
    expect(JSON.stringify([typing, said])).not.to.contain('Jones');
  });

  it('is heard by those who look at that conversation, and by nobody who comes later', () => {
    const live = new InProcessLiveUpdates();
    const heard: Signal[] = [];
    const stop = live.subscribeSignals('c1', (signal) => heard.push(signal));
    live.signal('c1', { kind: 'typing', who: 'carer' });
    live.signal('c2', { kind: 'typing', who: 'carer' });
    stop();
    live.signal('c1', { kind: 'typing', who: 'carer' });
    expect(heard).to.deep.equal([{ kind: 'typing', who: 'carer' }]);
  });
});
