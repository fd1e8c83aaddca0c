import { expect } from 'chai';
import type { Activity } from 'botframework-directlinejs';
import { activityOf } from '../../../server/directline/activity.js';
import type { NewJournalEntry } from '../../../server/turns/journal.js';
import type { Signal } from '../../../server/turns/live.js';
import { AtTheDesk } from './at-the-desk.js';
import { call, generateToken, openConversation, say } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';
import { connectOfficialClient, likeABrowser } from './official-client.js';

const by = { adviser: 'sam', name: 'Sam Price' };

describe('Direct Line while an adviser has the floor', function () {
  likeABrowser();
  this.timeout(10_000);
  let server: DirectLineServer;

  beforeEach(async () => {
    server = await startDirectLine();
  });
  afterEach(() => server.close());

  for (const webSocket of [true, false]) {
    it(`tells the official client who speaks, by ${webSocket ? 'WebSocket' : 'polling'}`, async () => {
      const { token, id } = await generateToken(server);
      const client = connectOfficialClient(server, { token, webSocket });
      await client.hears('Welcome to vale-of-glamorgan in any language');
      const desk = new AtTheDesk(server, id);
      await desk.joins();
      await desk.notes('a private note');
      await desk.says('Hello. Shall we start with work?');
      await desk.leaves();
      await client.hears('Sam has handed back.');
      const told = (client.heard as Activity[]).slice(1).map((activity) => ({
        type: activity.type,
        from: activity.from,
        ...(activity.type === 'message' && {
          text: activity.text,
          channelData: activity.channelData as unknown,
        }),
        ...(activity.type === 'event' && { value: activity.value as unknown }),
      }));
      const bot = { id: 'fingerpost', role: 'bot' };
      expect(told).to.deep.equal([
        { type: 'event', from: bot, value: { adviser: 'Sam' } },
        { type: 'message', from: bot, text: 'Sam has joined.', channelData: {} },
        {
          type: 'message',
          from: { id: 'adviser', role: 'bot', name: 'Sam' },
          text: 'Hello. Shall we start with work?',
          channelData: { adviser: 'Sam' },
        },
        { type: 'event', from: bot, value: { adviser: null } },
        { type: 'message', from: bot, text: 'Sam has handed back.', channelData: {} },
      ]);
      client.end();
    });
  }

  it('shows who has the floor by first name or team alone, whatever moved it', () => {
    const value = (entry: NewJournalEntry): unknown => {
      const activity = activityOf('c1', { ...entry, seq: 1, at: '2026-11-22T09:00:00.000Z' });
      return activity?.type === 'event' && activity.name === 'floor' ? activity.value : activity;
    };
    const none = { adviser: null };
    expect(value({ kind: 'claimed', by, shownAs: 'Sam' })).to.deep.equal({ adviser: 'Sam' });
    expect(value({ kind: 'handed-back', by, to: 'queue', note: 'n' })).to.deep.equal(none);
    expect(value({ kind: 'returned', from: by, why: 'gone' })).to.deep.equal(none);
    expect(value({ kind: 'closed', by, outcome: 'advice-given', note: 'n' })).to.deep.equal(none);
    expect(
      value({ kind: 'transferred', by, to: { kind: 'area', area: 'cardiff' }, note: 'n' }),
    ).to.deep.equal(none);
    const colleague = { kind: 'adviser', adviser: 'bo', name: 'Bo Li' } as const;
    expect(value({ kind: 'transferred', by, to: colleague, note: 'n' })).to.equal(null);
    expect(value({ kind: 'note', by, text: 'n' })).to.equal(null);
  });

  it('tells a stream that the adviser is writing, once, now or never, and never another conversation', async () => {
    const [mine, other] = [await generateToken(server), await generateToken(server)];
    const clients = [mine, other].map(({ token }) =>
      connectOfficialClient(server, { token, webSocket: true }),
    );
    const welcome = 'Welcome to vale-of-glamorgan in any language';
    await Promise.all(clients.map((client) => client.hears(welcome)));
    new AtTheDesk(server, mine.id).types();
    for (const conversation of [mine, other]) await say(server, conversation, 'end');
    await Promise.all(clients.map((client) => client.hears('You said: end')));
    const [heard, others] = clients.map((client) => client.heard as Activity[]);
    expect(heard!.filter(({ type }) => type === 'typing').map(({ from }) => from)).to.deep.equal([
      { id: 'adviser', role: 'bot', name: 'Sam' },
    ]);
    expect(others!.filter(({ type }) => type === 'typing')).to.deep.equal([]);
    const { body } = await call(server, 'GET', `/conversations/${mine.id}/activities`, mine);
    expect((body!['activities'] as Activity[]).map(({ type }) => type)).not.to.include('typing');
    for (const client of clients) client.end();
  });

  describe('hearing from the person', () => {
    let conversation: { id: string; token: string };
    let signals: Signal[];

    beforeEach(async () => {
      conversation = await openConversation(server);
      signals = [];
      server.live.subscribeSignals(conversation.id, (signal) => void signals.push(signal));
    });

    const post = (body: object): ReturnType<typeof call> =>
      call(server, 'POST', `/conversations/${conversation.id}/activities`, {
        token: conversation.token,
        body,
      });

    it('passes on that they are writing, and keeps nothing of it', async () => {
      const before = await server.store.load(conversation.id);
      expect((await post({ type: 'typing', from: { id: 'user' } })).status).to.equal(200);
      expect(signals).to.deep.equal([{ kind: 'typing', who: 'carer' }]);
      expect(await server.store.load(conversation.id)).to.deep.equal(before);
    });

    it('passes on up to where they have read, which is never beyond the end', async () => {
      for (const watermark of ['1', '999999'])
        await post({ type: 'event', name: 'read', value: { watermark } });
      expect(signals).to.deep.equal([
        { kind: 'read', who: 'carer', seq: 1 },
        { kind: 'read', who: 'carer', seq: 2 },
      ]);
    });

    it('takes any other event, and passes nothing on', async () => {
      for (const event of [
        { name: 'webchat/join', value: { watermark: '1' } },
        { name: 'read', value: { watermark: '-1' } },
        { name: 'read', value: 'all of it' },
        { name: 'read' },
        {},
      ]) {
        expect((await post({ type: 'event', ...event })).status).to.equal(200);
      }
      expect(signals).to.deep.equal([]);
    });

    it('lets no sign of writing use up what they may say in a minute', async () => {
      const strict = await startDirectLine({ limits: { tokensPerMinute: 10, postsPerMinute: 2 } });
      const { id, token } = await openConversation(strict);
      const typing = { token, body: { type: 'typing' } };
      const path = `/conversations/${id}/activities`;
      const statuses = [];
      for (let times = 0; times < 3; times += 1) {
        statuses.push((await call(strict, 'POST', path, typing)).status);
      }
      statuses.push((await say(strict, { id, token }, 'hello')).status);
      await strict.close();
      expect(statuses).to.deep.equal([200, 200, 429, 200]);
    });
  });
});
