import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'chai';
import { shownContact } from '../../../content/areas/shown-contact.js';
import type { OpenReferralService } from '../../../server/directory/open-referral.js';
import type { Page } from '../../../server/directory/query.js';
import type { DirectoryServer } from './directory-server.js';
import { startDirectory } from './directory-server.js';
import { servingOnly } from '../../../content/areas/serving-only.js';
import { createDirectory } from '../../../server/directory/directory.js';
import * as hsds from './hsds-uk.js';

const ajv = formats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true }));

describe('The directory, by the API of Open Referral UK 3.0', () => {
  let server: DirectoryServer;
  before(async () => {
    server = await startDirectory();
  });
  after(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.origin}/directory${path}`, { headers, redirect: 'manual' });
  const read = async <T>(path: string): Promise<T> => (await get(path)).json() as Promise<T>;
  const services = (query = ''): Promise<Page<OpenReferralService>> =>
    read(`/services?per_page=100&${query}`);
  const expectValid = (schema: object, value: unknown): void => {
    const valid = ajv.validate(schema, value);
    expect(valid, ajv.errorsText()).to.equal(true);
  };

  for (const lang of ['en', 'cy']) {
    it(`is valid, in each list and each entry, in ${lang}`, async () => {
      const lists: [string, object, object][] = [
        ['services', hsds.serviceSummary, hsds.service],
        ['organizations', hsds.organizationSummary, hsds.organization],
        ['taxonomies', hsds.taxonomy, hsds.taxonomy],
        ['taxonomy_terms', hsds.taxonomyTerm, hsds.taxonomyTerm],
      ];
      for (const [list, summary, entry] of lists) {
        const page = await read<Page<{ id: string }>>(`/${list}?per_page=100&lang=${lang}`);
        expectValid(hsds.pageOf(summary), page);
        expect(page.contents, list).not.to.be.empty;
        for (const { id } of page.contents) expectValid(entry, await read(`/${list}/${id}?lang=${lang}`));
      }
      expectValid(hsds.pageOf({ type: 'object' }), await read('/service_at_locations'));
    });
  }

  it('would be found invalid without what the standard requires, or with another type', async () => {
    const { contents } = await services();
    const entry = await read<Record<string, unknown>>(`/services/${contents[0]!.id}`);
    for (const wrong of [
      { ...entry, id: 'one' },
      { ...entry, name: undefined },
      { ...entry, status: 'open' },
      { ...entry, minimum_age: 'seven' },
      { ...entry, schedules: [{ freq: 'WEEKLY' }] },
    ])
      expect(ajv.validate(hsds.service, JSON.parse(JSON.stringify(wrong)))).to.equal(false);
  });

  it('says which version of the standard it follows, and shows people the page', async () => {
    expect(await read('/')).to.include({ version: 'HSDS-UK-3.0' });
    const browser = await get('/', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(browser.status).to.equal(303);
    expect(browser.headers.get('location')).to.equal('/directory/find');
  });

  it('lists what runs and has a confirmed detail with its source, and nothing else', async () => {
    const { contents, total_items } = await services();
    expect(total_items).to.equal(contents.length).and.be.greaterThan(20);
    const names = new Set(contents.map(({ name }) => name));
    for (const service of server.content.services.values()) {
      const shown = Object.values(shownContact(service)).filter((detail) => detail !== null);
      const listed = service.signpost && service.status === 'active' && shown.length > 0;
      expect(names.has(service.name.en), service.id).to.equal(listed);
    }
    expect(names).not.to.include(server.content.services.get('the-care-collective')?.name.en);
  });

  it('leaves out the services of areas that this deployment does not serve', () => {
    const { en } = createDirectory(servingOnly(server.content, ['vale-of-glamorgan']));
    const areas = new Set(en.services.flatMap(({ service_areas }) => service_areas.map(({ name }) => name)));
    expect([...areas]).to.have.members(['the Vale of Glamorgan', 'Wales', 'England', 'the United Kingdom']);
    expect(en.services.map(({ name }) => name)).not.to.include(
      'Adult Social Care Direct (Coventry City Council)',
    );
  });

  it('shows no detail that waits for an editor', async () => {
    const published = JSON.stringify(
      await Promise.all((await services()).contents.map(({ id }) => read(`/services/${id}`))),
    );
    for (const service of server.content.services.values()) {
      for (const detail of Object.values(service.contact)) {
        const waits = detail && (detail.confirmFirst || detail.stale) && detail.value.length > 6;
        const elsewhere = [...server.content.services.values()].some((other) =>
          Object.values(shownContact(other)).some((shown) => shown?.value === detail?.value),
        );
        if (waits && !elsewhere) expect(published, service.id).not.to.include(detail.value);
      }
    }
  });

  it('gives each entry the same id every time, in both languages', async () => {
    const [en, cy] = await Promise.all([services('lang=en'), services('lang=cy')]);
    expect(cy.contents.map(({ id }) => id)).to.deep.equal(en.contents.map(({ id }) => id));
    const carersUk = en.contents.find(({ name }) => name === 'Carers UK helpline');
    expect(carersUk?.id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(en.contents.map(({ id }) => id)).size).to.equal(en.contents.length);
  });

  it('pages through everything once', async () => {
    const all = await services();
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      const part = await read<Page<OpenReferralService>>(`/services?per_page=7&page=${page}`);
      seen.push(...part.contents.map(({ id }) => id));
      expect(part.first_page).to.equal(page === 1);
      expect(part.size).to.equal(part.contents.length);
      expect(part.total_pages).to.equal(Math.ceil(all.total_items / 7));
      if (part.last_page) break;
    }
    expect(seen).to.deep.equal(all.contents.map(({ id }) => id));
    expect(await read('/services?page=999')).to.include({ empty: true, size: 0, last_page: true });
  });

  it('filters by words, term, organisation, age and time', async () => {
    const names = async (query: string): Promise<string[]> =>
      (await services(query)).contents.map(({ name }) => name);
    expect(await names('search=dementia%20nurse')).to.deep.equal([
      'Dementia UK Admiral Nurse Dementia Helpline',
    ]);
    const terms = await read<Page<{ id: string; term: string }>>('/taxonomy_terms?per_page=100');
    const dementia = terms.contents.find(({ term }) => term === 'dementia');
    expect(await names(`taxonomy_term_id=${dementia?.id ?? ''}`)).to.include(
      'Dementia UK Admiral Nurse Dementia Helpline',
    );
    const organizations = await read<Page<{ id: string; name: string }>>('/organizations?per_page=100');
    const council = organizations.contents.find(({ name }) => name === 'Vale of Glamorgan Council');
    const ofCouncil = await names(`organization_id=${council?.id ?? ''}`);
    expect(ofCouncil).to.include('Families First Advice Line').and.not.include('Carers UK helpline');
    for (const service of (await services('minimum_age=7')).contents)
      expect(service.minimum_age).to.be.at.least(7);
    for (const service of (await services('maximum_age=25')).contents)
      expect(service.maximum_age).to.be.at.most(25);
    const sunday = await names('day=Sunday');
    expect(sunday).to.include('Samaritans').and.not.include('Carers UK helpline');
    expect(await names('day=MO&start_time=09:00&end_time=18:00')).to.include('Carers UK helpline');
    expect(await names('taxonomy_id=nothing')).to.deep.equal([]);
    expect(await names('proximity=100&made_up=1')).to.have.length.greaterThan(20);
  });

  it('says what is wrong with a query or an id, and what to write', async () => {
    for (const [path, field] of [
      ['/services?page=0', 'page'],
      ['/services?per_page=lots', 'per_page'],
      ['/services?day=someday', 'day'],
      ['/services?start_time=9am', 'start_time'],
      ['/organizations?lang=fr', 'lang'],
      ['/services?page=1&page=2', 'page'],
    ] as const) {
      const response = await get(path);
      expect(response.status, path).to.equal(400);
      expect(await response.json())
        .to.have.property('error')
        .that.includes({ status: 400, field });
    }
    for (const path of ['/services/nothing', '/nothing', '/services/__proto__']) {
      const response = await get(path);
      expect(response.status, path).to.equal(404);
      expect(response.headers.get('content-type')).to.match(/json/);
    }
  });

  it('may be kept for a while, is asked again by its ETag, and can be read from any site', async () => {
    const first = await get('/services', { origin: 'https://www.example.org' });
    expect(first.headers.get('cache-control')).to.equal('public, max-age=300');
    expect(first.headers.get('access-control-allow-origin')).to.equal('*');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.to.equal('');
    const again = await get('/services', { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect(again.status).to.equal(304);
    expect((await get('/services?lang=cy', { 'if-none-match': etag })).status).to.equal(200);
    const asked = await fetch(`${server.origin}/directory/services`, { method: 'OPTIONS' });
    expect(asked.status).to.equal(204);
    expect(asked.headers.get('access-control-allow-methods')).to.equal('GET, HEAD, OPTIONS');
  });

  it('takes nothing in', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await fetch(`${server.origin}/directory/services`, { method })).status).to.equal(404);
  });

  it('refuses an address that asks too often, and says so', async () => {
    const limited = await startDirectory({ perMinute: 3 });
    try {
      const statuses: number[] = [];
      for (let asked = 0; asked < 4; asked += 1)
        statuses.push((await fetch(`${limited.origin}/directory/services`)).status);
      expect(statuses).to.deep.equal([200, 200, 200, 429]);
    } finally {
      await limited.close();
    }
  });
});
