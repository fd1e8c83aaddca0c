import { expect } from 'chai';
import { createSessions } from '../../../server/webchat/session.js';

const sessions = createSessions({ secret: Buffer.alloc(32, 'one'), secure: true });
const others = createSessions({ secret: Buffer.alloc(32, 'two'), secure: true });

describe('A session key', () => {
  it('opens its conversation', () => {
    expect(sessions.open('vale', sessions.keyFor('vale', 'c.1'))).to.equal('c.1');
  });

  it('opens it in its own area only', () => {
    expect(sessions.open('cardiff', sessions.keyFor('vale', 'c.1'))).to.be.null;
  });

  it('is refused when it was changed, made up, or signed with another secret', () => {
    const key = sessions.keyFor('vale', 'c-1');
    for (const forged of [
      key.replace('c-1', 'c-2'),
      `${key}x`,
      key.slice(0, -1),
      'c-1',
      'c-1.',
      '.',
      '',
      others.keyFor('vale', 'c-1'),
    ]) {
      expect(sessions.open('vale', forged), forged).to.be.null;
    }
  });

  it('has a form token of its own', () => {
    const [key, other] = [sessions.keyFor('vale', 'c-1'), sessions.keyFor('vale', 'c-2')];
    expect(sessions.csrfHolds(key, sessions.csrfToken(key))).to.be.true;
    for (const token of [sessions.csrfToken(other), others.csrfToken(key), key, '']) {
      expect(sessions.csrfHolds(key, token)).to.be.false;
    }
  });
});
