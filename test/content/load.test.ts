import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { findPlace } from '../../content/areas/places/find-place.js';
import { loadContent } from '../../content/load.js';
import { carerKinds, otherRoles } from '../../content/schema/vocabulary.js';
import { areasAndAdvice, contentPath } from './project-content.js';

describe('Content', () => {
  it('loads whole', () => {
    const content = loadContent();
    expect(content.areas.get('vale-of-glamorgan')).to.deep.include({ nation: 'wales', welshFirst: true });
    expect(content.services.size).to.be.greaterThan(50);
    expect(content.advice).to.have.length.greaterThan(30);
    expect(content.words.keys()).not.to.be.empty;
    expect([...content.nations.keys()]).to.deep.equal(['wales', 'england']);
  });

  it('keeps the desk closed until the council has set its hours', () => {
    expect(areasAndAdvice().areas.get('vale-of-glamorgan')?.desk.hours).to.equal(null);
  });

  it('has no telephone number that only stands in the text of a service', () => {
    for (const service of areasAndAdvice().services.values()) {
      expect(`${service.what.en} ${service.what.cy}`, service.id).not.to.match(/\d{3}/);
    }
  });
});

/** A whole area, as small as the schema lets it be. It is made of a neighbour, to show that neighbours become ours. */
const added = {
  'area.yaml': {
    id: 'cardiff',
    name: { en: 'Cardiff', cy: 'Caerdydd' },
    nation: 'wales',
    welshFirst: true,
    council: { en: 'Cardiff Council', cy: 'Cyngor Caerdydd' },
    timeZone: 'Europe/London',
    desk: { hours: { weekly: { mon: ['09:00-17:00'] } } },
  },
  'places.yaml': {
    places: [{ en: 'Cardiff', cy: 'Caerdydd' }],
    postcodes: { inside: ['CF14'], shared: { CF5: ['vale-of-glamorgan'] } },
    neighbours: [
      {
        id: 'vale-of-glamorgan',
        council: { en: 'Vale of Glamorgan Council', cy: 'Cyngor Bro Morgannwg' },
        nation: 'wales',
        places: [],
      },
    ],
  },
  'services.yaml': [
    {
      id: 'made-up-service',
      name: { en: 'Made-up service', cy: 'Gwasanaeth ffug' },
      welshName: 'awaiting-check',
      what: { en: 'Helps.', cy: 'Yn helpu.' },
      serves: ['anyone'],
      topics: [],
      status: 'active',
      signpost: true,
      contact: { phone: null, text: null, email: null, url: null },
      hours: null,
      provenance: { source: 'a test' },
    },
  ],
  'pathway.yaml': ((): object => {
    const step = { service: 'made-up-service', why: { en: 'because it helps', cy: 'am ei fod yn helpu' } };
    const path = {
      firstContact: step,
      advice: step,
      beyondAdvice: { ...step, through: ['made-up-service'] },
      referTo: { service: 'made-up-service' },
    };
    return {
      carers: Object.fromEntries(carerKinds.map((kind) => [kind, path])),
      both: { kinds: ['adult', 'parent'], why: step.why },
      unclear: [step],
      also: [],
      roles: Object.fromEntries(otherRoles.map((role) => [role, [step]])),
    };
  })(),
};

const contentAreas = ['coventry', 'thurrock', 'vale-of-glamorgan', 'worcestershire'];

describe('Adding an area', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-area-'));
    for (const part of ['areas', 'advice'])
      cpSync(join(contentPath, part), join(folder, part), { recursive: true });
    mkdirSync(join(folder, 'areas/cardiff'));
    for (const [file, data] of Object.entries(added)) {
      writeFileSync(join(folder, 'areas/cardiff', file), stringify(data, { aliasDuplicateObjects: false }));
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is adding a folder', () => {
    const { areas, services } = areasAndAdvice(folder);
    expect([...areas.keys()]).to.deep.equal(['cardiff', ...contentAreas]);
    expect(areas.get('cardiff')?.desk.hours).to.deep.include({ bankHolidays: 'closed' });
    expect(services.get('made-up-service')?.area).to.equal('cardiff');
  });

  it('makes a neighbour of the others an area of ours', () => {
    const { places } = areasAndAdvice(folder);
    expect(findPlace(places, 'yng Nghaerdydd')).to.deep.include({ kind: 'found', area: 'cardiff' });
    expect(findPlace(places, 'CF14 1AA')).to.deep.include({ kind: 'found', area: 'cardiff' });
    expect(findPlace(places, 'Barry')).to.deep.include({ kind: 'found', area: 'vale-of-glamorgan' });
    const shared = findPlace(places, 'CF5');
    expect(shared.kind).to.equal('shared');
    expect(shared.kind === 'shared' && shared.choices.map(({ area }) => area)).to.include.members([
      'cardiff',
      'vale-of-glamorgan',
    ]);
  });
});
