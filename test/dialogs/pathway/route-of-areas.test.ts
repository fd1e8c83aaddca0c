import { expect } from 'chai';
import { waysToReach } from '../../../content/areas/shown-contact.js';
import { route } from '../../../dialogs/pathway/route.js';
import { newStory, storySchema } from '../../../dialogs/story/story.js';
import { areasAndAdvice } from '../../content/project-content.js';

const content = areasAndAdvice();
const mother = { relationship: 'mother', conditions: [] };
const son = (age: number) => ({ relationship: 'son', age, conditions: [] });

function toldIn(area: string, facts: object) {
  const story = storySchema.parse({ ...newStory(area, 'en'), ...facts });
  const { services, referTo, assessedBy } = route(story, content, content.areas.get(area)!);
  return { first: services[0]?.service, steps: services.map(({ service }) => service), referTo, assessedBy };
}

describe('the route in Worcestershire', () => {
  const area = 'worcestershire';

  it("takes parents to children's services, and those of children of 16 and 17 to the Hub", () => {
    const parentOf = (...ages: number[]) => toldIn(area, { people: ages.map(son), topics: ['assessment'] });
    expect(parentOf(9).referTo).to.deep.equal([
      { service: 'worcestershire-family-front-door', onward: null },
    ]);
    expect(parentOf(9).assessedBy).to.deep.equal(['worcestershire-children-with-disabilities-team']);
    expect(parentOf(16).referTo).to.deep.equal([{ service: 'worcestershire-carers-hub', onward: null }]);
    expect(parentOf(16).assessedBy).to.deep.equal(['worcestershire-carers-hub']);
    expect(parentOf(9, 17).referTo.map(({ service }) => service)).to.deep.equal([
      'worcestershire-family-front-door',
      'worcestershire-carers-hub',
    ]);
  });

  it('has the Hub advise and assess adults, and Young Carers help up to 25', () => {
    const topics = ['assessment', 'emergency-plan'];
    const adult = toldIn(area, { people: [mother], carerAge: '26-64', topics });
    expect(adult.first).to.equal('worcestershire-carers-hub');
    expect(adult.assessedBy).to.deep.equal(['worcestershire-carers-hub']);
    expect(adult.steps).to.include('worcestershire-carers-emergency-card');
    for (const carerAge of ['under-18', '18-25'])
      expect(toldIn(area, { people: [mother], carerAge }).first).to.equal('worcestershire-young-carers-yss');
  });

  it('names Carers Careline to those whose relative lives in Redditch', () => {
    const stepsIn = (name: string) => {
      const place = { name, area, nation: 'england' };
      return toldIn(area, { people: [mother], carerAge: '26-64', place }).steps;
    };
    expect(stepsIn('Redditch')).to.include('carers-careline-redditch');
    expect(stepsIn('Great Malvern')).not.to.include('carers-careline-redditch');
  });
});

describe('the route in Thurrock', () => {
  it('says to ask Thurrock First for an assessment, whoever carries it out', () => {
    const adult = toldIn('thurrock', { people: [mother], carerAge: '26-64', topics: ['assessment'] });
    expect(adult.first).to.equal('thurrock-carers-service');
    expect(adult.assessedBy).to.deep.equal(['thurrock-council']);
    expect(waysToReach(content.services, 'thurrock-council').map(({ id }) => id)).to.include(
      'thurrock-first',
    );
  });

  it("sends young carers and parents to children's services, never to the adults' door", () => {
    for (const facts of [{ people: [mother], carerAge: 'under-18' }, { people: [son(9)] }]) {
      const { first, steps } = toldIn('thurrock', facts);
      expect(first).to.equal('thurrock-childrens-services');
      expect(steps).not.to.include('thurrock-first');
    }
  });
});

describe('the route in Coventry', () => {
  const chosen = (way: string | null) =>
    toldIn('coventry', { people: [mother], carerAge: '26-64', assessment: { way } });

  it('sends the story where the carer chose to be assessed', () => {
    const council = 'coventry-adult-social-care-direct';
    expect(chosen('coventry-council').referTo).to.deep.equal([{ service: council, onward: null }]);
    expect(chosen('coventry-carers-trust').referTo).to.deep.equal([
      { service: council, onward: 'carers-trust-heart-of-england' },
    ]);
    expect(chosen('coventry-online').referTo).to.deep.equal([]);
    expect(chosen('coventry-online').first).to.equal('coventry-online-carers-assessment');
  });

  it('goes on as usual while no choice is made', () => {
    expect(chosen(null).first).to.equal('carers-trust-heart-of-england');
    expect(chosen(null).referTo).to.have.length(1);
  });
});

describe('what an area has beside its first doors', () => {
  const parent = { people: [son(9)] };
  const adult = { people: [mother], carerAge: '26-64' };
  for (const [area, who, topic, service] of [
    ['worcestershire', parent, 'isolation', 'worcestershire-parent-carers-community'],
    ['worcestershire', adult, 'break', 'worcestershire-carer-breaks'],
    ['thurrock', adult, 'isolation', 'thurrock-carers-officers'],
    ['coventry', adult, 'break', 'coventry-breaks'],
    ['coventry', adult, 'money', 'go-cv-plus'],
    ['coventry', adult, 'isolation', 'coventry-information-directory'],
    ['coventry', parent, 'complaint', 'one-voice-coventry'],
  ] as const) {
    it(`names ${service} to whom it is for, and only where it fits`, () => {
      expect(toldIn(area, { ...who, topics: [topic] }).steps).to.include(service);
      expect(toldIn(area, { ...who, topics: ['sleep'] }).steps).not.to.include(service);
    });
  }
});
