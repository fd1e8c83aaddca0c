import { expect } from 'chai';
import { overdue } from '../../../content/review/overdue.js';
import { areasAndAdvice } from '../project-content.js';

describe('What is past its day', () => {
  const { services, advice } = areasAndAdvice();
  const line = structuredClone(services.get('carers-uk')!);
  const article = advice.find(({ id }) => id === 'carers-allowance')!;
  const late = (service: typeof line, today: string) =>
    overdue({ services: new Map([[service.id, service]]), advice: [] }, new Date(today)).map(
      ({ field }) => field,
    );

  it('is an article from the day after its reviewBy', () => {
    const on = (today: string) => overdue({ services: new Map(), advice: [article] }, new Date(today));
    expect(on(`${article.reviewBy}T12:00Z`)).to.deep.equal([]);
    const [one] = on(`${Number(article.reviewBy.slice(0, 4)) + 1}-01-01T12:00Z`);
    expect(one).to.include({ file: 'advice/carers-allowance.md', field: 'reviewBy' });
  });

  it('is a detail a year after it was checked, counted from the last day that its date may mean', () => {
    const checked = (sourceDate: string | null) => {
      const service = structuredClone(line);
      service.hours = null;
      service.contact = { phone: { ...line.contact.phone!, sourceDate }, text: null, email: null, url: null };
      return service;
    };
    expect(late(checked('2026-05-10'), '2027-05-10T12:00Z')).to.deep.equal([]);
    expect(late(checked('2026-05-10'), '2027-05-11T12:00Z')).to.deep.equal(['carers-uk contact.phone']);
    expect(late(checked('2026-05'), '2027-05-31T12:00Z')).to.deep.equal([]);
    expect(late(checked('2026-05'), '2027-06-01T12:00Z')).to.deep.equal(['carers-uk contact.phone']);
    expect(late(checked('2026'), '2027-12-31T12:00Z')).to.deep.equal([]);
    expect(late(checked('2026'), '2028-01-01T12:00Z')).to.deep.equal(['carers-uk contact.phone']);
    expect(late(checked(null), '2026-01-01T12:00Z')).to.deep.equal(['carers-uk contact.phone']);
  });

  it('is no detail that somebody else has found to be so since', () => {
    const service = structuredClone(line);
    service.hours = null;
    service.contact = { text: null, email: null, url: null, phone: service.contact.phone };
    Object.assign(service.contact.phone!, { sourceDate: '2020', rechecked: '2026-10-01' });
    expect(late(service, '2027-10-01T12:00Z')).to.deep.equal([]);
    expect(late(service, '2027-10-02T12:00Z')).to.deep.equal(['carers-uk contact.phone']);
    Object.assign(service.contact.phone!, { sourceDate: null });
    expect(late(service, '2027-10-01T12:00Z')).to.deep.equal([]);
  });

  it('is told apart from a detail whose source bears no date', () => {
    const [phone] = overdue({ services, advice: [] }, new Date('2026-11-22T12:00Z')).filter(
      ({ field }) => field === 'dementia-uk contact.phone',
    );
    expect(phone).to.include({ undated: true }).and.have.property('why').that.includes('bears no date');
  });

  it('is no detail that nobody is shown', () => {
    const service = structuredClone(line);
    for (const contact of Object.values(service.contact)) if (contact) contact.confirmFirst = true;
    service.hours = null;
    expect(late(service, '2040-01-01T12:00Z')).to.deep.equal([]);
  });
});
