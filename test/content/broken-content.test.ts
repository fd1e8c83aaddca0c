import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ContentError } from '../../content/errors.js';
import { areasAndAdvice, contentPath } from './project-content.js';

interface Broken {
  what: string;
  file: string;
  /** The text that is there, and what an editor might put in its place. */
  from: string | RegExp;
  to: string;
  field: string;
  instead: RegExp;
}

const services = 'areas/vale-of-glamorgan/services.yaml';
const area = 'areas/vale-of-glamorgan/area.yaml';
const places = 'areas/vale-of-glamorgan/places.yaml';
const pathway = 'areas/vale-of-glamorgan/pathway.yaml';
const wales = 'areas/national/wales/nation.yaml';
const uk = 'areas/national/uk/services.yaml';
const article = 'advice/carers-allowance.md';

const broken: Broken[] = [
  {
    what: 'is not YAML',
    file: area,
    from: 'id: vale-of-glamorgan',
    to: 'id: [vale',
    field: '',
    instead: /not YAML/,
  },
  {
    what: 'lacks a field',
    file: area,
    from: 'welshFirst: true\n',
    to: '',
    field: 'welshFirst',
    instead: /is missing: write a boolean/,
  },
  {
    what: 'has a field that nobody knows',
    file: area,
    from: 'welshFirst: true',
    to: 'welshFirst: true\nwelsh: true',
    field: '',
    instead: /welsh is not a field here/,
  },
  {
    what: 'has an id unlike its folder',
    file: area,
    from: 'id: vale-of-glamorgan',
    to: 'id: vale',
    field: 'id',
    instead: /write vale-of-glamorgan/,
  },
  {
    what: 'names no nation that we know',
    file: area,
    from: 'nation: wales',
    to: 'nation: cymru',
    field: 'nation',
    instead: /"wales"/,
  },
  {
    what: 'has hours that are not times',
    file: area,
    from: 'hours: null',
    to: 'hours: { weekly: { mon: ["9 to 5"] } }',
    field: 'desk.hours.weekly.mon.0',
    instead: /such as "09:00-18:00"/,
  },
  {
    what: 'lacks the Welsh',
    file: area,
    from: '  cy: Bro Morgannwg\n',
    to: '',
    field: 'name.cy',
    instead: /is missing/,
  },
  {
    what: 'shares a postcode with a stranger',
    file: places,
    from: 'CF11: [cardiff]',
    to: 'CF11: [swansea]',
    field: 'postcodes.shared.CF11',
    instead: /not among the neighbours/,
  },
  {
    what: 'has a postcode that is none',
    file: places,
    from: 'CF61',
    to: 'CF61 1AA',
    field: 'postcodes.inside.0',
    instead: /first half of a postcode/,
  },
  {
    what: 'sends people to no service',
    file: pathway,
    from: 'service: vale-unpaid-carers-hub',
    to: 'service: vale-carers-hub',
    field: 'carers.adult.advice.service',
    instead: /no service is called vale-carers-hub/,
  },
  {
    what: 'sends people to a closed service',
    file: pathway,
    from: 'service: vale-unpaid-carers-hub',
    to: 'service: the-care-collective',
    field: 'carers.adult.advice.service',
    instead: /never offered/,
  },
  {
    what: 'reaches an officer through nobody',
    file: pathway,
    from: 'through: [vale-wellbeing-matters-service, vale-unpaid-carers-hub]',
    to: 'through: [the-mayor]',
    field: 'carers.adult.beyondAdvice.through.0',
    instead: /no service is called the-mayor/,
  },
  {
    what: 'lacks a kind of carer',
    file: pathway,
    from: /\n {2}young:\n {4}firstContact[\s\S]*?\nboth:/,
    to: '\nboth:',
    field: 'carers.young',
    instead: /is missing/,
  },
  {
    what: 'lists an unknown service for a crisis',
    file: wales,
    from: 'samaritans, samaritans-welsh-line, shout]',
    to: 'good-samaritans]',
    field: 'crisis.suicide.adult.2',
    instead: /no service is called good-samaritans/,
  },
  {
    what: 'has a number without a source',
    file: services,
    from: /( {6}value: 0800 0327 322\n) {6}source: .*\n/,
    to: '$1',
    field: '3.contact.phone.source',
    instead: /is missing/,
  },
  {
    what: 'has two services of one id',
    file: services,
    from: 'id: vale-unpaid-carers-hub',
    to: 'id: vale-wellbeing-matters-service',
    field: '1.id',
    instead: /already the id of another/,
  },
  {
    what: 'offers a closed service',
    file: services,
    from: /status: closed\n {2}signpost: false/,
    to: 'status: closed\n  signpost: true',
    field: '17.signpost',
    instead: /write false/,
  },
  {
    what: 'has nobody to see instead',
    file: uk,
    from: / {2}seeInstead:\n {4}- shout\n {4}- childline\n/,
    to: '',
    field: '8.seeInstead',
    instead: /to turn to instead/,
  },
  {
    what: 'points to a service that is not there',
    file: services,
    from: /nextBest:\n {4}- carers-uk/,
    to: 'nextBest:\n    - carers',
    field: '0.nextBest.0',
    instead: /no service is called carers/,
  },
  {
    what: 'has an article without front matter',
    file: article,
    from: /^---\n/,
    to: '',
    field: '',
    instead: /begin it with ---/,
  },
  {
    what: 'has an article under another id',
    file: article,
    from: 'id: carers-allowance',
    to: 'id: carers-money',
    field: 'id',
    instead: /write carers-allowance/,
  },
  {
    what: 'has an article without Welsh',
    file: article,
    from: '# Cymraeg',
    to: '# Welsh',
    field: '# Cymraeg',
    instead: /is missing/,
  },
  {
    what: 'has a figure without a source',
    file: article,
    from: 'It is £86.45 a week.',
    to: 'It is £90 a week.',
    field: 'figures',
    instead: /£90 stands in the article without a source/,
  },
  {
    what: 'has a figure whose source is not listed',
    file: article,
    from: '£86.45: rate',
    to: '£86.45: hearsay',
    field: 'figures.£86.45',
    instead: /hearsay is not among the sources/,
  },
  {
    what: 'writes a telephone number out',
    file: article,
    from: '{{service:carers-allowance-unit.phone}}',
    to: '0800 731 0297',
    field: 'figures',
    instead: /0800 stands in the article without a source/,
  },
  {
    what: 'calls a telephone number a figure',
    file: article,
    from: '£86.45: rate',
    to: "£86.45: rate\n  '999': rate",
    field: 'figures.999',
    instead: /telephone number/,
  },
  {
    what: 'asks for a detail that may not be shown',
    file: article,
    from: '{{service:carers-uk.phone}}',
    to: '{{service:vale-contact-onevale.phone}}',
    field: 'text',
    instead: /has no phone that may be shown/,
  },
  {
    what: 'asks for a service that is not there',
    file: article,
    from: '{{service:carers-uk.phone}}',
    to: '{{carers uk}}',
    field: 'text',
    instead: /names no service/,
  },
  {
    what: 'has a card that is too long',
    file: article,
    from: 'Check first how',
    to: `${'very '.repeat(40)}Check first how`,
    field: 'en.card',
    instead: /at most 45 words/,
  },
  {
    what: 'has a text that is too long',
    file: article,
    from: `"Carer's Allowance is`,
    to: `"${'So '.repeat(100)}Carer's Allowance is`,
    field: 'en.sms',
    instead: /at most 300 characters/,
  },
  {
    what: 'is to be reviewed before it was',
    file: article,
    from: "reviewBy: '2027-04-06'",
    to: "reviewBy: '2026-04-06'",
    field: 'reviewBy',
    instead: /a day after/,
  },
  {
    what: 'mixes young carers with others',
    file: article,
    from: 'carers:\n  - adult',
    to: 'carers:\n  - young\n  - adult',
    field: 'carers',
    instead: /an article of its own/,
  },
  {
    what: 'is for an area that is not there',
    file: article,
    from: 'carers:\n',
    to: 'areas: [atlantis]\ncarers:\n',
    field: 'areas.0',
    instead: /no area is called atlantis/,
  },
];

