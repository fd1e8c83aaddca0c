import { expect } from 'chai';
import { backoffMs } from '../../../server/outbox/backoff.js';

describe('Back-off', () => {
  const policy = { baseMs: 1_000, capMs: 10_000, maxAttempts: 9 };

  it('doubles its longest wait with each attempt, up to the cap', () => {
    const longest = [1, 2, 3, 4, 5, 60].map((attempts) => backoffMs(policy, attempts, 1));
    expect(longest).to.deep.equal([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('spreads over the whole of it', () => {
    expect([0, 0.25, 0.5].map((random) => backoffMs(policy, 3, random))).to.deep.equal([0, 1_000, 2_000]);
  });
});
