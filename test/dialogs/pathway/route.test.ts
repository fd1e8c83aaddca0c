import { expect } from 'chai';
import fc from 'fast-check';
import { contactKinds } from '../../../content/schema/service.js';
import { shownContact, waysToReach } from '../../../content/areas/shown-contact.js';
import { loadContent } from '../../../content/load.js';
import { route } from '../../../dialogs/pathway/route.js';
import { newStory, storySchema, type Story } from '../../../dialogs/story/story.js';
import { anyStory } from '../stories.js';

const content = loadContent();
const vale = content.areas.get('vale-of-glamorgan')!;
const routeOf = (story: Story) => route(story, content, content.areas.get(story.area)!);
const areaIds = [...content.areas.keys()];
const told = (facts: object): Story => storySchema.parse({ ...newStory(vale.id, 'en'), ...facts });

const barry = { name: 'Barry', area: vale.id, nation: 'wales' };
const mother = { relationship: 'mother', conditions: [] };
const son = (age: number) => ({ relationship: 'son', age, conditions: [] });

describe('the route', () => {
  describe('whatever the story', () => {
    const holds = (property: (story: Story) => void): void => {
      fc.assert(fc.property(anyStory(content), property), { numRuns: 3000 });
    };

    it('always leads to somebody who can be reached', () => {
      holds((story) => {
        const { services } = routeOf(story);
        const reachable = services.flatMap(({ service }) => waysToReach(content.services, service));
        expect(reachable).not.to.have.length(0);
        for (const service of reachable) {
          const shown = shownContact(service);
          expect(contactKinds.some((kind) => shown[kind]?.source)).to.equal(true);
        }
      });
    });

    it('never offers what is closed, or not to be offered', () => {
      holds((story) => {
        for (const { service } of routeOf(story).services) {
          const entry = content.services.get(service);
          expect(entry?.signpost, service).to.equal(true);
          expect(entry?.status, service).not.to.equal('closed');
          expect(entry?.provenance.source, service).not.to.equal('');
        }
      });
    });

    it('never sends somebody under 18 to a door for adults alone', () => {
      holds((story) => {
        if (story.carerAge !== 'under-18' || story.role === 'professional') return;
        const { services, referTo } = routeOf(story);
        for (const { service } of [...services, ...referTo]) {
          const entry = content.services.get(service)!;
          const forThem = entry.serves.some((each) => ['young-carer', 'anyone'].includes(each));
          expect(forThem, service).to.equal(true);
        }
      });
    });

    it('gives the same route for the same story, and changes nothing in it', () => {
      holds((story) => {
        const before = structuredClone(story);
        expect(routeOf(story)).to.deep.equal(routeOf(structuredClone(story)));
        expect(story).to.deep.equal(before);
      });
    });

    it('gives each service once, with a reason in both languages', () => {
      holds((story) => {
        const { services } = routeOf(story);
        expect(new Set(services.map(({ service }) => service)).size).to.equal(services.length);
        for (const { why } of services) expect(why.en.length * why.cy.length).to.be.greaterThan(0);
      });
    });

    it('follows the cared-for person: the area where they live answers, and none of its neighbours does', () => {
      holds((story) => {
        const { area, services, referTo } = routeOf(story);
        const shared = story.place?.choices !== undefined;
        expect(area).to.equal(story.place && !shared ? story.place.area : story.area);
        if (area === null) expect(referTo).to.deep.equal([]);
        for (const { service } of [...services, ...referTo]) {
          const holder = content.services.get(service)!.area;
          if (areaIds.includes(holder)) expect(holder, service).to.equal(area);
        }
      });
    });

    it('gives nobody a service of the other nation', () => {
      holds((story) => {
        const { area, services } = routeOf(story);
        const nation = area === null ? story.place?.nation : content.areas.get(area)!.nation;
        for (const { service } of services) {
          const holder = content.services.get(service)!.area;
          if (holder === 'wales' || holder === 'england') expect(holder, service).to.equal(nation);
        }
      });
    });
  });

  describe('in the Vale', () => {
    it('takes an adult carer by Wellbeing Matters to the Unpaid Carers Hub', () => {
      const { kinds, services, referTo } = routeOf(
        told({ people: [mother], place: barry, carerAge: '26-64' }),
      );
      expect(kinds).to.deep.equal(['adult']);
      expect(services[0]?.service).to.equal('vale-unpaid-carers-hub');
      expect(referTo).to.deep.equal([
        { service: 'vale-wellbeing-matters-service', onward: 'vale-unpaid-carers-hub' },
      ]);
    });

    it('takes parent and young carers to the Families First Advice Line', () => {
      const parent = routeOf(told({ people: [son(9)], place: barry }));
      const young = routeOf(told({ people: [mother], place: barry, carerAge: 'under-18' }));
      for (const { referTo } of [parent, young]) {
        expect(referTo.map(({ service }) => service)).to.deep.equal(['vale-families-first-advice-line']);
      }
      expect(parent.kinds).to.deep.equal(['parent']);
      expect(young.kinds).to.deep.equal(['young']);
    });

    it('opens both doors to somebody who cares for a child and an adult', () => {
      const { kinds, referTo } = routeOf(told({ people: [mother, son(7)], place: barry, carerAge: '26-64' }));
      expect(kinds).to.deep.equal(['adult', 'parent']);
      expect(referTo.map(({ service }) => service)).to.deep.equal([
        'vale-wellbeing-matters-service',
        'vale-families-first-advice-line',
      ]);
    });

    it('treats the parent of a grown child as an adult carer', () => {
      expect(routeOf(told({ people: [son(24)], place: barry, carerAge: '26-64' })).kinds).to.deep.equal([
        'adult',
      ]);
    });

    it('points needs beyond advice towards a carers officer, never directly', () => {
      const story = { people: [mother], place: barry, carerAge: '26-64', topics: ['break'] };
      const { beyondAdvice, services } = routeOf(told(story));
      expect(beyondAdvice).to.equal(true);
      expect(services.find(({ part }) => part === 'beyond-advice')?.service).to.equal(
        'vale-dedicated-carers-officer',
      );
      expect(shownContact(content.services.get('vale-dedicated-carers-officer')!).phone).to.equal(null);
    });
  });

  it('names one door to somebody looked after who is grown up, and both where that is not known', () => {
    const doors = (facts: object) =>
      routeOf(told({ role: 'cared-for', ...facts }))
        .services.filter(({ part }) => part === 'advice')
        .map(({ service }) => service);
    const both = ['vale-wellbeing-matters-service', 'vale-families-first-advice-line'];
    expect(doors({})).to.deep.equal(both);
    expect(doors({ carerIsAdult: true })).to.deep.equal(both.slice(0, 1));
    expect(doors({ carerIsAdult: true, carerAge: 'under-18' })).to.deep.equal(both.slice(1));
  });

  it('gives somebody whose relative lives elsewhere a national way, and says that another council answers', () => {
    const cardiff = { name: 'Cardiff', area: null, council: 'Cardiff Council', nation: 'wales' };
    const { area, services } = routeOf(told({ people: [mother], place: cardiff, carerAge: '26-64' }));
    expect(area).to.equal(null);
    for (const { service } of services) expect(content.services.get(service)?.area).not.to.equal(vale.id);
  });
});
