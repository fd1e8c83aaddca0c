import { expect } from 'chai';
import { contactWords, shownContact, waysToReach } from '../../../content/areas/shown-contact.js';
import type { Service } from '../../../content/schema/service.js';
import { contactKinds } from '../../../content/schema/service.js';
import { areasAndAdvice } from '../project-content.js';

describe('Contact details that may be shown', () => {
  const { services } = areasAndAdvice();
  const service = (id: string): Service => services.get(id)!;

  it('are those with a source that is not old or in doubt', () => {
    expect(shownContact(service('vale-families-first-advice-line')).phone?.value).to.equal('0800 0327 322');
    expect(shownContact(service('carers-uk')).phone?.value).to.equal('0808 808 7777');
  });

  it('leave out what is not known', () => {
    expect(shownContact(service('vale-unpaid-carers-hub')).phone).to.equal(null);
  });

  it('leave out what an editor has to confirm first', () => {
    expect(service('vale-carers-services-team').contact.email).not.to.equal(null);
    expect(shownContact(service('vale-carers-services-team')).email).to.equal(null);
    expect(shownContact(service('samaritans-welsh-line')).phone).to.equal(null);
  });

  it('leave out everything of an unconfirmed or closed service', () => {
    for (const each of services.values()) {
      if (each.status !== 'unconfirmed' && each.status !== 'closed') continue;
      for (const kind of contactKinds) expect(shownContact(each)[kind], `${each.id} ${kind}`).to.equal(null);
    }
    expect(service('vale-contact-onevale').contact.phone).not.to.equal(null);
  });

  it('leave out stale ones, and keep the rest of the service', () => {
    const stale = structuredClone(service('carers-uk'));
    stale.contact.phone!.stale = true;
    expect(shownContact(stale).phone).to.equal(null);
    expect(shownContact(stale).url).not.to.equal(null);
  });

  it('each say where and how far they are known', () => {
    const shown = [...services.values()]
      .flatMap((each) => Object.values(shownContact(each)))
      .filter((each) => each);
    expect(shown).to.have.length.greaterThan(40);
    for (const contact of shown)
      expect(contact?.source).to.match(/^https?:\/\/|list|strategy|answer|Plan 20/);
  });

  it('are said in either language', () => {
    const { phone } = shownContact(service('nhs-111-option-2-wales'));
    expect(contactWords(phone!, 'en')).to.equal('111, then press 2');
    expect(contactWords(phone!, 'cy')).to.equal('111, yna pwyso 2');
    expect(contactWords(shownContact(service('cruse')).phone!, 'cy')).to.equal('0808 808 1677');
  });

  it('lead from a service without a number to the next best that has one', () => {
    const ids = (id: string, kind?: 'phone') => waysToReach(services, id, kind).map((each) => each.id);
    expect(ids('vale-unpaid-carers-hub')).to.deep.equal(['vale-unpaid-carers-hub', 'carers-uk']);
    expect(ids('vale-unpaid-carers-hub', 'phone')).to.deep.equal(['carers-uk']);
    expect(ids('vale-dedicated-carers-officer')[0]).to.equal('vale-wellbeing-matters-service');
    expect(ids('ymca-cardiff-vale-young-carers', 'phone')[0]).to.equal('vale-families-first-advice-line');
    expect(ids('no-such-service')).to.deep.equal([]);
  });
});
