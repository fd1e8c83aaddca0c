import { expect } from 'chai';
import { createSigner } from '../../../server/afterwards/signer.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a signed link', () => {
  const signer = createSigner('a secret of the tests, long enough to be one');
  const signature = signer.sign('vale-of-glamorgan', 'newsletter', '1');

  it('is taken as it was signed, and for nothing else', () => {
    expect(signer.matches(signature, 'vale-of-glamorgan', 'newsletter', '1')).to.equal(true);
    expect(signer.matches(signature, 'thurrock', 'newsletter', '1')).to.equal(false);
    expect(signer.matches('', 'vale-of-glamorgan', 'newsletter', '1')).to.equal(false);
    const stranger = createSigner('another secret of the tests, as long');
    expect(stranger.matches(signature, 'vale-of-glamorgan', 'newsletter', '1')).to.equal(false);
  });

  it('has one form: no other last letter is taken for it, though some stand for the same bytes', () => {
    const others = [...letters].filter((letter) => letter !== signature.at(-1));
    const taken = others.filter((letter) =>
      signer.matches(`${signature.slice(0, -1)}${letter}`, 'vale-of-glamorgan', 'newsletter', '1'),
    );
    expect(taken).to.deep.equal([]);
  });
});
