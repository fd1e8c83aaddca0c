import { expect } from 'chai';
import { badDirectLine } from './bad/direct-line.js';
import { badMethods, notHttp } from './bad/http.js';
import { badPages, badTryPhone } from './bad/pages.js';
import { json, type Bad } from './bad/request.js';
import { badWebhooks } from './bad/webhooks.js';
import { createDeployment, type Deployment } from './deployment.js';
import { openWire, requestBytes, type RawAnswer } from './exchange.js';
import { openWebConversation, type WebConversation } from './people.js';
import type { Program } from './program.js';

const trace = /\bat .+:\d+:\d+|node_modules|\/server\/|Error:/;

describe('bad input to the whole program', function () {
  this.timeout(120_000);
  const running: { name: string; env: NodeJS.ProcessEnv; bad: (web: WebConversation) => Bad[] }[] = [
    {
      name: 'with Twilio',
      env: {},
      bad: (web) => [...badDirectLine(web), ...badWebhooks(), ...badPages(), ...badMethods()],
    },
    {
      name: 'with the phone in the page',
      env: {
        TWILIO_ACCOUNT_SID: '',
        TWILIO_AUTH_TOKEN: '',
        TWILIO_MESSAGING_SERVICE_SID: '',
        TWILIO_NUMBERS: '',
        TWILIO_API_URL: '',
      },
      bad: () => badTryPhone(),
    },
  ];

  for (const { name, env, bad } of running) {
    describe(name, () => {
      let deployment: Deployment;
      let program: Program;
      let address: string;
      before(async () => {
        deployment = await createDeployment();
        program = deployment.start(env);
        address = await program.address;
      });
      after(() => deployment.close());

      /** The answer to `bytes` on a connection of their own; null when it was closed without one. */
      async function exchange(bytes: string | Buffer): Promise<RawAnswer | null> {
        const wire = await openWire(address);
        wire.write(bytes);
        const answer = await wire.answer();
        wire.end();
        return answer;
      }

      async function expectAlive(): Promise<void> {
        const answer = await fetch(`${address}/health/ready`);
        expect(answer.status).to.equal(200);
        expect(program.child.exitCode).to.equal(null);
        expect(program.output()).not.to.match(/"level":"(error|fatal)"/);
      }

      it('is answered with a clear 4xx, and shows nothing of the inside', async () => {
        const wrong: string[] = [];
        for (const { what, method = 'GET', path, headers, body, harmless = false } of bad(
          await openWebConversation(address),
        )) {
          const answer = await exchange(requestBytes(method, path, headers, body));
          const status = answer?.status ?? 0;
          const expected = harmless ? status >= 200 && status < 500 : status >= 400 && status < 500;
          if (expected && !trace.test(answer?.body ?? '')) continue;
          wrong.push(
            `${method} ${path.slice(0, 80)}, ${what}: ${status} ${answer?.body.slice(0, 300) ?? ''}`,
          );
        }
        expect(wrong.join('\n')).to.equal('');
        await expectAlive();
      });

      it('does not end it either when it is not even HTTP', async () => {
        for (const [what, bytes] of Object.entries(notHttp)) {
          const answer = await exchange(bytes);
          // Closing the connection without a word is an answer as well.
          expect(answer?.status ?? 400, what).to.be.within(300, 499);
          expect(answer?.body ?? '', what).not.to.match(trace);
        }
        await expectAlive();
      });

      it('does not hold it up when it breaks off in the middle', async () => {
        const whole = requestBytes(
          'POST',
          '/v3/directline/tokens/generate',
          json,
          '{"area":"vale-of-glamorgan"}',
        );
        for (const length of [1, 20, 60, whole.length - 1]) {
          const wire = await openWire(address);
          wire.write(whole.subarray(0, length));
          wire.end();
        }
        await expectAlive();
      });
    });
  }
});
