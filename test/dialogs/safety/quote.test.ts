import { expect } from 'chai';
import { beginningOf, quoteOf } from '../../../dialogs/safety/quote.js';

describe('the quote of what raised somebody', () => {
  it('is the whole sentence that the words stand in, and no other', () => {
    const text =
      'Mum is asleep. Some nights I think about ending it all, honestly. I do not know what to do.';
    expect(quoteOf(text, 'ending it all')).to.equal('Some nights I think about ending it all, honestly.');
  });

  it('brings all of words that run over the end of a sentence', () => {
    const text = 'I want to die. Tonight. Please.';
    expect(quoteOf(text, 'want to die. Tonight')).to.equal('I want to die. Tonight');
  });

  it('is cut at spaces around the words where nobody put a full stop', () => {
    const much = 'and then the carer did not come and the bed was wet again '.repeat(8);
    const quote = quoteOf(`${much}i will kill myself tonight ${much}`, 'kill myself');
    expect(quote).to.match(/^… .* i will kill myself tonight .* …$/);
    expect(quote).to.have.length.below(205);
    expect(much).to.include(quote.slice(2, 60).trim());
  });

  it('is the words alone where they were not written so', () => {
    expect(quoteOf('i wil kil miself', 'kill myself')).to.equal('kill myself');
  });

  it('is bounded where there are no words to stand around, and no spaces to cut at', () => {
    expect(beginningOf('a'.repeat(900))).to.have.length.below(205);
    expect(beginningOf(' can I talk to somebody ')).to.equal('can I talk to somebody');
    expect(quoteOf('b'.repeat(900), 'b'.repeat(900))).to.have.length.below(205);
  });
});
