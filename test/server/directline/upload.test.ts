import { request } from 'node:http';
import { expect } from 'chai';
import type { Answer, Conversation } from './calls.js';
import { call, errorCode, openConversation } from './calls.js';
import type { DirectLineServer } from './direct-line-server.js';
import { startDirectLine } from './direct-line-server.js';

describe('Direct Line upload', () => {
  let server: DirectLineServer;
  let conversation: Conversation;

  beforeEach(async () => {
    server = await startDirectLine({ uploadBytes: 300_000 });
    conversation = await openConversation(server);
  });

  afterEach(() => server.close());

  const path = (): string => `/conversations/${conversation.id}/upload?userId=someone`;

  function upload(form: FormData): Promise<Answer> {
    return call(server, 'POST', path(), { token: conversation.token, body: form });
  }

  /** As the official client does it: the activity is a part with a type and so with a file name. */
  function officialForm(activity: object, ...sizes: number[]): FormData {
    const form = new FormData();
    form.append(
      'activity',
      new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
    );
    sizes.forEach((size, index) => {
      form.append('file', new Blob([new Uint8Array(size)], { type: 'image/png' }), `${index}.png`);
    });
    return form;
  }

  const lastSaid = async (): Promise<object | undefined> =>
    (await server.store.journal(conversation.id, 2, 100)).filter(({ kind }) => kind === 'said').at(-1);

  it('runs the text, counts the files and gives back an id that runs once', async () => {
    const activity = {
      type: 'message',
      text: 'Her letter',
      attachments: [{ name: '0.png' }],
      channelData: { clientActivityID: 'client-1' },
    };
    const first = await upload(officialForm(activity, 100_000));
    expect(first.status).to.equal(200);
    expect(await lastSaid()).to.include({ text: 'Her letter', media: 1 });
    const again = await upload(officialForm(activity, 100_000));
    expect(again.body).to.deep.equal(first.body);
    expect(server.turns.ran.accepted).to.equal(1);
  });

  it('takes files without any text', async () => {
    expect((await upload(officialForm({ type: 'message' }, 10, 10))).status).to.equal(200);
    expect(await lastSaid()).to.include({ text: '', media: 2 });
  });

  it('takes the activity as a plain field too', async () => {
    const form = new FormData();
    form.append('activity', JSON.stringify({ type: 'message', text: 'plain' }));
    form.append('file', new Blob(['x']), 'x.txt');
    expect((await upload(form)).status).to.equal(200);
    expect(await lastSaid()).to.include({ text: 'plain', media: 1 });
  });

  it('answers 413 to more than it takes, declared or not', async () => {
    const declared = await upload(officialForm({ type: 'message', text: 'big' }, 200_000, 200_000));
    expect([declared.status, errorCode(declared)]).to.deep.equal([413, 'MessageSizeTooBig']);

    const body = new Response(officialForm({ type: 'message', text: 'big' }, 400_000));
    const undeclared = await sendInPieces(
      body.headers.get('content-type')!,
      Buffer.from(await body.arrayBuffer()),
    );
    expect(undeclared).to.equal(413);
    expect(server.turns.ran.accepted).to.equal(0);
  });

  it('answers 413 to an activity over 64 KB in either form', async () => {
    const activity = { type: 'message', text: 'hello', value: 'a'.repeat(70_000) };
    const field = new FormData();
    field.append('activity', JSON.stringify(activity));
    for (const form of [officialForm(activity), field]) {
      const answer = await upload(form);
      expect([answer.status, errorCode(answer)]).to.deep.equal([413, 'MessageSizeTooBig']);
    }
  });

  for (const { name, body, type } of [
    {
      name: 'a body that is not multipart',
      body: '{"type":"message","text":"my secret"}',
      type: 'application/json',
    },
    { name: 'a body without a type', body: 'hello', type: '' },
    { name: 'a multipart body without a boundary', body: 'hello', type: 'multipart/form-data' },
    {
      name: 'a multipart body that breaks off',
      body: part('activity', '{"type":"mess'),
      type: 'multipart/form-data; boundary=b',
    },
    {
      name: 'a file that breaks off',
      body: part('file"; filename="a.png', 'xx'),
      type: 'multipart/form-data; boundary=b',
    },
    { name: 'an empty multipart body', body: '--b--\r\n', type: 'multipart/form-data; boundary=b' },
    {
      name: 'an activity that is not JSON',
      body: `${part('activity', 'my secret')}\r\n--b--`,
      type: 'multipart/form-data; boundary=b',
    },
    {
      name: 'an activity of an unknown type',
      body: `${part('activity', '{"type":"x"}')}\r\n--b--`,
      type: 'multipart/form-data; boundary=b',
    },
  ]) {
    it(`answers 400 to ${name}`, async () => {
      const { token } = conversation;
      const answer = await call(server, 'POST', path(), { token, body, headers: { 'content-type': type } });
      expect([answer.status, errorCode(answer)]).to.deep.equal([400, 'BadArgument']);
      expect(JSON.stringify(answer.body)).not.to.include('secret');
      expect(server.turns.ran.accepted).to.equal(0);
    });
  }

  it('goes on when a client leaves in the middle of its upload', async () => {
    await new Promise<void>((resolve) => {
      const leaving = request(`${server.domain}${path()}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${conversation.token}`,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 1000,
        },
      });
      leaving.on('error', () => {
        resolve();
      });
      leaving.write(part('file"; filename="a.png', 'xx'), () => {
        leaving.destroy(new Error('left'));
      });
    });
    expect((await upload(officialForm({ type: 'message', text: 'still there' }))).status).to.equal(200);
    expect(server.logged).to.deep.equal([]);
  });

  function part(name: string, content: string): string {
    return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}`;
  }

  /** Sends a body chunked, so that its length is not known beforehand; resolves to the status. */
  function sendInPieces(contentType: string, body: Buffer): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sending = request(`${server.domain}${path()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${conversation.token}`, 'content-type': contentType },
      });
      sending.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sending.on('error', reject);
      for (let from = 0; from < body.length; from += 50_000)
        sending.write(body.subarray(from, from + 50_000));
      sending.end();
    });
  }
});
