import { expect } from 'chai';
import type { Lesson } from '../../../bot/classifier/lessons.js';
import { countByRarity, foldIn, rarityOf } from '../../../bot/classifier/rarity.js';

const lesson = (...rows: number[]): Lesson => ({
  rows: Uint32Array.from(rows),
  values: new Float32Array(rows.length).fill(2),
  length: rows.length,
  right: new Float32Array(),
  alone: false,
  oneOf: null,
});

describe('how much a feature counts by how few messages have it', () => {
  // 0 is in all of a hundred messages, 1 in ten, 2 in one.
  const lessons = Array.from({ length: 100 }, (_, at) =>
    lesson(0, ...(at < 10 ? [1] : []), ...(at === 0 ? [2] : [])),
  );

  it('is nothing for what all have, all for what few have, and between for the rest', () => {
    const [common, between, rare] = rarityOf(lessons, 3);
    expect(common).to.equal(0);
    expect(between).to.be.closeTo(Math.log(10) / Math.log(50), 1e-6);
    expect(rare).to.equal(1);
  });

  it('is the same before learning, in the message, as after it, in the weights', () => {
    const rarity = Float32Array.of(0, 0.5, 1);
    const own = lesson(0, 1, 2);
    countByRarity([own], rarity);
    expect([...own.values]).to.deep.equal([0, 1, 2]);
    const weights = Float32Array.of(3, 4, 3, 4, 3, 4);
    foldIn(rarity, weights, 2);
    expect([...weights]).to.deep.equal([0, 0, 1.5, 2, 3, 4]);
  });
});
