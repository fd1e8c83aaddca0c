import { expect } from 'chai';
import { setImmediate as nextRound } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Memory } from '../../../../bot/recognisers/local/words/memory.js';
import { recogniser } from './recogniser.js';

/** Collects all memory that nothing holds. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** A message that has been read, if anything still holds it. */
function readAndLetGo(text: string): WeakRef<object> {
  return new WeakRef(recogniser.examine(text, null).tokens);
}

describe('what is worked out about a message', () => {
  it('is worked out once for it and for each part of it, and anew when it has been read', () => {
    const asked: (readonly string[])[] = [];
    const memory = new Memory();
    const countOf = memory.once((words: readonly string[]) => {
      asked.push(words);
      return words.length;
    });
    const [whole, part] = [['mum', 'fell'], ['fell']];
    for (const words of [whole, part, whole]) expect(countOf(words)).to.equal(words.length);
    expect(asked).to.deep.equal([whole, part]);
    memory.forget();
    expect(countOf(whole)).to.equal(2);
    expect(asked).to.have.length(3);
  });

  it('is held by nothing once the message has been read', async () => {
    const read = readAndLetGo('I look after my mum, she fell again. Can somebody ring me?');
    let isHeld = true;
    // One collection is not enough: one that was under way keeps what it had already seen. What a weak reference shows stays until the round ends.
    for (let round = 0; round < 10 && isHeld; round += 1) {
      await nextRound();
      collect();
      isHeld = read.deref() !== undefined;
    }
    expect(isHeld).to.equal(false);
  });
});
