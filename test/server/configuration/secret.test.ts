import { expect } from 'chai';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecret } from '../../../server/configuration/secret.js';

describe('secret', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fingerpost-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the configured one where there is one, and nothing is written', async () => {
    expect(await loadSecret({ secret: 'configured', dataDir: folder })).to.equal('configured');
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('is made once and kept where only its owner can read it', async () => {
    const dataDir = join(folder, 'data');
    const made = await loadSecret({ secret: null, dataDir });
    expect(made.length).to.be.at.least(32);
    expect(await loadSecret({ secret: null, dataDir })).to.equal(made);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).to.equal(0o600);
    expect(await readdir(dataDir)).to.deep.equal(['secret']);
  });

  it('is the same for everyone who asks for it at the first start', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => loadSecret({ secret: null, dataDir: folder })),
    );
    expect(new Set(asked).size).to.equal(1);
  });
});
