import { expect } from 'chai';
import { carer, startApp, type TestApp } from './app.js';

describe('stopping and starting by text', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  const isStopped = () => app.store.isOptedOut('sms', carer);
  const lastOptOut = () => app.turns.inbound.at(-1)?.optOut;

  for (const word of ['STOP', 'StopAll', 'unsubscribe', 'END', 'Quit', 'cancel', 'REVOKE', ' optout \n']) {
    it(`takes ${JSON.stringify(word)} alone as a wish to stop`, async () => {
      await app.text({ Body: word });
      expect(lastOptOut()).to.equal('stop');
      expect(await isStopped()).to.equal(true);
    });
  }

  it('does not take the word in a sentence as one', async () => {
    await app.text({ Body: 'I cannot stop crying' });
    expect(lastOptOut()).to.equal(undefined);
  });

  it('takes what Twilio reports, whatever the word was', async () => {
    await app.text({ Body: 'STOPIO', OptOutType: 'STOP' });
    expect(lastOptOut()).to.equal('stop');
    await app.text({ Body: 'DECHRAU', OptOutType: 'START' });
    expect(lastOptOut()).to.equal('start');
    await app.text({ Body: 'CYMORTH', OptOutType: 'HELP' });
    expect(lastOptOut()).to.equal('help');
    expect(await isStopped()).to.equal(false);
  });

  it('takes START and UNSTOP as a wish to start again', async () => {
    for (const word of ['start', 'UNSTOP']) {
      await app.text({ Body: 'STOP' });
      await app.text({ Body: word });
      expect(lastOptOut()).to.equal('start');
      expect(await isStopped()).to.equal(false);
    }
  });

  it('takes YES as a start only from someone who stopped; to us it is an answer', async () => {
    await app.text({ Body: 'Yes' });
    expect(lastOptOut()).to.equal(undefined);
    await app.text({ Body: 'yes', OptOutType: 'START' });
    expect(lastOptOut()).to.equal(undefined);
    await app.text({ Body: 'STOP' });
    await app.text({ Body: 'YES' });
    expect(lastOptOut()).to.equal('start');
  });

  it('sends nothing that was waiting when the person stopped', async () => {
    await app.text({ Body: 'Hello' });
    await app.text({ Body: 'STOP' });
    await app.deliver();
    expect(app.twilio.attempts).to.be.empty;
    const [item] = await app.outbox();
    expect(item).to.include({ state: 'stopped', reason: 'opted-out' });
  });

  it('leaves another channel alone', async () => {
    await app.text({ Body: 'STOP' });
    await app.text({ Body: 'Hello', From: `whatsapp:${carer}` });
    await app.deliver();
    expect(app.twilio.messages.map(({ to }) => to)).to.deep.equal([`whatsapp:${carer}`]);
  });
});
