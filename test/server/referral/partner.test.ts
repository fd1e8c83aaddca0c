import { expect } from 'chai';
import { assessed } from '../../../server/desk/partner/record-assessment.js';
import { officerFor, readAssessment } from '../../../server/desk/partner/assessment-form.js';
import { answered } from '../../../server/referral/answers.js';
import { House, vale } from '../desk/house.js';
import { refersByText } from './refers.js';

const hub = 'vale-unpaid-carers-hub';
const by = { adviser: 'sian', name: 'Siân of the Hub' };
const form = {
  kind: 'assessment',
  circumstances: 'Mornings and evenings with her mum',
  plan: 'A sitter on Thursdays',
  agreement: 'agreed',
  comment: 'Yes, that is it',
  outcome: 'advice-enough',
};

describe('an assessment at the desk of a partner', function () {
  this.timeout(60_000);
  let house: House;
  let id: string;
  let reference: string;

  beforeEach(async () => {
    house = await House.open();
    id = await refersByText(house);
    await move((found) =>
      answered(house.referrals.parts, found, { kind: 'redirected', service: hub, reason: 'Theirs.' }, null),
    );
    await move((found) => answered(house.referrals.parts, found, { kind: 'accepted' }, by));
    reference = (await newest()).reference;
  });
  afterEach(() => house.close());

  const newest = async () => {
    const record = (await house.store.referrals.ofConversation(id)).at(-1);
    if (!record) throw new Error('Nothing was referred.');
    return record;
  };
  const move = async (decide: Parameters<House['referrals']['move']>[2]) => {
    const { reference: of } = await newest();
    return house.referrals.move((referrals) => referrals.find(of), { ...by, act: 'test' }, decide);
  };
  const area = () => {
    const found = house.content.areas.get(vale);
    if (!found) throw new Error('There is no Vale.');
    return found;
  };
  const records = async (fields: object) => {
    const read = readAssessment({ ...form, ...fields }, area());
    if (typeof read === 'string') throw new Error(read);
    return move((found) => assessed(house.referrals.parts, found, read.form, read.officer, by));
  };

  it('is kept with what was written and what the carer said to it, and nothing of it stands in the conversation', async () => {
    expect(await records({})).to.equal(true);
    const [kept] = await house.store.referrals.assessments(reference);
    expect(kept).to.deep.include({ party: hub, kind: 'assessment', outcome: 'advice-enough', by });
    expect(kept?.written).to.include({ plan: 'A sitter on Thursdays' });
    expect(kept?.agreement).to.deep.equal({ answer: 'agreed', comment: 'Yes, that is it' });
    expect(JSON.stringify(await house.journal(id))).not.to.include('sitter');
    expect(await house.store.referrals.assessmentCounts(vale, new Date(0))).to.deep.equal([
      { party: hub, kind: 'assessment', outcome: 'advice-enough', count: 1 },
    ]);
  });

  it('may be a review of an earlier one: kept, counted and shown as such, and passed on as an assessment is', async () => {
    const reviewed = { kind: 'review', plan: 'The sitter stays', comment: 'Still right' };
    expect(await records(reviewed)).to.equal(true);
    const [kept] = await house.store.referrals.assessments(reference);
    expect(kept).to.deep.include({ party: hub, kind: 'review', outcome: 'advice-enough', by });
    expect(kept?.agreement).to.deep.equal({ answer: 'agreed', comment: 'Still right' });
    expect(await house.store.referrals.assessmentCounts(vale, new Date(0))).to.deep.equal([
      { party: hub, kind: 'review', outcome: 'advice-enough', count: 1 },
    ]);
    await records({ ...reviewed, outcome: 'needs-carers-officer', has: 'disability', officer: 'yes' });
    expect(await newest()).to.include({ service: 'vale-dedicated-carers-officer' });
    expect(readAssessment({ ...form, kind: 'verdict' }, area())).to.equal('problem-incomplete');
  });

  it('goes on to the carers officer whom the circumstances choose, with the carer’s agreement, and the carer hears', async () => {
    await records({ outcome: 'needs-carers-officer', has: ['illness', 'statutory-care'], officer: 'yes' });
    const onward = await newest();
    expect(onward).to.include({
      party: 'vale-officer-care-in-place',
      service: 'vale-dedicated-carers-officer',
    });
    const passed = await house.store.findReferral(onward.reference);
    expect(passed).to.include({ followsOn: reference, beyondAdvice: true });
    expect(passed?.consent.services).to.deep.equal(['vale-dedicated-carers-officer']);
    expect((await house.texts(id)).at(-1))
      .to.include('carers officer')
      .and.to.include(onward.reference);
    expect((await house.store.referrals.ofParty(vale, 'vale-officer-care-in-place', 9)).length).to.equal(1);
  });

  it('chooses the officer in the council’s order, and nobody where nothing is known', () => {
    expect(officerFor(area(), ['illness'])?.id).to.equal('vale-officer-illness');
    expect(officerFor(area(), ['illness', 'disability'])?.id).to.equal('vale-officer-disability');
    expect(officerFor(area(), [])).to.equal(null);
  });

  it('needs the carer’s agreement and the circumstances before it goes to an officer', () => {
    const read = (fields: object) =>
      readAssessment({ ...form, outcome: 'needs-carers-officer', ...fields }, area());
    expect(read({ has: 'illness' })).to.equal('problem-officer');
    expect(read({ officer: 'yes' })).to.equal('problem-circumstances');
    expect(read({ officer: 'yes', has: ['unknown'] })).to.equal('problem-incomplete');
    expect(readAssessment({ ...form, circumstances: ' ', plan: '' }, area())).to.equal('problem-incomplete');
    expect(readAssessment(null, area())).to.equal('problem-incomplete');
  });

  it('is not made on what was withdrawn meanwhile', async () => {
    await house.text("i've changed my mind, don't send it");
    expect(await records({})).to.equal(false);
    expect(await house.store.referrals.assessments(reference)).to.deep.equal([]);
  });
});
