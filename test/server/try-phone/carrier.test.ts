import { expect } from 'chai';
import twilio from 'twilio';
import { Carrier, type CarriedMessage } from '../../../server/try-phone/carrier.js';

describe('the carrier of the phone in the page', () => {
  const now = new Date('2026-11-22T10:00:00.000Z');
  const delivered: CarriedMessage[] = [];
  const carrier = new Carrier(
    () => now,
    (message) => delivered.push(message),
  );
  const client = twilio(`AC${'0'.repeat(32)}`, 'token', { httpClient: carrier });
  const message = { from: '+442920180999', statusCallback: 'http://localhost/' };

  it('takes and lists messages as the API does, newest first', async () => {
    const first = await client.messages.create({ ...message, to: '+447700900001', body: 'one' });
    const second = await client.messages.create({ ...message, to: '+447700900001', body: 'two' });
    await client.messages.create({ ...message, to: '+447700900002', body: 'three' });
    expect(first.sid).to.match(/^SM[0-9a-f]{32}$/);
    expect(first.dateCreated).to.deep.equal(now);
    expect(delivered.map(({ body }) => body)).to.deep.equal(['one', 'two', 'three']);
    const listed = await client.messages.list({ to: '+447700900001', limit: 50 });
    expect(listed.map(({ sid }) => sid)).to.deep.equal([second.sid, first.sid]);
  });

  it('refuses what Twilio would refuse', async () => {
    const refused = async (attempt: Promise<unknown>) =>
      attempt.then(
        () => null,
        (error: { status: number; code: number }) => [error.status, error.code],
      );
    const empty = client.messages.create({ ...message, to: '+447700900001', body: '' });
    expect(await refused(empty)).to.deep.equal([400, 21602]);
    expect(await refused(client.calls.list())).to.deep.equal([404, 20404]);
  });
});
