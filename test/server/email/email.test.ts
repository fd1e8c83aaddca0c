import { expect } from 'chai';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { EmailConfiguration } from '../../../server/configuration/configuration.js';
import { createEmailSender } from '../../../server/email/email.js';
import type { EmailItem, EmailSender } from '../../../server/email/email.js';
import { SmtpSender } from '../../../server/email/smtp-sender.js';
import { createLogger } from '../../../server/operations/logger.js';
import { certificate } from './certificate.js';
import { Refusal, startMailServer } from './mail-server.js';
import type { MailServer } from './mail-server.js';

const now = new Date('2026-11-22T09:00:00.000Z');
const minutesFromNow = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const item: EmailItem = {
  id: 'outbox-1',
  lane: 'referral',
  dueAt: now.toISOString(),
  conversationId: 'c-1',
  receiver: 'email',
  position: 1,
  state: 'leased',
  attempts: 1,
  firstAttemptAt: now.toISOString(),
  unknown: false,
  providerId: null,
  reason: null,
  delivery: null,
  payload: {
    kind: 'email',
    service: 'hub',
    reference: 'FP-7K3M',
    messageId: '<FP-7K3M@carers.example.org>',
    subject: 'Referral FP-7K3M',
    text: 'Mae hi’n byw yn y Barri, ger y tŷ.\n.\nSecond paragraph.',
    html: '<p>Mae hi’n byw yn y Barri, ger y tŷ.</p>',
  },
};

