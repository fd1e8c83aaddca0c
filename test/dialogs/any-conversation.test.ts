import { expect } from 'chai';
import fc from 'fast-check';
import { createInProcessRecogniser } from '../../bot/recognisers/in-process.js';
import { smsSegments, renderSms } from '../../bot/channels/sms.js';
import { Bot, type TurnOutcome } from '../../bot/turn/bot.js';
import { readState, writeState } from '../../bot/turn/conversation-state.js';
import type { Story } from '../../dialogs/story/story.js';
import { loadContent } from '../../content/load.js';
import { ownUnderstander } from '../../server/understanding/own-understander.js';
import { messages } from './messages.js';

const content = loadContent();
const now = new Date('2026-11-23T10:00:00Z');
const bot = new Bot({
  content,
  recogniser: createInProcessRecogniser(ownUnderstander(content, () => now)),
  ids: { unique: () => '7d0f6f3e-4f0e-4f35-9f0e-1a2b3c4d5e6f', reference: () => 'ABCD-EFGH' },
  link: (path) => `https://fingerpost.example${path}`,
});

/** Whether the story holds what a question asks for. */
const told: Record<string, (story: Story) => boolean> = {
  opening: (story) => story.opening !== undefined,
  who: (story) => story.people.length > 0,
  theirPlace: (story) => story.place !== undefined,
  theirCouncil: (story) => story.place !== undefined && story.place.choices === undefined,
  theirAge: (story) => story.people.length > 0 && story.people.every(({ age }) => age !== undefined),
  yourAge: (story) => story.carerAge !== undefined,
  circumstances: (story) => story.elements.circumstances !== undefined,
  wants: (story) => story.elements.wants !== undefined,
  barriers: (story) => story.elements.barriers !== undefined,
  helps: (story) => story.elements.helps !== undefined,
  risks: (story) => story.elements.risks !== undefined,
  contactName: ({ contact }) => contact.name !== undefined,
  contactMethod: ({ contact }) => contact.phone !== undefined || contact.email !== undefined,
  phone: ({ contact }) => contact.phone !== undefined,
  email: ({ contact }) => contact.email !== undefined,
  bestTime: ({ contact }) => contact.bestTime !== undefined,
  safeToCall: ({ contact }) => contact.safe?.call !== undefined,
  safeToText: ({ contact }) => contact.safe?.text !== undefined,
  safeToLeaveMessage: ({ contact }) => contact.safe?.message !== undefined,
  assessmentWay: ({ assessment }) => assessment.way !== undefined,
  assessmentTogether: ({ assessment }) => assessment.together !== undefined,
};

/** Holds a conversation; between any two messages its state is a text, as it is in the store. */
async function hold(
  said: string[],
  writesFrom: string | null,
  areaId: string,
  look: (outcome: TurnOutcome, text: string) => void,
): Promise<void> {
  const area = content.areas.get(areaId)!;
  let kept: string | null = null;
  if (writesFrom === null) {
    const opened = await bot.run({ area, kept: null, language: null, said: null, writesFrom, now });
    kept = opened.state;
  }
  for (const text of said) {
    if (kept !== null) expect(writeState(readState(kept))).to.equal(kept);
    const outcome = await bot.run({ area, kept, language: null, said: { text, media: 0 }, writesFrom, now });
    look(outcome, text);
    kept = outcome.state;
  }
}

const conversations = fc.record({
  said: fc.array(messages, { minLength: 1, maxLength: 25 }),
  writesFrom: fc.constantFrom(null, '+447700900123'),
  areaId: fc.constantFrom(...content.areas.keys()),
});

describe('any conversation', function () {
  this.timeout(120_000);

  it('answers every message, keeps a state that can be stored, and fills every sentence in', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, ({ said, writesFrom, areaId }) =>
        hold(said, writesFrom, areaId, ({ messages: replies }, text) => {
          expect(replies, `answers to ${text}`).not.to.have.length(0);
          for (const reply of replies) {
            expect(reply.text.trim()).not.to.equal('');
            expect(reply.text).not.to.match(/[{}]|\bundefined\b|\bnull\b|\[object|\bNaN\b/);
            expect(reply.short ?? '').not.to.match(/[{}]|\bundefined\b|\bnull\b|\[object|\bNaN\b/);
            for (const { label } of reply.choices) expect(label).not.to.match(/[{}]|undefined|\[object/);
          }
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('never asks for what the story holds, and asks one thing at a time', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, ({ said, writesFrom, areaId }) =>
        hold(said, writesFrom, areaId, ({ messages: replies, state }, text) => {
          const { story } = readState(state);
          const asked = replies.flatMap(({ asks }) => (asks === null ? [] : [asks]));
          expect(asked.length, `questions after ${text}`).to.be.at.most(1);
          for (const fact of asked) {
            expect(told[fact]?.(story) ?? false, `asked for ${fact} after ${text}, which was told`).to.equal(
              false,
            );
          }
        }),
      ),
      { numRuns: 100 },
    );
  });

  it('fits every answer into three segments of a text', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, ({ said, areaId }) =>
        hold(said, '+447700900123', areaId, ({ messages: replies }) => {
          for (const reply of replies) {
            const text = renderSms(reply);
            expect(smsSegments(text).count, text).to.be.at.most(3);
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('passes nothing on without consent, and marks every danger for an adviser', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, ({ said, writesFrom, areaId }) =>
        hold(said, writesFrom, areaId, ({ effects, findings }) => {
          for (const { consent, service, onward } of effects.referrals) {
            expect(consent.given).to.equal(true);
            expect(consent.services).to.include.members(onward === null ? [service] : [service, onward]);
          }
          const dangerous = findings.some(
            ({ response }) => response === 'urgent' || response === 'emergency',
          );
          if (dangerous) expect(effects.attention?.level).to.be.oneOf(['urgent', 'danger']);
        }),
      ),
      { numRuns: 60 },
    );
  });
});
