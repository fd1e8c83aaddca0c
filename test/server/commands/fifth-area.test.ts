import { expect } from 'chai';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';
import { Visitor } from '../webchat/visitor.js';

/** What the program is made of; its dependencies are linked to. */
const parts = [
  'package.json',
  'content',
  'dist/assets',
  'dist/bot',
  'dist/content',
  'dist/dialogs',
  'dist/program',
  'dist/server',
  'dist/understanding.model',
];

describe('an area that npm run new-area made and somebody filled in', function () {
  this.timeout(120_000);
  let folder: string;
  let child: ChildProcess | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-fifth-'));
    for (const part of [...parts, 'server'])
      cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(async () => {
    if (child?.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Fills in the draft as an editor would who keeps its services. */
  function fillIn(): void {
    for (const name of ['area.yaml', 'services.yaml', 'pathway.yaml']) {
      const path = join(folder, 'content/areas/cardiff', name);
      const text = readFileSync(path, 'utf8')
        .replace(
          'FILL IN: the name of the service that gives advice to adult carers',
          'Cardiff Carers Advice',
        )
        .replaceAll('FILL IN: ', '')
        .replace('draft: true', 'draft: false');
      writeFileSync(path, text);
    }
  }

  function start(): Promise<string> {
    const started = spawn(process.execPath, [join(folder, 'dist/program/main.js')], {
      env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data') },
    });
    child = started;
    let output = '';
    return new Promise((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (found) resolve(found.replace('localhost', '127.0.0.1'));
      };
      started.stdout.on('data', read);
      started.stderr.on('data', read);
      started.on('close', () => reject(new Error(output)));
    });
  }

  it('is served by the program without a line of code, and holds a conversation that leads to its services', async () => {
    const made = spawnSync(process.execPath, [join(folder, 'dist/server/commands/new-area.js'), 'cardiff'], {
      encoding: 'utf8',
    });
    expect(made.stdout).to.contain('Made content/areas/cardiff');
    fillIn();
    const origin = await start();
    const visitor = new Visitor();
    const chat = `${origin}/chat/cardiff`;
    let page = await visitor.get(`${chat}?lang=en`);
    expect(page.html).to.contain('Cardiff Council');
    for (const message of [
      'I look after my mum in Canton, she has dementia, I am 40',
      'show me who can help',
    ]) {
      await visitor.send(page, chat, { message });
      page = await visitor.get(chat);
    }
    expect(page.html).to.contain('Cardiff Carers Advice');
    const young = new Visitor();
    expect((await young.get(`${origin}/chat/cardiff`)).html).to.match(/Croeso[^]*Hello\./);
  });
});