describe('email', () => {
  let log: string[];
  let server: MailServer | null;

  beforeEach(() => {
    log = [];
    server = null;
  });
  afterEach(() => server?.close());

  const logger = createLogger({ level: 'debug', destination: { write: (line) => log.push(line) } });
  const configurationFor = (port: number, change: Partial<EmailConfiguration> = {}): EmailConfiguration => ({
    server: new URL(`smtp://127.0.0.1:${port}`),
    requireTls: false,
    from: 'Fingerpost <referrals@example.org>',
    inboxes: new Map([['hub', 'inbox@example.org']]),
    ...change,
  });
  const senderTo = (configuration: EmailConfiguration): EmailSender =>
    createEmailSender({ configuration, dataDir: '/nowhere', clock: () => now, logger });

  describe('through a mail server', () => {
    it('goes to the inbox of its service, whole, in text and HTML, with its own id and nothing attached', async () => {
      server = await startMailServer();
      const settlement = await senderTo(configurationFor(server.port)).send(item);
      expect(settlement).to.deep.equal({ outcome: 'sent', providerId: item.payload.messageId });
      expect(server.received).to.have.length(1);
      const [{ to, email }] = server.received as [MailServer['received'][number]];
      expect(to).to.deep.equal(['inbox@example.org']);
      expect(email.from).to.deep.include({ name: 'Fingerpost', address: 'referrals@example.org' });
      expect(email.messageId).to.equal(item.payload.messageId);
      expect(email.subject).to.equal(item.payload.subject);
      expect(email.text?.trim()).to.equal(item.payload.text);
      expect(email.html?.trim()).to.equal(item.payload.html);
      expect(email.attachments).to.deep.equal([]);
      expect(email.headers).to.deep.include({
        key: 'auto-submitted',
        originalKey: 'Auto-Submitted',
        value: 'auto-generated',
      });
    });

    it('comes again when it is put off, later each time, and is then taken under the same id', async () => {
      server = await startMailServer({}, (attempt) => (attempt < 3 ? new Refusal(451) : null));
      const sender = senderTo(configurationFor(server.port));
      expect(await sender.send(item)).to.deep.equal({
        outcome: 'retry',
        dueAt: minutesFromNow(1),
        reason: 'deferred-451',
        unknown: false,
      });
      expect(await sender.send({ ...item, attempts: 2 })).to.deep.include({ dueAt: minutesFromNow(2) });
      expect(await sender.send({ ...item, attempts: 3 })).to.deep.include({ outcome: 'sent' });
      expect(server.attempts()).to.equal(3);
      expect(server.received.map(({ email }) => email.messageId)).to.deep.equal([item.payload.messageId]);
    });

    it('waits half an hour at the longest', async () => {
      server = await startMailServer({}, () => new Refusal(421));
      const settlement = await senderTo(configurationFor(server.port)).send({ ...item, attempts: 40 });
      expect(settlement).to.deep.include({ outcome: 'retry', dueAt: minutesFromNow(30) });
    });

    const refusals: [number, string][] = [
      [550, 'address-refused'],
      [552, 'mailbox-full'],
      [554, 'message-refused'],
      [501, 'refused-501'],
    ];
    for (const [code, reason] of refusals) {
      it(`is parked as ${reason} when the server says ${code}`, async () => {
        server = await startMailServer({}, () => new Refusal(code));
        const settlement = await senderTo(configurationFor(server.port)).send(item);
        expect(settlement).to.deep.equal({ outcome: 'parked', reason });
      });
    }

    it('is parked when its service has no inbox', async () => {
      server = await startMailServer();
      const settlement = await senderTo(configurationFor(server.port, { inboxes: new Map() })).send(item);
      expect(settlement).to.deep.equal({ outcome: 'parked', reason: 'no-inbox' });
      expect(server.attempts()).to.equal(0);
    });

    it('comes again when nobody listens there', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => closed.once('listening', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      expect(await senderTo(configurationFor(port)).send(item)).to.deep.include({
        outcome: 'retry',
        unknown: false,
      });
    });

    it('counts as unknown when the connection is lost after the whole email has gone', async () => {
      server = await startMailServer({
        onData(stream) {
          stream.on('end', () => server?.cut()).resume();
        },
      });
      const settlement = await senderTo(configurationFor(server.port)).send(item);
      expect(settlement).to.deep.include({ outcome: 'retry', reason: 'answer-lost', unknown: true });
    });

    it('comes again when the server is silent', async () => {
      const silent = createServer(() => {}).listen(0, '127.0.0.1');
      await new Promise((resolve) => silent.once('listening', resolve));
      const { port } = silent.address() as AddressInfo;
      const sender = new SmtpSender({ ...configurationFor(port), clock: () => now, logger, patience: 50 });
      expect(await sender.send(item)).to.deep.include({ outcome: 'retry' });
      await new Promise((resolve) => silent.close(resolve));
    });

    it('comes again when the password is refused, which an operator mends', async () => {
      server = await startMailServer({
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) => {
          if (username === 'post@example.org' && password === 'p/w') done(null, { user: username });
          else done(new Error('no'));
        },
      });
      const signIn = (password: string): Promise<unknown> => {
        const address = new URL(`smtp://post%40example.org:${password}@127.0.0.1:${server?.port}`);
        return senderTo(configurationFor(0, { server: address })).send(item);
      };
      expect(await signIn('wrong')).to.deep.include({ outcome: 'retry', reason: 'credentials-refused' });
      expect(await signIn('p%2Fw')).to.deep.include({ outcome: 'sent' });
      expect(await senderTo(configurationFor(server.port)).send(item)).to.deep.include({
        outcome: 'retry',
        reason: 'credentials-missing',
      });
    });

    describe('where it must be private', () => {
      const privately = (address: string, authority?: string): SmtpSender =>
        new SmtpSender({
          ...configurationFor(0, { server: new URL(address), requireTls: true }),
          clock: () => now,
          logger,
          ...(authority !== undefined && { authority }),
        });

      it('goes encrypted, by STARTTLS or from the first byte', async () => {
        server = await startMailServer();
        expect(await privately(`smtp://127.0.0.1:${server.port}`, certificate).send(item)).to.include({
          outcome: 'sent',
        });
        const second = await startMailServer({ secure: true });
        expect(await privately(`smtps://127.0.0.1:${second.port}`, certificate).send(item)).to.include({
          outcome: 'sent',
        });
        await second.close();
        expect([...server.received, ...second.received].map(({ encrypted }) => encrypted)).to.deep.equal([
          true,
          true,
        ]);
      });

      it('does not go to a server that offers no encryption', async () => {
        server = await startMailServer({ disabledCommands: ['STARTTLS'] });
        const settlement = await privately(`smtp://127.0.0.1:${server.port}`).send(item);
        expect(settlement).to.deep.include({ outcome: 'retry', reason: 'connection-not-private' });
        expect(server.attempts()).to.equal(0);
      });

      it('does not go to a server that cannot prove who it is', async () => {
        server = await startMailServer();
        const settlement = await privately(`smtp://127.0.0.1:${server.port}`).send(item);
        expect(settlement).to.deep.include({ outcome: 'retry', reason: 'connection-not-private' });
        expect(server.attempts()).to.equal(0);
      });
    });

    it('says in the log what failed, and not what was in it or to whom it went', async () => {
      server = await startMailServer({}, () => new Refusal(550));
      await senderTo(configurationFor(server.port)).send(item);
      expect(log.join('')).to.include('"reason":"address-refused"').and.to.include('outbox-1');
      expect(log.join('')).not.to.match(/example\.org|Barri|FP-7K3M/);
    });
  });

  describe('kept as a file', () => {
    let dataDir: string;
    let sender: EmailSender;
    beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-email-'));
      sender = createEmailSender({ configuration: null, dataDir, clock: () => now, logger });
    });
    afterEach(() => rm(dataDir, { recursive: true }));

    it('is whole, addressed to nobody, and readable by its owner alone', async () => {
      expect(await sender.send(item)).to.deep.equal({ outcome: 'sent', providerId: item.payload.messageId });
      const folder = join(dataDir, 'outgoing-mail');
      expect(await readdir(folder)).to.deep.equal(['FP-7K3M.eml']);
      const file = join(folder, 'FP-7K3M.eml');
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      const email = await PostalMime.parse(await readFile(file));
      expect(email.to).to.deep.equal([{ name: '', address: 'hub@referrals.invalid' }]);
      expect(email.messageId).to.equal(item.payload.messageId);
      expect(email.subject).to.equal(item.payload.subject);
      expect(email.text?.trim()).to.equal(item.payload.text);
      expect(email.html?.trim()).to.equal(item.payload.html);
    });

    it('is one file, however often it is sent', async () => {
      await sender.send(item);
      await sender.send({ ...item, attempts: 2, unknown: true });
      expect(await readdir(join(dataDir, 'outgoing-mail'))).to.deep.equal(['FP-7K3M.eml']);
    });

    it('comes again when it cannot be written', async () => {
      await writeFile(join(dataDir, 'outgoing-mail'), 'in the way');
      expect(await sender.send(item)).to.deep.equal({
        outcome: 'retry',
        dueAt: minutesFromNow(1),
        reason: 'not-kept',
        unknown: false,
      });
    });
  });
});
