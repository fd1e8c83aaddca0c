import { expect } from 'chai';
import * as fc from 'fast-check';
import { addSmallRows, smallRows, weightAt } from '../../../bot/classifier/small-rows.js';

const weight = fc.float({ min: -50, max: 50, noNaN: true });

describe('rows of small weights', () => {
  it('keep each weight to within half a step of the largest of its row', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(weight, weight, weight), { minLength: 1, maxLength: 9 }), (rows) => {
        const two = Float32Array.from(rows.flatMap(([one, other]) => [one, other]));
        const last = Float32Array.from(rows.map(([, , third]) => third));
        const small = smallRows([two, 2], [last, 1]);
        for (const [row, weights] of rows.entries()) {
          const step = Math.max(...weights.map(Math.abs)) / 127;
          for (const [at, each] of weights.entries())
            expect(weightAt(small, row, at)).to.be.closeTo(each, step / 2 + 1e-4);
        }
      }),
    );
  });

  it('add up as they are, an odd or an even number of them', () => {
    const small = smallRows([Float32Array.of(1, 2, 10, 20, 100, 200), 2]);
    const sumOf = (rows: number[], values: number[]): number[] => {
      const sums = new Float32Array(2);
      addSmallRows(
        small,
        { rows: Uint32Array.from(rows), values: Float32Array.from(values), length: rows.length },
        sums,
      );
      return [...sums].map(Math.round);
    };
    expect(sumOf([], [])).to.deep.equal([0, 0]);
    expect(sumOf([2], [1])).to.deep.equal([101, 200]);
    expect(sumOf([1, 2], [1, 2])).to.deep.equal([212, 420]);
    expect(sumOf([1, 2, 1], [1, 1, 1])).to.deep.equal([121, 240]);
  });
});
