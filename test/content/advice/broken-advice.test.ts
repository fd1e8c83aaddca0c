import type { Broken } from '../broken-content.js';
import { refusesBroken } from '../broken-content.js';

const article = 'advice/carers-allowance.md';

const broken: Broken[] = [
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
  {
    what: 'was reviewed on no day, and says on which line',
    file: article,
    from: /reviewed: .*/,
    to: 'reviewed: yesterday',
    field: 'reviewed',
    instead: /such as "2026-11-22"/,
    line: (lines) => lines.indexOf('reviewed: yesterday'),
  },
];

describe('An article that is broken', () => {
  refusesBroken(broken);
});
