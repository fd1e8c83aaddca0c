import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ContentError } from '../../content/errors.js';
import { areasAndAdvice, contentPath } from './project-content.js';

/** An edit that an editor might make by mistake, and what they are told. */
export interface Broken {
  what: string;
  file: string;
  /** The text that is there, and what is put in its place. */
  from: string | RegExp;
  to: string;
  field: string;
  instead: RegExp;
  /** The line in the edited file, where the test is about it. */
  line?: (lines: string[]) => number;
}

/** Loads a copy of the content with each edit made, and expects the error that names it. */
export function refusesBroken(table: readonly Broken[]): void {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-content-'));
    for (const part of ['areas', 'advice'])
      cpSync(join(contentPath, part), join(folder, part), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const { what, file, from, to, field, instead, line } of table) {
    it(`is refused when it ${what}`, () => {
      const path = join(folder, file);
      const whole = readFileSync(path, 'utf8');
      const edited = whole.replace(from, to);
      expect(edited, 'the edit').not.to.equal(whole);
      writeFileSync(path, edited);
      try {
        areasAndAdvice(folder);
        expect.fail('it was loaded');
      } catch (error) {
        if (!(error instanceof ContentError)) throw error;
        expect(error.file).to.equal(file);
        expect(error.field).to.equal(field);
        expect(error.instead).to.match(instead);
        expect(error.line, 'a line').to.be.within(1, edited.split('\n').length);
        if (line) expect(error.message).to.contain(`${file}:${line(edited.split('\n')) + 1} `);
      } finally {
        writeFileSync(path, whole);
      }
    });
  }
}
