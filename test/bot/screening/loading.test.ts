import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { compileRules } from '../../../bot/screening/compile.js';
import { createScreen, openScreen } from '../../../bot/screening/screen.js';
import { checkSafety, loadSafety, SafetyContentError } from '../../../content/schema/safety.js';

const now = new Date('2026-11-22T12:00:00Z');
const rule = `
concern: medical
rules:
  - id: on-fire
    response: emergency
    reason: { en: Says that something is on fire., cy: Yn dweud bod rhywbeth ar dân. }
    when:
      - <thing> ~1 on fire
    unless: [drill]
    matches:
      - the shed is on fire
`;
const words = `
groups:
  thing: shed, house, chip pan
conditions:
  drill:
    about: A practice.
    where: [sentence]
    patterns:
      - fire drill
`;

describe('loading the safety rules', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'safety-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function problemsOf(files: Record<string, string>): readonly string[] {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    try {
      loadSafety(folder);
    } catch (error) {
      if (error instanceof SafetyContentError) return error.problems;
      throw error;
    }
    return [];
  }

  it('checks again what was found whole before it was edited', () => {
    problemsOf({ 'fire.yaml': rule, 'words.yaml': words });
    const { key } = checkSafety(folder);
    expect(checkSafety(folder).key).to.equal(key);
    writeFileSync(join(folder, 'fire.yaml'), rule.replace('<thing>', '<think>'));
    expect(() => checkSafety(folder)).to.throw(SafetyContentError, 'there is no group <think>');
  });

  it('keeps compiled rules as JSON', () => {
    problemsOf({ 'fire.yaml': rule, 'words.yaml': words });
    const kept: unknown = JSON.parse(JSON.stringify(compileRules(loadSafety(folder))));
    const screen = openScreen(kept as ReturnType<typeof compileRules>, () => now);
    expect(screen.read('the shed is on fire').map(({ rule: id }) => id)).to.deep.equal(['on-fire']);
    expect(screen.read('fire drill: the shed is on fire')).to.deep.equal([]);
  });

  it('makes a screen of what an editor writes', () => {
    expect(problemsOf({ 'fire.yaml': rule, 'words.yaml': words })).to.deep.equal([]);
    const screen = createScreen(loadSafety(folder), () => now);
    expect(screen.read('Help, the chip pan is on FIRE')).to.deep.equal([
      {
        concern: 'medical',
        response: 'emergency',
        words: 'chip pan is on FIRE',
        about: null,
        rule: 'on-fire',
      },
    ]);
    expect(screen.read('the house on fire drill is on tuesday')).to.deep.equal([]);
  });

  const mistakes: [string, Record<string, string>, RegExp][] = [
    [
      'a group that is not there',
      { 'a.yaml': rule },
      /safety\/a\.yaml:4, rules\.0: there is no group <thing>/,
    ],
    [
      'a condition that is not there',
      { 'a.yaml': rule, 'b.yaml': 'groups: { thing: shed }' },
      /no condition "drill"/,
    ],
    [
      'a pattern that cannot be read',
      { 'a.yaml': rule.replace('<thing> ~1 on fire', 'on (fire') },
      /safety\/a\.yaml:8, rules\.0\.when\.0: .*bracket is not closed/,
    ],
    [
      'a pattern that begins with nothing',
      { 'a.yaml': rule.replace('<thing> ~1 on fire', '~2 fire') },
      /must begin with a word/,
    ],
    ['a response that does not exist', { 'a.yaml': rule.replace('emergency', 'high') }, /rules\.0\.response/],
    ['a reason missing in Welsh', { 'a.yaml': rule.replace(/, cy: .*\}/, ' }') }, /rules\.0\.reason\.cy/],
    [
      'no example',
      { 'a.yaml': rule.replace(/ {4}matches:\n.*\n/, '    matches: []\n') },
      /at least one example/,
    ],
    [
      'an urgent rule without a concern',
      { 'a.yaml': rule.replace('concern: medical', '') },
      /safety\/a\.yaml:5, rules\.0\.response: emergency needs a concern/,
    ],
    [
      'a loose rule about suicide',
      {
        'a.yaml': rule
          .replace('concern: medical', 'concern: suicide')
          .replace('    reason', '    loose: true\n    reason'),
      },
      /rules\.0\.loose: no rule about suicide or self-harm may be doubted/,
    ],
    ['the same id twice', { 'a.yaml': rule, 'b.yaml': rule, 'c.yaml': words }, /a rule of this id exists/],
    [
      'the same group twice',
      { 'a.yaml': rule, 'b.yaml': words, 'c.yaml': 'groups: { thing: shed }' },
      /a group of this name/,
    ],
    [
      'a group that holds itself',
      { 'a.yaml': rule, 'b.yaml': words.replace('shed,', '<thing>,') },
      /it holds itself/,
    ],
    [
      'a group named as a kind of number',
      { 'a.yaml': rule, 'b.yaml': 'groups: { year: x }' },
      /stands for numbers/,
    ],
    [
      'a field that is misspelt',
      { 'a.yaml': rule.replace('unless', 'unles') },
      /safety\/a\.yaml:9, rules\.0\.unles: .*Did you mean unless\?/,
    ],
    ['a file that is not YAML', { 'a.yaml': 'rules: [' }, /safety\/a\.yaml:1: is not YAML/],
    ['no rule at all', { 'a.yaml': words }, /there is no rule/],
  ];
  for (const [name, files, problem] of mistakes) {
    it(`says what to mend: ${name}`, () => {
      expect(problemsOf(files).join('\n')).to.match(problem);
    });
  }
});