describe('Content that is broken', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-content-'));
    for (const part of ['areas', 'advice'])
      cpSync(join(contentPath, part), join(folder, part), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const { what, file, from, to, field, instead } of broken) {
    it(`is refused when it ${what}`, () => {
      const path = join(folder, file);
      const whole = readFileSync(path, 'utf8');
      const edited = whole.replace(from, to);
      expect(edited, 'the edit').not.to.equal(whole);
      writeFileSync(path, edited);
      try {
        areasAndAdvice(folder);
        expect.fail('it was loaded');
      } catch (error) {
        if (!(error instanceof ContentError)) throw error;
        expect(error.file).to.equal(file);
        expect(error.field).to.equal(field);
        expect(error.instead).to.match(instead);
      } finally {
        writeFileSync(path, whole);
      }
    });
  }

  it('is named with the line to look at', () => {
    const path = join(folder, services);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.replace('serves:\n    - adult-carer', 'serves:\n    - adults'));
    const line = whole.split('\n').findIndex((text) => text === '    - adult-carer') + 1;
    try {
      expect(() => areasAndAdvice(folder)).to.throw(ContentError, `${services}:${line} "0.serves.0"`);
    } finally {
      writeFileSync(path, whole);
    }
  });

  it('is named with its line in the front matter of an article, too', () => {
    const path = join(folder, article);
    const whole = readFileSync(path, 'utf8');
    const line = whole.split('\n').findIndex((text) => text.startsWith('reviewed:')) + 1;
    writeFileSync(path, whole.replace(/reviewed: .*/, 'reviewed: yesterday'));
    try {
      expect(() => areasAndAdvice(folder)).to.throw(ContentError, `${article}:${line} "reviewed"`);
    } finally {
      writeFileSync(path, whole);
    }
  });

  it('is refused when a file is missing', () => {
    const path = join(folder, pathway);
    const whole = readFileSync(path, 'utf8');
    rmSync(path);
    try {
      expect(() => areasAndAdvice(folder)).to.throw(ContentError, /pathway\.yaml.*is missing/);
    } finally {
      writeFileSync(path, whole);
    }
  });
});
