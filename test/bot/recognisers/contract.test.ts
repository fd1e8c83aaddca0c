import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createInProcessRecogniser } from '../../../bot/recognisers/in-process.js';
import { setAsked, type Recognised, type Recogniser } from '../../../bot/recognisers/recogniser.js';
import { createCluPredictor } from '../../../bot/recognisers/remote/clu.js';
import { createLuisPredictor } from '../../../bot/recognisers/remote/luis.js';
import type { Predictor } from '../../../bot/recognisers/remote/prediction.js';
import { createRemoteRecogniser } from '../../../bot/recognisers/remote/remote-recogniser.js';
import { TurnAdapter } from '../../../bot/turn/turn-adapter.js';
import { loadContent } from '../../../content/load.js';
import { ownUnderstander } from '../../../server/understanding/own-understander.js';

const local = createInProcessRecogniser(
  ownUnderstander(loadContent(), () => new Date('2026-11-23T10:00:00Z')),
);

function recognise(recogniser: Recogniser, text: string): Promise<Recognised> {
  const context = new TurnContext(new TurnAdapter(), { type: 'message', text });
  setAsked(context, null);
  return recogniser.recognize(context);
}

/** What the service on loopback was asked, and how it answers. */
interface Service {
  asked: { path: string; key: string | undefined; body: string }[];
  answer: (response: ServerResponse) => void;
}

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

/** LUIS's documented answer to a v3 prediction. */
const luisSays = json(200, {
  query: 'my hubby needs the loo moved',
  prediction: {
    topIntent: 'equipment',
    intents: { equipment: { score: 0.93 }, 'wants-human': { score: 0.02 }, OrderPizza: { score: 0.9 } },
    entities: { relationship: [['husband']], condition: [['dementia']], unknownList: [['x']] },
  },
});
/** CLU's documented answer. */
const cluSays = json(200, {
  kind: 'ConversationResult',
  result: {
    query: 'my hubby needs the loo moved',
    prediction: {
      topIntent: 'equipment',
      projectKind: 'Conversation',
      intents: [
        { category: 'equipment', confidenceScore: 0.93 },
        { category: 'wants-human', confidenceScore: 0.02 },
        { category: 'OrderPizza', confidenceScore: 0.01 },
      ],
      entities: [
        {
          category: 'condition',
          text: 'dementia',
          offset: 0,
          length: 8,
          confidenceScore: 1,
          extraInformation: [{ extraInformationKind: 'ListKey', key: 'dementia' }],
        },
      ],
    },
  },
});

const remotes: {
  name: string;
  says: (response: ServerResponse) => void;
  path: RegExp;
  predictor: (endpoint: string) => Predictor;
}[] = [
  {
    name: 'LUIS',
    says: luisSays,
    path: /^\/luis\/prediction\/v3\.0\/apps\/6b2c7a4e-1111-4222-8333-444455556666\/slots\/production\/predict\?/,
    predictor: (endpoint) =>
      createLuisPredictor({
        endpoint,
        key: 'a-key',
        appId: '6b2c7a4e-1111-4222-8333-444455556666',
        slot: 'production',
      }),
  },
  {
    name: 'CLU',
    says: cluSays,
    path: /^\/language\/:analyze-conversations\?api-version=2023-04-01$/,
    predictor: (endpoint) =>
      createCluPredictor({ endpoint, key: 'a-key', project: 'fingerpost', deployment: 'production' }),
  },
];

/** What every recogniser keeps to, however it goes about it. */
function keepsTheContract(recogniser: () => Recogniser): void {
  for (const text of [
    '',
    '   ',
    'hello',
    'mae mam yn sâl',
    '\ud83d',
    'x'.repeat(20_000),
    'my wife has dementia',
  ]) {
    it(`answers in Bot Framework’s form to ${JSON.stringify(text.slice(0, 20))}`, async () => {
      const { intents, entities, text: back, understood } = await recognise(recogniser(), text);
      expect(back).to.equal(text);
      expect(Object.keys(intents)).not.to.be.empty;
      for (const { score } of Object.values(intents)) expect(score).to.be.within(0, 1);
      expect(entities).to.be.an('object');
      expect(understood.topics).not.to.be.empty;
    });
  }

  it('has the same findings as this process, whatever else it asks', async () => {
    const text = 'i am going to kill myself tonight';
    const { understood } = await recognise(recogniser(), text);
    expect(understood.findings[0]).to.include({ concern: 'suicide' });
    expect(understood.findings).to.deep.equal((await recognise(local, text)).understood.findings);
  });

  it('reads a bare answer in the light of what was asked', async () => {
    const context = new TurnContext(new TurnAdapter(), { type: 'message', text: '82' });
    setAsked(context, 'theirAge');
    const { understood } = await recogniser().recognize(context);
    expect(understood.understanding.facts.people[0]).to.include({ relationship: 'other', age: 82 });
  });
}

