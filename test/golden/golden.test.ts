import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../../bot/turn/channel.js';
import { projectRoot } from '../../content/project-root.js';
import { manners, shown, wanted } from './matrix.js';
import { content, play, type Played, type Shown } from './play.js';
import { keepsItsManners, staysWelsh } from './manners.js';
import { readScript, type Expectation, type Script } from './script.js';

const folder = join(projectRoot, 'test/golden/conversations');
/** On a store beside the first, one of so many is enough. */
const oneIn = Number(process.env['GOLDEN_SAMPLE'] ?? 1);
const scripts = readdirSync(folder)
  .filter((file) => file.endsWith('.talk'))
  .sort()
  .map((file) => readScript(file, readFileSync(join(folder, file), 'utf8')))
  .filter((_, index) => index % oneIn === 0);

const list = (value: string): string[] => value.split(',').map((item) => item.trim());
const textOf = (replies: Shown[]): string => replies.map(({ text }) => text).join('\n');
/** What a message asks for, `nothing` when it asks for nothing. */
const asked = (replies: Shown[]): string => replies.findLast(({ asks }) => asks !== null)?.asks ?? 'nothing';

/** What can be expected after a step; `NAME on CHANNEL` holds on that channel alone, and `says` alone on the web. */
const afterStep: Record<string, (replies: Shown[], value: string) => void> = {
  asks: (replies, value) => expect(asked(replies)).to.equal(value),
  says: (replies, value) => expect(textOf(replies)).to.contain(value),
  'never says': (replies, value) => expect(textOf(replies)).not.to.contain(value),
  offers: (replies, value) => {
    const labels = replies.flatMap(({ choices }) => choices.map(({ label }) => label));
    expect(labels).to.include.members(list(value));
  },
  discreet: (replies, value) => expect(String(replies.some(({ discreet }) => discreet))).to.equal(value),
  replies: (replies, value) => expect(replies).to.have.length(Number(value)),
  'told by': (replies, value) => expect(replies.map(({ by }) => by)).to.deep.equal(list(value)),
};

const inTheEnd: Record<string, (played: Played, value: string) => void> = {
  'never says': (played, value) => expect(textOf(played.replies.flat())).not.to.contain(value),
  'never asked': (played, value) => {
    const all = played.replies.flat().map(({ asks }) => asks);
    for (const fact of list(value)) expect(all, `asked for ${fact}`).not.to.include(fact);
  },
  referral: ({ referrals }, value) => {
    const found = referrals.map(({ service, onward }) =>
      onward === null ? service : `${service} onward ${onward}`,
    );
    if (value === 'none') expect(found).to.deep.equal([]);
    else expect(found).to.include(value);
  },
  'beyond advice': ({ referrals }, value) => {
    expect(referrals.map(({ beyondAdvice }) => String(beyondAdvice))).to.include(value);
  },
  'email holds': ({ emails }, value) => {
    expect(emails.map(({ text }) => text).join('\n')).to.contain(value);
  },
  consent: ({ journal }, value) => {
    const answers = journal.flatMap((entry) =>
      entry.kind === 'consented' ? [entry.given ? 'given' : 'refused'] : [],
    );
    expect(answers.at(-1) ?? 'not asked').to.equal(value);
  },
  attention: ({ attention }, value) => expect(attention?.level ?? 'none').to.equal(value),
  'attention because': ({ attention }, value) => {
    expect(attention?.reasons.map(({ words }) => words).join('\n')).to.contain(value);
  },
  'journal holds': ({ journal }, value) =>
    expect(journal.map(({ kind }) => kind)).to.include.members(list(value)),
  'journal has no words': ({ journal }, value) => expect(JSON.stringify(journal)).not.to.contain(value),
};

function check(
  expectation: Expectation,
  channel: Channel,
  { file }: Script,
  known: string[],
  run: (name: string) => void,
): void {
  const [name = '', on] = expectation.name.split(' on ');
  if (!known.includes(name)) throw new Error(`${file}:${expectation.line}: nothing is called ${name}.`);
  if ((on ?? (name === 'says' ? 'web' : channel)) !== channel) return;
  try {
    run(name);
  } catch (error) {
    throw new Error(`${file}:${expectation.line} ${expectation.name}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

describe('golden conversations', function () {
  this.timeout(30_000);
  const found = new Set<string>();

  for (const script of scripts) {
    describe(script.title, () => {
      for (const channel of script.channels) {
        it(`goes as written by ${channel}`, async () => {
          const played = await play(script, channel);
          script.steps.forEach((step, index) => {
            const replies = played.replies[index] ?? [];
            for (const expectation of step.expect) {
              check(expectation, channel, script, Object.keys(afterStep), (name) =>
                afterStep[name]?.(replies, expectation.value),
              );
            }
          });
          for (const expectation of script.end) {
            check(expectation, channel, script, Object.keys(inTheEnd), (name) =>
              inTheEnd[name]?.(played, expectation.value),
            );
          }
          keepsItsManners(played, channel);
          if (played.story?.language === 'cy' && !script.shows.includes('changes language'))
            staysWelsh(played);
          const { story, attention } = played;
          if (story) shown(story, attention, script.shows, content).forEach((each) => found.add(each));
        });
      }
    });
  }

  if (oneIn === 1) {
    describe('all of them', () => {
      it('tell of everybody, in every area, in both languages where both are at home', () => {
        expect(scripts.flatMap(({ shows }) => shows).filter((each) => !isManner(each))).to.deep.equal([]);
        expect(wanted(content).filter((each) => !found.has(each))).to.deep.equal([]);
      });
    });
  }
});

function isManner(name: string): boolean {
  return manners.some((each) => each === name);
}
