import { expect } from 'chai';
import { newState, readState } from '../../../bot/turn/conversation-state.js';
import { StateTooNew, stateMigrations, toNewest } from '../../../bot/turn/state-versions.js';

describe('the state of a conversation, by its version', () => {
  const steps = [
    (state: Record<string, unknown>) => ({ ...state, version: 2, second: true }),
    (state: Record<string, unknown>) => ({ ...state, version: 3, third: state['second'] }),
  ];

  it('is brought to the newest step by step, from wherever it is', () => {
    expect(toNewest({ version: 1, told: 'all' }, steps)).to.deep.equal({
      ...{ version: 3, told: 'all', second: true, third: true },
    });
    expect(toNewest({ version: 2, second: 'kept' }, steps)).to.deep.include({ version: 3, third: 'kept' });
    expect(toNewest({ version: 3 }, steps)).to.deep.equal({ version: 3 });
  });

  it('is refused, to be asked for again, when a newer program kept it', () => {
    expect(() => toNewest({ version: 4 }, steps))
      .to.throw(StateTooNew)
      .with.property('status', 503);
    const state = newState('vale-of-glamorgan', 'en');
    expect(() => readState(JSON.stringify({ ...state, shape: 'of tomorrow', version: 2 }))).to.throw(
      StateTooNew,
    );
  });

  it('is no state without one', () => {
    for (const kept of [null, {}, { version: '1' }, { version: 0 }]) expect(() => toNewest(kept)).to.throw();
  });

  it('is written with as many as there are migrations, and one', () => {
    expect(newState('vale-of-glamorgan', 'en').version).to.equal(stateMigrations.length + 1);
  });

  it('is completed where an earlier program lacked something of it', () => {
    const { story, progress, ...rest } = newState('vale-of-glamorgan', 'cy');
    const { welcomed } = progress;
    expect(readState(JSON.stringify({ ...rest, shape: '', story, progress: { welcomed } }))).to.deep.include({
      story,
      progress,
    });
  });
});
