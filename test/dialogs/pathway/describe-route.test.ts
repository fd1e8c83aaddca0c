import { expect } from 'chai';
import fc from 'fast-check';
import { describeRoute } from '../../../dialogs/pathway/describe-route.js';
import { areasAndAdvice } from '../../content/project-content.js';
import { anyStory } from '../stories.js';

const content = areasAndAdvice();

describe('A route in words', () => {
  it('gives every service a name, a reason, and somebody who can be reached', () => {
    fc.assert(
      fc.property(anyStory(content), (story) => {
        const area = content.areas.get(story.area)!;
        const { services } = describeRoute(story, content, area);
        for (const { name, why, contact, nextBest } of services) {
          expect(name).not.to.match(/^[a-z]+(-[a-z]+)+$/);
          expect(why).to.match(story.language === 'en' ? /^because / : /^am /);
          expect([...Object.keys(contact), ...Object.keys(nextBest?.contact ?? {})]).not.to.be.empty;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives somebody under 18 nobody for adults alone as the next best', () => {
    fc.assert(
      fc.property(anyStory(content), (story) => {
        const young = { ...story, carerAge: 'under-18' as const, role: 'carer' as const };
        const area = content.areas.get(story.area)!;
        for (const { nextBest } of describeRoute(young, content, area).services) {
          if (!nextBest) continue;
          const serves = content.services.get(nextBest.service)?.serves ?? [];
          expect(serves, nextBest.service).to.satisfy((all: string[]) =>
            all.some((each) => ['young-carer', 'anyone'].includes(each)),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});
