import { expect } from 'chai';
import { readingGrade } from '../../content/reading-grade.js';

describe('The reading grade', () => {
  it('follows the Flesch-Kincaid formula', () => {
    // 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    expect(readingGrade('The cat sat on the mat.')).to.be.closeTo(-1.45, 0.01);
    // 4 words, 1 sentence, 12 syllables.
    expect(readingGrade('Proportionate assessment considers eligibility.')).to.be.greaterThan(20);
  });

  it('counts headings and list items as sentences, and leaves addresses out', () => {
    const page =
      '## What to ask\n\n- who will come\n- what will change\n\nSee https://example.org/a-very-long-address.';
    expect(readingGrade(page)).to.be.lessThan(1);
  });
});
