import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureLoad, type LoadMeasured } from './measure.js';
import { readOptions } from './options.js';
import { everybody } from './people.js';

const turns = everybody().reduce((sum, { lines }) => sum + lines.length, 0);

describe('the load bench, in short', function () {
  this.timeout(5 * 60_000);
  let folder: string;
  let measured: LoadMeasured;
  const printed: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fingerpost-load-'));
    const short = {
      rounds: '1',
      'warm-ups': '1',
      conversations: String(everybody().length),
      'at-once': '4',
      think: '2',
      open: '40',
      pause: '200',
      stored: '1000',
    };
    const options = readOptions(Object.entries(short).map(([name, value]) => `--${name}=${value}`));
    const print = (text: string): void => void printed.push(text);
    measured = await measureLoad({ options, folder, botkit: null, print, say: () => undefined });
  });
  after(() => rm(folder, { recursive: true }));

  it('has every kind of person write, in both languages', () => {
    expect(new Set(everybody().map(({ language }) => language))).to.have.keys('en', 'cy');
    expect(everybody().filter(({ lines }) => lines.some((line) => line.trim() === ''))).to.deep.equal([]);
  });

  it('gets an answer to every line from every system, from no more people at once than was told', () => {
    const names = measured.throughput?.map(({ name }) => name);
    expect(names).to.have.length(4);
    for (const { name, rounds } of measured.throughput ?? []) {
      expect(rounds, name).to.have.length(1);
      expect(rounds[0], name).to.include({ turns, mostUnderWay: 4 });
    }
  });

  it('opens as many conversations as were told, in which people go on writing', () => {
    const levels = measured.open?.levels ?? [];
    expect(levels.map(({ open }) => open)).to.deep.equal([40]);
    expect(levels[0]?.turns).to.be.greaterThan(0);
  });

  it('finds the same again and again, on SQLite and on Redis', () => {
    expect(measured.growth?.map(({ kind, sizes }) => [kind, sizes])).to.deep.equal([
      ['SQLite', [1000]],
      ['Redis', [1000]],
    ]);
    const found = measured.growth?.map((each) =>
      Object.entries(each.found).map(([name, counts]) => [name, [...new Set(counts)]] as const),
    );
    expect(found?.[0]).to.deep.equal(found?.[1]);
    for (const [name, counts] of found?.[0] ?? []) {
      expect(counts, name).to.have.length(1);
      if (name !== 'retention: nothing to forget') expect(counts[0], name).to.be.greaterThan(0);
    }
  });

  it('prints a table of each part in Markdown', () => {
    const titles = printed.join('\n').match(/^##? \w+/gm);
    expect(titles).to.deep.equal(['# Load', '## Turns', '## Conversations', '## By', '## By']);
    for (const { name } of measured.throughput ?? []) expect(printed.join('\n')).to.include(`| ${name} |`);
  });

  it('says what can be written when an option is not understood', () => {
    expect(() => readOptions(['--rounds', 'many'])).to.throw('--rounds: interleaved rounds');
    expect(() => readOptions(['--what', '1'])).to.throw('--stored: the most stored');
  });
});
