import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitNext, message, minute, turn } from '../store/samples.js';
import { createDeployment } from '../whole/deployment.js';
import { stopProgram } from '../whole/program.js';
import { drained } from '../whole/sent.js';

const people = 500;
const each = 20;

describe('ten thousand queued replies', function () {
  this.timeout(15 * 60_000);

  it('leave after a restart, each once and in order, though the program is killed among them', async () => {
    const deployment = await createDeployment();
    try {
      const store = await deployment.openStore();
      const numberOf = (index: number): string => `+447700${String(900_000 + index)}`;
      await Promise.all(
        Array.from({ length: people }, (_, index) => {
          const to = numberOf(index);
          const outbox = Array.from({ length: each }, (_item, count) =>
            message(`c${index}-${count}`, { lane: `c${index}`, to, text: `reply ${count} to ${index}` }),
          );
          const conversation = {
            channel: 'sms',
            address: to,
            lastInboundAt: minute(0).toISOString(),
          } as const;
          return commitNext(store, turn(`c${index}`, { conversation, outbox }));
        }),
      );
      expect((await store.outboxCounts()).waiting).to.equal(people * each);
      await store.close();

      const first = deployment.start();
      await first.address;
      while (deployment.twilio.messages.length < (people * each) / 4) await sleep(20);
      first.child.kill('SIGKILL');
      await first.ended;
      const second = deployment.start();
      const address = await second.address;
      await drained(address, 10 * 60_000);
      expect(await stopProgram(second)).to.deep.equal({ code: 0, signal: null });

      const sent = deployment.twilio.messages.map(({ body }) => body ?? '');
      expect(new Set(sent).size, 'none twice').to.equal(sent.length);
      expect(sent).to.have.length(people * each);
      const inOrder = Array.from({ length: people }, (_, index) =>
        sent.filter((text) => text.endsWith(` to ${index}`)),
      );
      for (const texts of inOrder) {
        expect(texts.map((text) => Number(text.split(' ')[1]))).to.deep.equal(
          Array.from({ length: each }, (_, count) => count),
        );
      }
      expect(deployment.twilio.lookUps, 'what was under way was looked up').to.be.greaterThan(0);
    } finally {
      await deployment.close();
    }
  });
});
