import { expect } from 'chai';
import { findPlace, holdsPostcode } from '../../../content/areas/places/find-place.js';
import { oneLetterApart, plainWords } from '../../../content/areas/places/spelling.js';
import { mutationsOf } from '../../../content/mutations.js';
import { areasAndAdvice } from '../project-content.js';

const vale = 'vale-of-glamorgan';

describe('Finding a place', () => {
  const { places } = areasAndAdvice();
  const find = (text: string) => findPlace(places, text);

  const inside: [text: string, name: string][] = [
    ['barry', 'Barry'],
    ['Mum lives in Barry', 'Barry'],
    ['yn y Barri', 'Barry'],
    ['ym Mhenarth', 'Penarth'],
    ["o'r Bont-faen", 'Cowbridge'],
    ['i Benarth', 'Penarth'],
    ['yn Ninas Powys', 'Dinas Powys'],
    ['y Rhws', 'Rhoose'],
    ['ST ATHAN', 'St Athan'],
    ['saint athan', 'St Athan'],
    ['Llandŵ', 'Llandow'],
    ['Llandw', 'Llandow'],
    ['the vale', 'the Vale of Glamorgan'],
    ['ym Mro Morgannwg', 'the Vale of Glamorgan'],
    ['CF62 7AB', 'CF62'],
    ['cf627ab', 'CF62'],
    ['cf 64', 'CF64'],
    ['peterston super ely', 'Peterston-super-Ely'],
  ];
  for (const [text, name] of inside) {
    it(`knows ${text}`, () => {
      expect(find(text)).to.deep.include({ kind: 'found', area: vale, sure: true });
      expect(find(text)).to.have.nested.property('name.en', name);
    });
  }

  it('takes no age for a postcode', () => {
    for (const text of ["I'm 47", "she's 81", 'I’m 14']) {
      expect(holdsPostcode(text), text).to.equal(false);
      expect(find(text).kind, text).to.equal('unknown');
    }
    for (const text of ['M4', 's 81', 'CF62 7AB']) expect(holdsPostcode(text), text).to.equal(true);
  });

  it('mends one letter of a long name, and says that it is not sure', () => {
    for (const text of ['cowbrige', 'mum is in llancarfn', 'pernarth']) {
      expect(find(text), text).to.deep.include({ kind: 'found', area: vale, sure: false });
    }
    expect(find('bary')).to.deep.include({ kind: 'found', area: vale, sure: false });
    expect(find('my mum bary').kind).to.equal('unknown');
  });

  it('asks about a place that councils share', () => {
    const cf35 = find('CF35 5AA');
    expect(cf35.kind).to.equal('shared');
    expect(cf35).to.have.property('choices').with.length(3);
    expect(find('Culverhouse Cross').kind).to.equal('shared');
  });

  it('lets a village settle a shared postcode', () => {
    expect(find('Wenvoe, CF5 6AA')).to.deep.include({ kind: 'found', area: vale });
    expect(find('Canton, CF5')).to.deep.include({ kind: 'found', area: null });
  });

  it('asks when two councils were named', () => {
    expect(find("I'm in Cardiff but mum's in Barry").kind).to.equal('several');
    expect(find('Barry, Vale of Glamorgan').kind).to.equal('found');
  });

  it('knows the neighbours and their nation', () => {
    expect(find('yng Nghaerdydd')).to.deep.include({ kind: 'found', area: null, nation: 'wales' });
    expect(find('yng Nghaerdydd')).to.have.nested.property('council.en', 'Cardiff Council');
    expect(find('Pen-y-bont')).to.have.nested.property('council.en', 'Bridgend County Borough Council');
  });

  it('knows that a postcode elsewhere has another council, without naming one', () => {
    expect(find('BS1 4DJ')).to.deep.include({ kind: 'found', area: null, council: null, nation: 'england' });
    expect(find('LL57')).to.deep.include({ kind: 'found', area: null, council: null, nation: 'wales' });
    expect(find('EH1 1AA')).to.deep.include({ kind: 'found', area: null, nation: null });
  });

  it('does not guess about a postcode of our letters that no area lists', () => {
    for (const text of ['CF6', 'CF99 1AA', 'cf10 1aa', 'WR99', 'CV9', 'RM1 3AA', 'she lives in CF6 2AB'])
      expect(find(text).kind, text).to.equal('unknown');
    expect(find('CF10, in Cardiff')).to.have.nested.property('council.en', 'Cardiff Council');
  });

  it('finds or asks about every district that an area lists, and nothing else', () => {
    for (const [district, { answerers }] of places.districts) {
      const found = find(`${district} 1AA`);
      expect(found.kind, district).to.equal(answerers.length === 1 ? 'found' : 'shared');
    }
  });

  const elsewhere: [text: string, area: string][] = [
    ['great malvern', 'worcestershire'],
    ['she lives in Stourport', 'worcestershire'],
    ['yng Nghaerwrangon', 'worcestershire'],
    ['B97 4XX', 'worcestershire'],
    ['Stanford le Hope', 'thurrock'],
    ['purfleet', 'thurrock'],
    ['RM17', 'thurrock'],
    ['cov', 'coventry'],
    ['tile hill', 'coventry'],
    ['CV1 5FB', 'coventry'],
  ];
  for (const [text, area] of elsewhere) {
    it(`knows that ${text} is in ${area}`, () => {
      expect(find(text)).to.deep.include({ kind: 'found', area, nation: 'england' });
    });
  }

  it('asks about what areas in England share with their neighbours, and names the county that has social care', () => {
    const councils = (text: string): (string | undefined)[] => {
      const found = find(text);
      return found.kind === 'shared' ? found.choices.map(({ council }) => council?.en) : [];
    };
    expect(councils('CV3 2AA')).to.deep.equal(['Coventry City Council', 'Warwickshire County Council']);
    expect(councils('DY9')).to.include('Dudley Metropolitan Borough Council');
    expect(councils('RM15 4AA')).to.deep.equal(['Thurrock Council', 'Havering Council']);
    expect(councils('Essex')).to.include('Essex County Council');
    expect(find('Stratford-upon-Avon')).to.have.nested.property('council.en', 'Warwickshire County Council');
    expect(find('Canley, CV4')).to.deep.include({ kind: 'found', area: 'coventry' });
  });

  it('does not take slang or nonsense for a place', () => {
    for (const text of ['dunno m8', 'b4 school', 'im 14', 'im14', 'ZZ99 9ZZ', '', '🙂', 'why do you ask?']) {
      expect(find(text).kind, text).to.equal('unknown');
    }
  });
});

describe('Spelling', () => {
  it('sets words plainly', () => {
    expect(plainWords("  O'r Bont-faen, Gwenfô! ")).to.deep.equal(['o', 'r', 'bont', 'faen', 'gwenfo']);
  });

  it('gives the Welsh mutations of a name', () => {
    expect(mutationsOf('penarth')).to.have.members(['benarth', 'mhenarth', 'phenarth']);
    expect(mutationsOf('gwenfo')).to.have.members(['wenfo', 'ngwenfo']);
    expect(mutationsOf('ffont')).to.deep.equal([]);
    expect(mutationsOf('aberthin')).to.deep.equal([]);
  });

  it('tells one letter from two', () => {
    expect(oneLetterApart('penarth', 'pernarth')).to.equal(true);
    expect(oneLetterApart('penarth', 'penrath')).to.equal(true);
    expect(oneLetterApart('penarth', 'pennarht')).to.equal(false);
    expect(oneLetterApart('penarth', 'penarth')).to.equal(false);
  });
});
