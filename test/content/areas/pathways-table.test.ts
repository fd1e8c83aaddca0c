import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathwaysTable } from '../../../content/areas/pathways-table.js';
import { projectRoot } from '../../../content/project-root.js';
import { areasAndAdvice } from '../project-content.js';

/** The words of each cell, however the columns are padded. */
const cells = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')));

describe('The table of pathways', () => {
  const content = areasAndAdvice();

  it('has a row for every area and kind of carer, each with its source', () => {
    const [, , ...rows] = cells(pathwaysTable(content));
    expect(rows.length).to.be.at.least(content.areas.size * 4);
    for (const row of rows) expect(row.slice(1, -1).every((cell) => cell !== '')).to.equal(true);
    expect(rows.some((row) => row[2] === 'parent of a child of 16 or 17')).to.equal(true);
  });

  it('stands in the README as the content has it; if not, run npm run pathways-table', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    const [, written = ''] = /<!-- pathways: [^>]*-->([\s\S]*)<!-- end of pathways -->/.exec(readme) ?? [];
    expect(cells(written)).to.deep.equal(cells(pathwaysTable(content)));
  });
});
