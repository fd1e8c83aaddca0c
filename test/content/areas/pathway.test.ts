import { expect } from 'chai';
import { applies } from '../../../content/areas/applies.js';
import { crisisServices } from '../../../content/areas/crisis.js';
import { shownContact, waysToReach } from '../../../content/areas/shown-contact.js';
import type { Language } from '../../../content/language.js';
import type { Service } from '../../../content/schema/service.js';
import { carerKinds, crisisNeeds } from '../../../content/schema/vocabulary.js';
import type { CarerKind, CrisisNeed } from '../../../content/schema/vocabulary.js';
import { route } from '../../../dialogs/pathway/route.js';
import { newStory, storySchema } from '../../../dialogs/story/story.js';
import { areasAndAdvice } from '../project-content.js';

const noon = new Date('2026-11-24T12:00Z');

describe('The pathway of the Vale', () => {
  const { areas, nations, services } = areasAndAdvice();
  const vale = areas.get('vale-of-glamorgan')!;

  it('sends adults by Wellbeing Matters to the Unpaid Carers Hub', () => {
    for (const kind of ['adult', 'young-adult'] as const) {
      const { firstContact, advice, referTo } = vale.pathway.carers[kind];
      expect(firstContact.service).to.equal('vale-wellbeing-matters-service');
      expect(advice.service).to.equal('vale-unpaid-carers-hub');
      expect(referTo).to.deep.equal({
        service: 'vale-wellbeing-matters-service',
        onward: 'vale-unpaid-carers-hub',
      });
    }
  });

  it('sends young and parent carers to the Families First Advice Line', () => {
    for (const kind of ['young', 'parent'] as const) {
      const { firstContact, advice, referTo } = vale.pathway.carers[kind];
      expect(firstContact.service).to.equal('vale-families-first-advice-line');
      expect(advice.service).to.equal('vale-families-first-advice-line');
      expect(referTo).to.deep.equal({ service: 'vale-families-first-advice-line' });
    }
  });

  it('reaches a carers officer only through another service', () => {
    for (const kind of carerKinds) {
      const { service, through } = vale.pathway.carers[kind].beyondAdvice;
      expect(service).to.equal('vale-dedicated-carers-officer');
      expect(through.flatMap((id) => waysToReach(services, id))).not.to.be.empty;
      expect(Object.values(shownContact(services.get(service)!))).to.deep.equal([null, null, null, null]);
    }
  });

  const crisis = (need: CrisisNeed, young: boolean, language: Language = 'en', at = noon) =>
    crisisServices(services, { area: vale, nation: nations.get('wales')!, need, young, language, at }).map(
      ({ id }) => id,
    );

  it('names the crisis lines of Wales', () => {
    expect(crisis('suicide', false)).to.deep.equal([
      'emergency-999',
      'nhs-111-option-2-wales',
      'samaritans',
      'shout',
    ]);
    expect(crisis('suicide', true)[1]).to.equal('childline');
  });

  it('names no service in a crisis whose details nobody has confirmed', () => {
    expect(crisis('abuse-of-cared-for', false)).not.to.include('vale-adult-safeguarding');
    expect(crisis('child-at-risk', false)).to.deep.equal([
      'emergency-999',
      'nspcc',
      'vale-families-first-advice-line',
    ]);
  });

  it('offers a Welsh line in Welsh alone, while it is open, once it is confirmed', () => {
    const confirmed = structuredClone(services.get('samaritans-welsh-line')!);
    confirmed.contact.phone!.confirmFirst = false;
    const then = new Map([...services, [confirmed.id, confirmed] as const]);
    const ids = (language: Language, at: string) =>
      crisisServices(then, {
        area: vale,
        nation: nations.get('wales')!,
        need: 'suicide',
        young: false,
        language,
        at: new Date(at),
      }).map(({ id }) => id);
    expect(ids('cy', '2026-11-24T20:00Z')).to.include(confirmed.id);
    expect(ids('cy', '2026-11-24T12:00Z')).not.to.include(confirmed.id);
    expect(ids('en', '2026-11-24T20:00Z')).not.to.include(confirmed.id);
  });
});

