import { expect } from 'chai';
import { findPlace } from '../../../content/areas/places/find-place.js';
import { servingOnly } from '../../../content/areas/serving-only.js';
import { areasAndAdvice } from '../project-content.js';

describe('A deployment that serves some areas', () => {
  const all = areasAndAdvice();
  const vale = servingOnly(all, ['vale-of-glamorgan']);

  it('has no door of the others, and still knows whose places they are', () => {
    expect([...vale.areas.keys()]).to.deep.equal(['vale-of-glamorgan']);
    expect(findPlace(vale.places, 'Barry')).to.deep.include({ kind: 'found', area: 'vale-of-glamorgan' });
    for (const text of ['Redditch', 'WR4 9AA']) {
      const found = findPlace(vale.places, text);
      expect(found, text).to.deep.include({ kind: 'found', area: null, nation: 'england' });
      expect(found).to.have.nested.property('council.en', 'Worcestershire County Council');
    }
  });

  it('leaves the content of the others as it was', () => {
    expect(findPlace(all.places, 'Redditch')).to.deep.include({ kind: 'found', area: 'worcestershire' });
  });
});
