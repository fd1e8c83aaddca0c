import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UnusableContent } from '../../content/errors.js';
import { loadContent } from '../../content/load.js';
import { contentPath } from './project-content.js';

const services = 'areas/vale-of-glamorgan/services.yaml';
const pathway = 'areas/vale-of-glamorgan/pathway.yaml';

describe('Content with several mistakes', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-mistakes-'));
    cpSync(contentPath, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const edit = (file: string, from: string | RegExp, to: string): void => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after, `the edit of ${file}`).not.to.equal(before);
    writeFileSync(path, after);
  };
  const refusal = (): readonly string[] => {
    try {
      loadContent(folder);
    } catch (error) {
      if (error instanceof UnusableContent) return error.lines;
      throw error;
    }
    return [];
  };

  it('names each of them, in one file and in several, with its line, its field and what to write', () => {
    edit(services, 'signpost: true', 'signpost: perhaps');
    edit(services, 'status: active', 'status: open');
    edit(services, 'serves:', 'servs:');
    edit(pathway, 'service: vale-unpaid-carers-hub', 'service: vale-unpaid-carers-hubb');
    edit('areas/thurrock/places.yaml', 'RM15: [havering]', 'RM15: [haverin]');
    edit('words/ask.yaml', /^( {2}cy|.*cy: )/m, '  fr: ');
    edit('advice/dementia.md', 'reviewed:', 'reviewd:');
    edit('advice/sleep.md', '# Cymraeg', '# Welsh');
    edit('understanding/tone.yaml', /^\w+:/m, 'toon:');
    edit('areas/national/wales/nation.yaml', 'id: wales', 'id: walse');
    const lines = refusal();
    for (const expected of [
      /^areas\/vale-of-glamorgan\/services\.yaml:\d+ "\d+\.signpost": write true or false\./,
      /^areas\/vale-of-glamorgan\/services\.yaml:\d+ "\d+\.status": write one of .*"active"/,
      /^areas\/vale-of-glamorgan\/services\.yaml:\d+ "\d+\.serves": is missing: write a list\./,
      /^areas\/vale-of-glamorgan\/services\.yaml:\d+ "\d+\.servs": is not a field here.*Did you mean serves\?/,
      /^areas\/vale-of-glamorgan\/pathway\.yaml:\d+ ".*service": no service is called vale-unpaid-carers-hubb.*Did you mean vale-unpaid-carers-hub\?/,
      /^areas\/thurrock\/places\.yaml:\d+ "postcodes\.shared\.RM15": haverin is not among the neighbours/,
      /^words\/ask\.yaml:\d+ /,
      /^advice\/dementia\.md:\d+ "reviewed": is missing/,
      /^advice\/dementia\.md:\d+ "reviewd": is not a field here/,
      /^advice\/sleep\.md:\d+ "# Cymraeg": is missing/,
      /^understanding\/tone\.yaml:\d+ "toon": is not a field here/,
      /^areas\/national\/wales\/nation\.yaml:\d+ "id": write/,
    ])
      expect(
        lines.filter((line) => expected.test(line)),
        `${expected} in:\n${lines.join('\n')}`,
      ).to.have.length(1);
  });

  it('names every unknown field of one entry', () => {
    edit(services, /status: active/, 'status: active\n  colour: blue\n  shape: round');
    expect(refusal()).to.have.length(2);
  });

  it('says once what stops a whole file from being read, and blames nothing else for it', () => {
    edit(services, /^- id:/m, '- [id:');
    const lines = refusal();
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/services\.yaml:\d+ the file: is not YAML/);
  });
});
