import { expect } from 'chai';
import type { FactName } from '../../../../dialogs/story/story.js';
import { recogniser } from './recogniser.js';

describe('the local recogniser: places', () => {
  const places: [string, string[], (FactName | null)?][] = [
    ['mum lives in Barry', ['Barry']],
    ['my mum is in penarth', ['penarth']],
    ['dad lives in llantwit major', ['llantwit major']],
    ['she is in CF62 7AA', ['CF62 7AA']],
    ['postcode is cf64', ['CF64']],
    ['wr5 1aa', ['WR5 1AA']],
    ['he lives in Ambleside by the lake', ['Ambleside']],
    ['my nan lives in Newcastle Emlyn', ['Newcastle Emlyn']],
    ['from Barry to Rhoose and back', ['Barry', 'Rhoose']],
    ['mae mam yn byw yn y Barri', ['y Barri']],
    ['dw i’n byw ym Mhenarth', ['Penarth']],
    ['mae dad yng Nghaerdydd', ['Caerdydd']],
    ['byw yn y Bont-faen', ['y Bont-faen']],
    ['she is in bed all day', []],
    ['he is in a wheelchair', []],
    ['mum is in hospital', []],
    ['im in year 9', []],
    ['im in bits', []],
    ['my mate says hi', []],
    ['barry', ['barry'], 'theirPlace'],
    ['Little Haven', ['Little Haven'], 'theirPlace'],
    ['she lives in ynysybwl', ['ynysybwl'], 'theirPlace'],
    ['a village called sigingstone', ['sigingstone'], 'theirPlace'],
    ['cf63', ['CF63'], 'theirPlace'],
    ['in abermule with me', ['abermule'], 'theirPlace'],
    ['i dont know', [], 'theirPlace'],
    ['skip', [], 'theirPlace'],
    ['yes', [], 'theirPlace'],
    ['can i talk to someone', [], 'theirPlace'],
  ];
  for (const [text, expected, asked = null] of places) {
    it(`${text}${asked ? ` (asked ${asked})` : ''}`, () => {
      expect(recogniser.read(text, asked).facts.places).to.deep.equal(expected);
    });
  }
});

describe('the local recogniser: phone and email', () => {
  const phones: [string, string | undefined][] = [
    ['07700 900123', '+447700900123'],
    ['my number is 07700900123', '+447700900123'],
    ['ring me on +44 7700 900123 after 6', '+447700900123'],
    ['0044 7700 900 123', '+447700900123'],
    ['(01446) 700111 please', '+441446700111'],
    ['029 2018 0182', '+442920180182'],
    ['i rang 999 and 116 123', undefined],
    ['shes 82 and im 60', undefined],
    ['cf62 7aa', undefined],
  ];
  for (const [text, expected] of phones) {
    it(text, () => {
      expect(recogniser.read(text, 'phone').facts.phone).to.equal(expected);
    });
  }

  const emails: [string, string | undefined][] = [
    ['mair@example.com', 'mair@example.com'],
    ['its Mair.Jones+care@mail.example.co.uk thanks', 'mair.jones+care@mail.example.co.uk'],
    ['mair dot jones at example dot com', 'mair.jones@example.com'],
    ['meet me at the library', undefined],
    ['@mair', undefined],
  ];
  for (const [text, expected] of emails) {
    it(text, () => {
      expect(recogniser.read(text, 'email').facts.email).to.equal(expected);
    });
  }

  it('takes no age and no place from a number or an address', () => {
    const { facts } = recogniser.read('07700 900123 or im82@example.com', null);
    expect([facts.carerAgeYears, facts.places]).to.deep.equal([undefined, []]);
  });
});

describe('the local recogniser: a bare answer in the light of the question', () => {
  it('to how old the person is', () => {
    const ages: [string, number | undefined, string | undefined][] = [
      ['82', 82, 'adult'],
      ['nine', 9, 'under-16'],
      ['hes 9', 9, 'under-16'],
      ['she is 82 now', 82, 'adult'],
      ['about 70', 70, 'adult'],
      ['eighty two', 82, 'adult'],
      ['naw oed', 9, 'under-16'],
      ['mae hi’n 17', 17, '16-17'],
      ['under 18', undefined, 'under-16'],
      ['in her 80s', undefined, 'adult'],
    ];
    for (const [text, age, group] of ages) {
      const [person] = recogniser.read(text, 'theirAge').facts.people;
      expect([person?.age, person?.ageGroup], text).to.deep.equal([age, group]);
    }
  });

  it('to where somebody lives: with whoever writes', () => {
    for (const text of ['with me', 'same house', 'at mine', 'in with us', 'we live together', 'efo fi']) {
      const { placeIsShared, places } = recogniser.read(text, 'theirPlace').facts;
      expect([placeIsShared, places], text).to.deep.equal([true, []]);
    }
    for (const text of ['with me in Barry', 'Barry', 'at mine in Penarth'])
      expect(recogniser.read(text, 'theirPlace').facts.placeIsShared, text).to.equal(undefined);
  });

  it('to how old the writer is', () => {
    const ages: [string, CarerBand | undefined, number | undefined][] = [
      ['34', '26-64', 34],
      ['26 to 64', '26-64', undefined],
      ['18-25', '18-25', undefined],
      ['65 or over', '65-plus', undefined],
      ['under 18', 'under-18', undefined],
      ['im 15', 'under-18', 15],
      ['thirteen', 'under-18', 13],
      ['forties', '26-64', undefined],
      ['o dan 18', 'under-18', undefined],
      ['dw i’n 70', '65-plus', 70],
      ['after 5', undefined, undefined],
      ['5pm', undefined, undefined],
      ['dont know', undefined, undefined],
    ];
    for (const [text, band, years] of ages) {
      const { carerAge, carerAgeYears } = recogniser.read(text, 'yourAge').facts;
      expect([carerAge, carerAgeYears], text).to.deep.equal([band, years]);
    }
  });

  it('to who it is about', () => {
    const people = [
      'mum',
      'my wife',
      'mam',
      'fy ngŵr',
      'my son and my dad',
      'the missus',
      'my neighbour',
    ].map((text) => recogniser.read(text, 'who').facts.people.map(({ relationship }) => relationship));
    expect(people).to.deep.equal([
      ['mother'],
      ['wife'],
      ['mother'],
      ['husband'],
      ['son', 'father'],
      ['wife'],
      ['neighbour'],
    ]);
  });
});

type CarerBand = 'under-18' | '18-25' | '26-64' | '65-plus';
