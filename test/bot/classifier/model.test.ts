import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Clues } from '../../../bot/classifier/clues.js';
import { heads, outputs } from '../../../bot/classifier/labels.js';
import type { Example } from '../../../bot/classifier/lessons.js';
import { ModelUnusable, readModel, writeModel } from '../../../bot/classifier/model-file.js';
import { Model } from '../../../bot/classifier/model.js';
import { reasonsFor } from '../../../bot/classifier/reasons.js';
import { rightAnswers, train, trainInTwoThreads } from '../../../bot/classifier/train.js';

const cluesOf = (text: string): Clues => ({
  words: text.split(' ').map((word, at) => ({ word, raw: word, opens: at === 0, kinds: [] })),
  clues: [],
});
const example = (text: string, danger: boolean): Example => ({
  clues: cluesOf(text),
  alone: false,
  oneOf: null,
  right: rightAnswers({
    carer: null,
    response: [danger ? 'urgent' : 'none'],
    concern: null,
    topics: null,
    human: null,
  }),
});

/** Words that mean danger together and, with other company, none. */
const company: Example[] = Array.from({ length: 200 }, (_, at) => {
  const between = ['today', 'again', 'here', 'now'][at % 4] ?? '';
  return [
    example(`pills ${between} counted`, true),
    example(`sheep ${between} counted`, false),
    example(`pills ${between} collected`, false),
    example(`sheep ${between} collected`, true),
  ];
}).flat();

const { response } = heads;
const urgent = response.from + response.names.indexOf('urgent');
const beliefIn = (model: Model, text: string): number => model.beliefs(cluesOf(text))[urgent] ?? 0;

describe('the trained model', () => {
  const weights = train(company);
  const model = new Model(weights);

  it('takes words by their company, where none of them says it alone', () => {
    for (const danger of ['pills later counted', 'sheep later collected'])
      for (const none of ['sheep later counted', 'pills later collected'])
        expect(beliefIn(model, danger), danger).to.be.greaterThan(beliefIn(model, none) + 0.3);
  });

  it('is the same from two threads as from one', async () => {
    expect(await trainInTwoThreads(company)).to.deep.equal(weights);
  });

  it('finds out in which sentence of a message the danger is', () => {
    const pets = ['dogs', 'cats', 'hens', 'geese'];
    const sentences = Array.from({ length: 100 }, (_, at) => {
      const pet = pets[at % pets.length] ?? '';
      const oneOf = Symbol();
      const alone = (text: string, danger: boolean, among: symbol | null): Example => ({
        ...example(text, danger),
        alone: true,
        oneOf: among,
      });
      // Said first by one, last by the next: its place tells nothing.
      const sentencesOfOne = [alone(`lost ${pet} twice`, true, oneOf), alone(`fed ${pet} now`, true, oneOf)];
      return [
        alone(`fed ${pet} now`, false, null),
        ...(at % 2 === 0 ? sentencesOfOne : sentencesOfOne.reverse()),
      ];
    }).flat();
    const found = new Model(train(sentences));
    const alone = (text: string): number => {
      const read = cluesOf(text);
      found.beliefs(read);
      return found.beliefsOfWords([response], 0, read.words.length)[urgent] ?? 0;
    };
    expect(alone('lost sheep twice')).to.be.greaterThan(0.7);
    expect(alone('fed sheep now')).to.be.lessThan(0.3);
  });

  it('learns the same from the same examples', () => {
    expect(new Model(train(company)).beliefs(cluesOf('pills now counted'))).to.deep.equal(
      model.beliefs(cluesOf('pills now counted')).slice(),
    );
  });

  it('says what spoke for it: with what is there without any word, the reasons come to the whole sum', () => {
    const text = cluesOf('sheep now collected');
    const [believed, opposite] = ['urgent', 'none'].map(
      (name) => model.beliefs(text)[response.from + response.names.indexOf(name)] ?? 0,
    );
    const reasons = (name: string): number =>
      reasonsFor(model, text, response.from + response.names.indexOf(name)).reduce(
        (sum, { weight }) => sum + weight,
        0,
      );
    const without = (at: string): number => {
      const output = response.from + response.names.indexOf(at);
      return ((weights.always[output] ?? 0) + (weights.fromUnitsAlways[output] ?? 0)) / 2;
    };
    // Units' own thresholds are no word's doing; they are small.
    const bySums = reasons('urgent') + without('urgent') - reasons('none') - without('none');
    expect(bySums).to.be.closeTo(Math.log((believed ?? 0) / (opposite ?? 1)), 0.5);
  });

  it('takes nothing from a word that every message has, and is as sure as the messages were', () => {
    const told = ['dogs', 'cats', 'hens'].flatMap((pet) =>
      Array.from({ length: 60 }, () => example(`he ${pet}`, true)),
    );
    const untold = Array.from({ length: 60 }, () => example('he ducks', false));
    const own = new Model(train([...told, ...untold]));
    expect(own.beliefs(cluesOf('he')).slice()).to.deep.equal(own.beliefs(cluesOf('xyz')));
    expect(beliefIn(own, 'he dogs')).to.be.greaterThan(0.8);
    expect(beliefIn(own, 'he ducks')).to.be.lessThan(0.2);
    // Three in four were dangers, and that alone is left to go by.
    expect(beliefIn(own, 'he')).to.be.within(0.6, 0.9);
  });

  it('believes of a sentence read alone by its own words', () => {
    model.beliefs(cluesOf('pills now counted sheep now counted'));
    const first = model.beliefsOfWords([response], 0, 3)[urgent] ?? 0;
    const second = model.beliefsOfWords([response], 3, 6)[urgent] ?? 0;
    expect(first).not.to.equal(second);
  });
});

describe('the model file', () => {
  const weights = train(company);
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'model-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives back the model that was written', () => {
    const path = join(folder, 'model');
    writeModel(path, weights);
    const before = new Model(weights).beliefs(cluesOf('pills now counted'));
    expect(new Model(readModel(path)).beliefs(cluesOf('pills now counted'))).to.deep.equal(before);
    expect(before).to.have.lengthOf(outputs);
  });

  it('is refused when it is missing, cut short or of another version', () => {
    const path = join(folder, 'model');
    expect(() => readModel(path)).to.throw(ModelUnusable, 'is missing');
    writeModel(path, weights);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -1));
    expect(() => readModel(path)).to.throw(ModelUnusable, 'is cut short');
    writeFileSync(path, Buffer.concat([Buffer.from([0]), whole.subarray(1)]));
    expect(() => readModel(path)).to.throw(ModelUnusable, 'is of another version');
  });
});
