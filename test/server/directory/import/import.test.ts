import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeArea } from '../../../../server/commands/make-area.js';
import { FeedError, readFeed } from '../../../../server/directory/import/feed.js';
import { importFeed, UnknownArea } from '../../../../server/directory/import/import.js';
import { areasAndAdvice, contentPath } from '../../../content/project-content.js';
import { startDirectory } from '../directory-server.js';

const today = '2026-11-22';
const area = 'vale-of-glamorgan';
const group = {
  id: '9f0e1b7c-0000-4000-8000-000000000001',
  name: "Barry Carers' Group",
  description: 'A group that meets each month.',
  status: 'active',
  email: 'group@example.org',
  url: 'https://group.example.org',
  last_modified: '2026-05-04T10:00:00Z',
  contacts: [{ phones: [{ number: '01632 960001' }] }],
  attributes: [{ taxonomy_term: { term: 'isolation' } }, { taxonomy_term: null }],
};

describe('Bringing an Open Referral feed into an area', () => {
  let content: string;
  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'fingerpost-import-'));
    for (const part of ['areas', 'advice', 'new-area'])
      cpSync(join(contentPath, part), join(content, part), { recursive: true });
  });
  afterEach(() => rmSync(content, { recursive: true, force: true }));

  const file = (): string => join(content, 'areas', area, 'services.yaml');
  const written = (): string => readFileSync(file(), 'utf8');
  const feed = async (...services: unknown[]) => {
    const path = join(content, 'feed.json');
    writeFileSync(path, JSON.stringify({ contents: services }));
    return { ...(await readFeed(path)), source: 'https://directory.example.gov.uk' };
  };

  it('shows what would change and changes nothing, as a dry run', async () => {
    const before = written();
    const changes = importFeed(content, area, await feed(group), false, today);
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['add']);
    expect(written()).to.equal(before);
  });

  it('adds a service that is offered to nobody, with the source and day of each detail', async () => {
    const before = written();
    importFeed(content, area, await feed(group), true, today);
    expect(written().startsWith(before.trimEnd())).to.equal(true);
    const service = areasAndAdvice(content).services.get('vale-of-glamorgan-barry-carers-group')!;
    expect(service).to.include({ status: 'unconfirmed', signpost: false });
    expect(service.topics).to.deep.equal(['isolation']);
    expect(service.provenance.feedId).to.equal(group.id);
    expect(service.contact.phone).to.deep.include({
      value: '01632 960001',
      source: 'https://directory.example.gov.uk',
      sourceDate: '2026-05-04',
      confidence: 'third-party',
      confirmFirst: true,
    });
  });

  it('does the same once, and afterwards only what is new', async () => {
    importFeed(content, area, await feed(group), true, today);
    expect(importFeed(content, area, await feed(group), true, today)).to.deep.equal([]);
    const moved = { ...group, contacts: [{ phones: [{ number: '01632 960002' }] }] };
    const changes = importFeed(content, area, await feed(moved), true, today);
    expect(changes).to.have.length(1);
    expect(changes[0]).to.deep.include({ kind: 'detail', field: 'phone', from: '01632 960001' });
    const service = areasAndAdvice(content).services.get('vale-of-glamorgan-barry-carers-group');
    expect(service?.contact.phone?.value).to.equal('01632 960002');
  });

  it('never overwrites what somebody here confirmed, and lists it', async () => {
    const line = {
      id: 'x1',
      name: 'Families First Advice Line',
      status: 'active',
      phones: [{ number: '01632 960009' }],
    };
    const before = written();
    const changes = importFeed(content, area, await feed(line), true, today);
    expect(changes).to.deep.equal([
      {
        kind: 'differs',
        service: 'vale-families-first-advice-line',
        field: 'phone',
        ours: '0800 0327 322',
        theirs: '01632 960009',
      },
    ]);
    expect(written()).to.equal(before);
    const same = { ...line, phones: [{ number: '+44 800 0327322' }] };
    expect(importFeed(content, area, await feed(same), true, today)).to.deep.equal([]);
  });

  it('fills in a detail that was not known, to be confirmed before anybody is shown it', async () => {
    const hub = { id: 'x2', name: 'Vale Unpaid Carers Hub', email: 'hub@example.org' };
    importFeed(content, area, await feed(hub), true, today);
    const service = areasAndAdvice(content).services.get('vale-unpaid-carers-hub');
    expect(service?.contact.email).to.deep.include({ value: 'hub@example.org', confirmFirst: true });
    expect(written()).to.include('# Services of the Vale of Glamorgan.');
  });

  it('closes nothing by itself: what has gone from the feed, or ended there, is listed', async () => {
    importFeed(content, area, await feed(group), true, today);
    const ended = { ...group, status: 'defunct' };
    const id = 'vale-of-glamorgan-barry-carers-group';
    expect(importFeed(content, area, await feed(ended), true, today)).to.deep.equal([
      { kind: 'gone', service: id },
    ]);
    const other = { id: 'x3', name: 'Another group' };
    const changes = importFeed(content, area, await feed(other), true, today);
    expect(changes).to.deep.include({ kind: 'gone', service: id });
    expect(areasAndAdvice(content).services.has(id)).to.equal(true);
  });

  it('brings services into a draft', async () => {
    makeArea(content, ['cardiff']);
    importFeed(content, 'cardiff', await feed(group), true, today);
    expect(readFileSync(join(content, 'areas/cardiff/services.yaml'), 'utf8')).to.include(
      'cardiff-barry-carers-group',
    );
    expect([...areasAndAdvice(content).drafts.keys()]).to.deep.equal(['cardiff']);
  });

  it('takes what it can read of a feed that keeps the standard badly', async () => {
    const odd = {
      ...group,
      email: 'none',
      url: '',
      minimum_age: '7',
      phones: null,
      contacts: null,
      description: null,
    };
    const read = await feed(odd, { name: 'no id' }, 'x', { ...group, id: 'b', name: 'Ünïcode & Co: "x" #1' });
    expect(read).to.include({ unreadable: 2 });
    importFeed(content, area, read, true, today);
    const { services } = areasAndAdvice(content);
    expect(services.get('vale-of-glamorgan-barry-carers-group')?.contact.email).to.equal(null);
    expect(services.get('vale-of-glamorgan-unicode-co-x-1')?.name.en).to.equal('Ünïcode & Co: "x" #1');
  });

  it('says why a feed or an area cannot be used', async () => {
    const read = await feed(group);
    expect(() => importFeed(content, 'atlantis', read, true, today)).to.throw(UnknownArea, /write one of/);
    const refused = async (from: string, why: RegExp): Promise<void> => {
      const error: unknown = await readFeed(from).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(FeedError).with.property('message').that.matches(why);
    };
    await refused(join(content, 'nothing.json'), /cannot be read/);
    await refused(file(), /is not JSON/);
    writeFileSync(join(content, 'empty.json'), '[]');
    await refused(join(content, 'empty.json'), /holds no services/);
    await refused('http://127.0.0.1:9/', /cannot be reached/);
  });

  it('reads a feed page by page from its address, our own among them', async () => {
    const server = await startDirectory();
    try {
      const read = await readFeed(`${server.origin}/directory/services`);
      const again = await readFeed(`${server.origin}/directory/`);
      expect(read.services.length).to.equal(again.services.length).and.be.greaterThan(20);
      const numbers = read.services.flatMap(({ phones }) => (phones ?? []).map(({ number }) => number));
      expect(numbers).to.include('0808 808 7777');
      // Everything in it is ours already.
      const local = {
        ...read,
        services: read.services.filter(({ name }) => name === 'Families First Advice Line'),
      };
      expect(importFeed(content, area, local, true, today)).to.deep.equal([]);
    } finally {
      await server.close();
    }
  });

  it('says which answer of a server was wrong', async () => {
    const server: Server = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error: unknown = await readFeed(`http://127.0.0.1:${port}`).catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.instanceOf(FeedError)
      .with.property('message')
      .that.matches(/answered 500/);
    await new Promise((resolve) => server.close(resolve));
  });
});