describe('Recognisers', () => {
  describe('in process', () => {
    keepsTheContract(() => local);
  });

  for (const { name, says, path, predictor } of remotes) {
    describe(name, () => {
      let server: Server;
      let service: Service;
      let why: string[];
      let now: number;
      let recogniser: Recogniser;
      const message = 'my hubby needs the loo moved';

      beforeEach(async () => {
        service = { asked: [], answer: says };
        why = [];
        now = 0;
        server = createServer((request: IncomingMessage, response) => {
          let body = '';
          request.on('data', (part: Buffer) => (body += part.toString()));
          request.on('end', () => {
            const key = request.headers['ocp-apim-subscription-key'] as string | undefined;
            service.asked.push({ path: request.url ?? '', key, body });
            service.answer(response);
          });
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as AddressInfo;
        recogniser = createRemoteRecogniser({
          local,
          predict: predictor(`http://127.0.0.1:${port}`),
          patienceMs: 2000,
          now: () => now,
          failed: (reason) => why.push(reason),
        });
      });
      afterEach(() => {
        server.closeAllConnections();
        server.close();
      });

      const fallsBack = async (reason: 'slow' | 'error'): Promise<void> => {
        const answer = await recognise(recogniser, message);
        expect(answer).to.deep.equal(await recognise(local, message));
        expect(why).to.deep.equal([reason]);
      };

      keepsTheContract(() => recogniser);

      it('adds what the service recognised, in our words alone', async () => {
        const { intents, understood } = await recognise(recogniser, message);
        expect(intents['equipment']).to.deep.equal({ score: 0.93 });
        expect(intents).not.to.have.property('OrderPizza');
        expect(understood.topics).to.include('equipment');
        expect(understood.understanding.facts.conditions).to.include('dementia');
        expect(understood.understanding.wantsHuman).to.equal(false);
        expect(service.asked).to.have.length(1);
        expect(service.asked[0]?.path).to.match(path);
        expect(service.asked[0]?.key).to.equal('a-key');
        expect(service.asked[0]?.body).to.include(message);
      });

      it('does not send it danger, nor wait for it then', async () => {
        await recognise(recogniser, 'i am going to kill myself tonight');
        expect(service.asked).to.be.empty;
      });

      for (const [what, answer] of [
        ['refuses', json(500, { error: { code: 'InternalServerError', message: 'no' } })],
        ['is retired', json(410, { error: { code: 'Gone', message: 'LUIS is retired' } })],
        ['talks nonsense', json(200, { hello: 'world' })],
        [
          'scores beyond all measure',
          json(200, { prediction: { intents: { money: { score: 7 } }, entities: {} } }),
        ],
        ['is cut off', (response: ServerResponse) => response.destroy()],
        ['sends no JSON', (response: ServerResponse) => response.writeHead(200).end('<html>')],
      ] as [string, (response: ServerResponse) => void][]) {
        it(`falls back to this process when the service ${what}`, async () => {
          service.answer = answer;
          await fallsBack('error');
        });
      }

      it('falls back when the service is slow', async () => {
        const { port } = server.address() as AddressInfo;
        recogniser = createRemoteRecogniser({
          local,
          predict: predictor(`http://127.0.0.1:${port}`),
          patienceMs: 50,
          now: () => now,
          failed: (reason) => why.push(reason),
        });
        service.answer = () => undefined;
        await fallsBack('slow');
      });

      it('falls back when nothing listens', async () => {
        recogniser = createRemoteRecogniser({
          local,
          predict: predictor('http://127.0.0.1:9'),
          patienceMs: 2000,
          now: () => now,
          failed: (reason) => why.push(reason),
        });
        await fallsBack('error');
      });

      it('leaves a service alone that fails again and again, and tries it once more after a rest', async () => {
        service.answer = json(500, {});
        for (let time = 0; time < 5; time += 1) await recognise(recogniser, message);
        expect(service.asked).to.have.length(3);
        now = 30_000;
        service.answer = says;
        expect((await recognise(recogniser, message)).intents).to.have.property('equipment');
        await recognise(recogniser, message);
        expect(service.asked).to.have.length(5);
      });
    });
  }
});
