import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../content/project-root.js';

function run(
  tool: string,
  args: string[],
  input = '',
): { status: number | null; out: string; wrong: string } {
  const launcher = join(projectRoot, 'server/command.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [launcher, `understanding/${tool}`, ...args],
    {
      input,
      encoding: 'utf8',
    },
  );
  return { status, out: stdout, wrong: stderr };
}

describe('What machines may ask', () => {
  it('recognises JSON lines, and says which line it could not read without repeating it', () => {
    const lines = [
      JSON.stringify({ id: 'a', text: 'my wife has dementia, can someone ring me please' }),
      'secret words, not JSON',
      '',
      JSON.stringify({ id: 'b' }),
      JSON.stringify({ id: 7, text: '', lang: 'cy' }),
    ];
    const { status, out, wrong } = run('recognise', [], lines.join('\n'));
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers.map(({ id }) => id)).to.deep.equal(['a', undefined, undefined, 7]);
    expect(answers[0]).to.include({
      lang: 'en',
      carer: 'adult',
      response: 'none',
      concern: null,
      wantsHuman: true,
    });
    expect(answers[0]?.['topics']).to.include('dementia');
    expect(answers[3]).to.have.all.keys(
      ...['id', 'lang', 'carer', 'topics', 'response', 'concern', 'wantsHuman', 'facts'],
    );
    expect(answers[3]).to.include({ lang: 'cy' });
    expect(answers[2]).to.deep.equal({
      error: { line: 4, field: 'text', instead: 'is missing: write words.' },
    });
    expect(wrong).to.equal(
      'Line 2: is not JSON: write one object on each line.\nLine 4 "text": is missing: write words.\n',
    );
    expect(status).to.equal(1);
  });

  it('measures labelled messages, and lists each that was misunderstood', () => {
    const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
    const labels = { lang: 'en', topics: ['dementia'], response: 'none', concern: null, wantsHuman: false };
    const text = 'my wife has dementia';
    const file = join(folder, 'labelled.jsonl');
    const lines = [
      { id: 'right', text, carer: 'adult', ...labels },
      { id: 'either', text, carer: 'parent', ...labels, alt: { carer: 'adult' } },
      { id: 'wrong', text, carer: 'young', ...labels },
    ];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { status, out } = run('evaluate', [file]);
    rmSync(folder, { recursive: true });
    expect(status).to.equal(0);
    expect(out).to.match(/carer right, where it can be determined +66\.7 % {2}\(2 of 3\)/);
    expect(out).to.match(/Misses\n {2}wrong {2}carer: young, not adult\n/);
  });

  it('explains from which words, by which rules, and what was like it', () => {
    const { out } = run('explain', ['my wife has dementia and I want to die']);
    expect(out).to.match(/carer +adult +the model: +\d+ % {2}from .*wife/);
    expect(out).to.match(/rule [\w-]+: urgent, suicide, from ".*die/);
    expect(out).to.match(/Nearest training phrases\n +\d+ % {2}\S/);
  });

  for (const [tool, args] of [
    ['evaluate', []],
    ['evaluate', ['no-such-file']],
    ['explain', []],
    ['export-training', []],
    ['export-training', ['--lu']],
  ] as [string, string[]][]) {
    it(`says how to call ${tool} when it is called as ${JSON.stringify(args)}`, () => {
      const { status, wrong } = run(tool, args);
      expect(status).to.equal(1);
      expect(wrong).to.match(/^.*Write: npm run .*\n$/);
    });
  }
});
