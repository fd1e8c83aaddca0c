import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ContentError } from '../../../content/errors.js';
import type { Broken } from '../broken-content.js';
import { refusesBroken } from '../broken-content.js';
import { areasAndAdvice, contentPath } from '../project-content.js';

const services = 'areas/vale-of-glamorgan/services.yaml';
const area = 'areas/vale-of-glamorgan/area.yaml';
const places = 'areas/vale-of-glamorgan/places.yaml';
const pathway = 'areas/vale-of-glamorgan/pathway.yaml';
const wales = 'areas/national/wales/nation.yaml';
const uk = 'areas/national/uk/services.yaml';

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
    instead: /is missing: write true or false/,
  },
  {
    what: 'has a field that nobody knows',
    file: area,
    from: 'welshFirst: true',
    to: 'welshFirst: true\nwelsh: true',
    field: 'welsh',
    instead: /is not a field here.*Did you mean welshFirst\?/,
    line: (lines) => lines.indexOf('welsh: true'),
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
    what: 'serves nobody we know, and says on which line',
    file: services,
    from: 'serves:\n    - adult-carer',
    to: 'serves:\n    - adults',
    field: '0.serves.0',
    instead: /"adult-carer"/,
    line: (lines) => lines.indexOf('    - adults'),
  },
  {
    what: 'has a value of another kind',
    file: area,
    from: 'welshFirst: true',
    to: 'welshFirst: sometimes',
    field: 'welshFirst',
    instead: /write true or false/,
    line: (lines) => lines.indexOf('welshFirst: sometimes'),
  },
  {
    what: 'has a number where words belong',
    file: services,
    from: 'sourceDate: 2024-06',
    to: 'sourceDate: 2024',
    field: '2.contact.email.sourceDate',
    instead: /write it in quotes/,
    line: (lines) => lines.indexOf('      sourceDate: 2024'),
  },
  {
    what: 'has one field twice',
    file: area,
    from: 'nation: wales',
    to: 'nation: wales\nnation: wales',
    field: '',
    instead: /unique/,
    line: (lines) => lines.lastIndexOf('nation: wales'),
  },
  {
    what: 'misspells a service',
    file: pathway,
    from: 'service: vale-adferiad-carers',
    to: 'service: vale-adferaid-carers',
    field: 'also.0.service',
    instead: /Did you mean vale-adferiad-carers\?/,
    line: (lines) => lines.indexOf('  - service: vale-adferaid-carers'),
  },
  {
    what: 'misspells a field deep inside',
    file: services,
    from: 'reachedThrough:',
    to: 'reachedThru:',
    field: '2.reachedThru',
    instead: /Did you mean reachedThrough\?/,
    line: (lines) => lines.indexOf('  reachedThru:'),
  },
  {
    what: 'still has something to fill in',
    file: area,
    from: 'cy: Cyngor Bro Morgannwg',
    to: "cy: 'FILL IN: enw'",
    field: 'council.cy',
    instead: /not filled in yet/,
    line: (lines) => lines.indexOf("  cy: 'FILL IN: enw'"),
  },
];

describe('An area that is broken', () => {
  refusesBroken(broken);

  it('is refused when a file is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-missing-'));
    try {
      cpSync(join(contentPath, 'areas'), join(folder, 'areas'), { recursive: true });
      rmSync(join(folder, pathway));
      expect(() => areasAndAdvice(folder)).to.throw(ContentError, /pathway\.yaml.*is missing/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
