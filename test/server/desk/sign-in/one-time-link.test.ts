import { expect } from 'chai';
import { OneTimeLink } from '../../../../server/desk/sign-in/one-time-link.js';

describe('the one-time link', () => {
  let now: number;
  let link: OneTimeLink;
  beforeEach(() => {
    now = Date.parse('2026-11-22T09:00:00Z');
    link = new OneTimeLink(() => new Date(now));
  });

  it('cannot be guessed, and is taken once', () => {
    const secret = link.renew();
    expect(secret).to.match(/^[\w-]{43}$/);
    for (const other of ['', 'A'.repeat(43), secret.slice(1), `${secret}A`])
      expect(link.take(other)).to.equal(false);
    expect(link.holds(secret)).to.equal(true);
    expect(link.take(secret)).to.equal(true);
    expect([link.holds(secret), link.take(secret)]).to.deep.equal([false, false]);
  });

  it('is over after a quarter of an hour', () => {
    const secret = link.renew();
    now += 15 * 60_000 - 1;
    expect(link.holds(secret)).to.equal(true);
    now += 1;
    expect(link.take(secret)).to.equal(false);
  });

  it('ends the one before it', () => {
    const [first, second] = [link.renew(), link.renew()];
    expect(first).not.to.equal(second);
    expect([link.take(first), link.take(second)]).to.deep.equal([false, true]);
  });

  it('takes nothing before there is one', () => {
    expect(link.take('')).to.equal(false);
  });
});