describe('The pathway of every area', () => {
  const content = areasAndAdvice();
  const { areas, national, nations, services } = content;

  it('says why in words that begin with because, in the voice of each reader', () => {
    for (const pathway of [national, ...[...areas.values()].map((area) => area.pathway)]) {
      const whys: { en: string; cy: string; young?: { en: string; cy: string } }[] = [];
      JSON.stringify(pathway, (key: string, value: unknown) => {
        if (key === 'why') whys.push(value as (typeof whys)[number]);
        return value;
      });
      expect(whys.length).to.be.greaterThan(20);
      for (const { en, cy, young } of whys.flatMap((why) => [
        why,
        ...(why.young ? [why.young] : []),
      ]) as typeof whys) {
        expect(en).to.match(/^because /);
        expect(cy).to.match(/^am /);
        expect(young?.cy ?? '').not.to.match(/\b(chi|eich)\b/);
      }
    }
  });

  for (const area of areas.values()) {
    describe(area.id, () => {
      const paths = carerKinds.flatMap((kind) => {
        const { instead, ...usual } = area.pathway.carers[kind];
        return [usual, ...instead].map((path) => ({ kind, path }));
      });

      it('has a door that can be opened for every kind of carer, outside too', () => {
        for (const { kind, path } of paths) {
          const through = path.beyondAdvice.through;
          for (const id of [
            path.firstContact.service,
            path.advice.service,
            path.beyondAdvice.service,
            ...through,
          ])
            expect(waysToReach(services, id), `${kind} ${id}`).not.to.be.empty;
          const outside = national.outside[kind].flatMap(({ service }) =>
            waysToReach(services, service, kind === 'young' ? 'phone' : undefined),
          );
          expect(outside, kind).not.to.be.empty;
        }
      });

      it('sends each kind of carer to services that are for them', () => {
        const forKind: Record<CarerKind, Service['serves']> = {
          adult: ['adult-carer', 'anyone'],
          'young-adult': ['young-adult-carer', 'adult-carer', 'anyone'],
          parent: ['parent-carer', 'anyone'],
          young: ['young-carer', 'anyone'],
        };
        for (const { kind, path } of paths) {
          for (const { service } of [path.firstContact, path.advice]) {
            const { serves } = services.get(service)!;
            expect(
              serves.some((each) => forKind[kind].includes(each)),
              `${kind} ${service}`,
            ).to.equal(true);
          }
        }
      });

      it('gives somebody under 18 a number to call, whomever they look after', () => {
        const story = storySchema.parse({ ...newStory(area.id, 'en'), carerAge: 'under-18' });
        const numbers = route(story, content, area).services.flatMap(({ service }) =>
          waysToReach(services, service, 'phone').filter(
            ({ serves }) => serves.includes('young-carer') || serves.includes('anyone'),
          ),
        );
        expect(numbers).not.to.be.empty;
      });

      it('has somebody to turn to in every crisis, the one that acts first at the head', () => {
        const nation = nations.get(area.nation)!;
        for (const need of crisisNeeds) {
          for (const young of [false, true]) {
            const found = crisisServices(services, { area, nation, need, young, language: 'en', at: noon });
            expect(found, need).not.to.be.empty;
            if (need !== 'distress') expect(found[0]?.id, need).to.equal('emergency-999');
          }
        }
      });
    });
  }

  it('names none of the services that have closed, and shows no contact that is not confirmed', () => {
    const closed = [...services.values()].filter(({ status }) => status === 'closed').map(({ id }) => id);
    expect(closed).to.include.members([
      'worcestershire-children-first',
      'age-uk-herefordshire-worcestershire',
    ]);
    for (const { pathway } of areas.values()) {
      for (const id of closed) expect(JSON.stringify(pathway)).not.to.contain(`"${id}"`);
    }
    for (const id of ['carers-careline-redditch', 'coventry-young-carers-project', 'coventry-cress']) {
      expect(Object.values(shownContact(services.get(id)!)), id).to.deep.equal([null, null, null, null]);
    }
  });
});

describe('A condition of the pathway', () => {
  const facts = {
    carers: ['adult'],
    nation: 'wales',
    theirAges: ['adult'],
    yourYears: null,
    place: 'Barry',
    conditions: ['dementia'],
    topics: ['money'],
  } as const;

  it('holds when every line that is written holds', () => {
    expect(applies({}, facts)).to.equal(true);
    expect(applies({ carers: ['young'] }, facts)).to.equal(false);
    expect(applies({ nations: ['england'] }, facts)).to.equal(false);
    expect(applies({ nations: ['wales'] }, { ...facts, nation: null })).to.equal(false);
    expect(applies({ conditions: ['autism'], topics: ['money'] }, facts)).to.equal(true);
    expect(applies({ conditions: ['dementia'], topics: ['work'] }, facts)).to.equal(true);
    expect(applies({ conditions: ['autism'] }, facts)).to.equal(false);
    expect(applies({ theirAges: ['16-17'] }, facts)).to.equal(false);
    expect(applies({ theirAges: ['16-17', 'adult'] }, facts)).to.equal(true);
    expect(applies({ places: ['Barry', 'CF62'] }, facts)).to.equal(true);
    expect(applies({ places: ['Penarth'] }, facts)).to.equal(false);
    expect(applies({ places: ['Barry'] }, { ...facts, place: null })).to.equal(false);
    expect(applies({ yourYears: { from: 16, to: 17 } }, facts)).to.equal(false);
    expect(applies({ yourYears: { from: 16, to: 17 } }, { ...facts, yourYears: 17 })).to.equal(true);
    expect(applies({ yourYears: { from: 16, to: 17 } }, { ...facts, yourYears: 18 })).to.equal(false);
  });
});
