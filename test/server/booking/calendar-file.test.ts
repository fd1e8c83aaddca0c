import { expect } from 'chai';
import { Router } from 'express';
import { pino } from 'pino';
import { loadContent } from '../../../content/load.js';
import type { Booking } from '../../../dialogs/booking/booking.js';
import { calendarFiles } from '../../../server/booking/calendar-file.js';
import { createErrorPages } from '../../../server/pages/errors.js';
import { createPages } from '../../../server/pages/pages.js';
import { serve, type Service } from '../operations/service.js';

const content = loadContent();
const area = 'vale-of-glamorgan';
const booking: Booking = {
  id: '0b9f7c1e-1111-4222-8333-444455556666',
  reference: 'K4TN-9QWD',
  conversationId: 'c1',
  status: 'booked',
  bookedAt: '2026-11-22T10:00:00.000Z',
  slot: {
    id: 's',
    area,
    offer: 'hub-calls',
    startsAt: '2027-04-05T08:00:00.000Z',
    endsAt: '2027-04-05T08:30:00.000Z',
    capacity: 1,
  },
  details: { name: 'Bethan', phone: '+447700900001', language: 'cy', remindBy: null },
};

describe('the calendar file of a booking', () => {
  let service: Service;
  let kept: Booking = booking;
  before(async () => {
    const find = (id: string) => Promise.resolve(id === kept.id ? kept : null);
    const store = { diary: { booking: find } } as Parameters<typeof calendarFiles>[0]['store'];
    const pages = createPages({ words: content.words, exitUrl: 'https://example.org' });
    const { notFound, failed } = createErrorPages({ pages, logger: pino({ level: 'silent' }) });
    const clock = () => new Date('2026-11-22T10:00:00Z');
    const router = Router().use(calendarFiles({ store, content, clock, perMinute: 100 }), notFound, failed);
    service = await serve(router);
  });
  after(() => service.close());
  const get = async (id: string) => fetch(`${service.url}/booking/${id}.ics`);

  it('says when, and nothing that somebody else may not see', async () => {
    const answer = await get(booking.id);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.match(/^text\/calendar/);
    const text = await answer.text();
    expect(text).to.contain('DTSTART:20270405T080000Z').and.contain('DTEND:20270405T083000Z');
    expect(text).to.contain('SUMMARY:Galwad ffôn').and.contain('STATUS:CONFIRMED');
    expect(text).to.contain('K4TN-9QWD');
    expect(text).not.to.match(/Bethan|0770|7700|Hyb|carer|gofal/i);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).to.equal(true);
  });

  it('says that it is off when it is', async () => {
    kept = { ...booking, status: 'cancelled' };
    expect(await (await get(booking.id)).text()).to.contain('STATUS:CANCELLED');
    kept = booking;
  });

  it('tells a stranger nothing', async () => {
    for (const id of ['0b9f7c1e-1111-4222-8333-444455556667', 'x', '..%2f..%2fetc', '%00'])
      expect((await get(id)).status, id).to.be.oneOf([400, 404]);
  });
});
