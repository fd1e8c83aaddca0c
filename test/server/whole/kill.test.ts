import { expect } from 'chai';
import { randomInt } from 'node:crypto';
import { endure } from './endurance.js';

/** `npm run soak` kills many times more. */
const kills = 30;

describe('the program, killed at random moments', function () {
  this.timeout(10 * 60_000);

  const seed = Number(process.env['SOAK_SEED'] ?? randomInt(2 ** 31));
  it(`loses nothing, says nothing twice and keeps every referral whole (${kills} kills, seed ${seed})`, async () => {
    const { problems, referrals, talks } = await endure(kills, seed);
    expect(problems.join('\n')).to.equal('');
    expect(referrals).to.equal(talks.length).and.to.be.at.least(6);
  });
});
