import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findPlace } from '../../../content/areas/places/find-place.js';
import { UnusableContent } from '../../../content/errors.js';
import { CommandError } from '../../../server/commands/explained.js';
import { makeArea } from '../../../server/commands/make-area.js';
import { areasAndAdvice, contentPath } from '../project-content.js';

describe('npm run new-area', () => {
  let content: string;
  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'fingerpost-new-area-'));
    for (const part of ['areas', 'advice', 'new-area'])
      cpSync(join(contentPath, part), join(content, part), { recursive: true });
  });
  afterEach(() => rmSync(content, { recursive: true, force: true }));

  const file = (area: string, name: string): string => join(content, 'areas', area, name);
  const edit = (path: string, change: (text: string) => string): void => {
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  it('makes a whole draft that loads and that nobody is sent to', () => {
    const before = areasAndAdvice(content);
    expect(makeArea(content, ['atlantis'])).to.equal('atlantis');
    const after = areasAndAdvice(content);
    expect([...after.drafts.keys()].sort()).to.deep.equal(['atlantis', ...before.drafts.keys()].sort());
    expect([...after.areas.keys()]).to.deep.equal([...before.areas.keys()]);
    expect([...after.services.keys()]).to.deep.equal([...before.services.keys()]);
    expect(readdirSync(join(content, 'areas/atlantis'))).to.deep.equal([
      'README.md',
      'area.yaml',
      'pathway.yaml',
      'places.yaml',
      'services.yaml',
    ]);
  });

  it('fills in what is known of a council already', () => {
    makeArea(content, ['cardiff']);
    expect(readFileSync(file('cardiff', 'area.yaml'), 'utf8'))
      .to.include('Cyngor Caerdydd')
      .and.include('nation: wales')
      .and.include('welshFirst: true');
    expect(readFileSync(file('cardiff', 'places.yaml'), 'utf8'))
      .to.include('Treganna')
      .and.include('CF5');
  });

  it('is not served while anything is left to fill in, and the start says what and where', () => {
    makeArea(content, ['cardiff']);
    edit(file('cardiff', 'area.yaml'), (text) => text.replace('draft: true', 'draft: false'));
    expect(() => areasAndAdvice(content)).to.throw(
      UnusableContent,
      /areas\/cardiff\/services\.yaml:\d+ .*not filled in/,
    );
    edit(file('cardiff', 'services.yaml'), (text) => text.replaceAll('FILL IN: ', ''));
    expect(() => areasAndAdvice(content)).to.throw(
      UnusableContent,
      /areas\/cardiff\/area\.yaml:\d+ "name\.en": is not filled in/,
    );
  });

  it('is an area of ours once it is filled in', () => {
    makeArea(content, ['cardiff']);
    for (const name of ['area.yaml', 'services.yaml', 'pathway.yaml'])
      edit(file('cardiff', name), (text) =>
        text.replaceAll('FILL IN: ', '').replace('draft: true', 'draft: false'),
      );
    const { areas, drafts, places } = areasAndAdvice(content);
    expect(areas.get('cardiff')?.draft).to.equal(false);
    expect(drafts.has('cardiff')).to.equal(false);
    expect(findPlace(places, 'Treganna')).to.deep.include({ kind: 'found', area: 'cardiff' });
  });

  it('is held to everything else while it is a draft', () => {
    makeArea(content, ['atlantis']);
    edit(file('atlantis', 'pathway.yaml'), (text) => text.replace('service: cruse', 'service: cruze'));
    expect(() => areasAndAdvice(content)).to.throw(
      UnusableContent,
      /areas\/atlantis\/pathway\.yaml:\d+ .*Did you mean cruse\?/,
    );
  });

  it('changes nothing that is there, and takes no name that is none', () => {
    expect(() => makeArea(content, ['vale-of-glamorgan'])).to.throw(CommandError, /there already/);
    expect(() => makeArea(content, ['national'])).to.throw(CommandError, /there already/);
    for (const args of [[], ['Cardiff'], ['../cardiff'], ['cardiff', 'bay']])
      expect(() => makeArea(content, args)).to.throw(CommandError, /one id/);
  });
});
