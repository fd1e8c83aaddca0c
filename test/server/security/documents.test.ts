import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';

const folder = 'server/security';
const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are the first ones of it. */
const sections: Record<string, number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};
const requirements = Object.entries(sections).flatMap(([chapter, counts]) =>
  counts.flatMap((count, section) =>
    Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
  ),
);

describe('what is written about security', () => {
  const files = [
    ...readdirSync(join(projectRoot, folder)).map((file) => `${folder}/${file}`),
    ...['README.md', 'containers.md'].map((file) => `server/maintenance/${file}`),
    'server/store/redis/README.md',
  ];

  for (const file of files) {
    it(`points at what is there: ${file}`, () => {
      const text = read(file);
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
        normalize(join(dirname(file), target)),
      );
      const named = [...text.matchAll(/`((?:bot|content|dialogs|server|test)\/[\w./-]+\.\w+)`/g)].map(
        ([, path = '']) => path,
      );
      const missing = [...links, ...named].filter((path) => !existsSync(join(projectRoot, path)));
      expect(missing).to.deep.equal([]);
    });
  }

  it('answers every requirement of the ASVS up to level 2, once, and by one of five words', () => {
    expect(requirements).to.have.length(253);
    const rows = read(`${folder}/asvs.md`)
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, numbers = '']) => /^\d/.test(numbers));
    const answered = rows.flatMap(([, numbers = '']) => numbers.split(', '));
    expect(answered.sort()).to.deep.equal([...requirements].sort());
    for (const [, numbers, , answer, where] of rows) {
      expect(answer, numbers).to.be.oneOf(['met', 'partly', 'not met', 'n/a', 'deployment']);
      if (answer !== 'met') expect(where, numbers).to.match(/\w/);
    }
  });
});
