import { expect } from 'chai';
import { z } from 'zod';
import { createLogger } from '../../../server/operations/logger.js';

/** What must never be in a log, as messages, numbers, names and emails come. */
const telltales = {
  message: 'my wife has walked out and I cant cope',
  name: 'Blodwen',
  phone: '+447700900123',
  spokenPhone: '07700 900 123',
  email: 'blodwen@example.org',
  token: 'eyJhbGciOiJIUzI1NiJ9.e30.x',
};
const all = new RegExp(
  [...Object.values(telltales), '7700900123', '7700 900']
    .map((each) => each.replaceAll('+', '\\+'))
    .join('|'),
);

function logging(): {
  logger: ReturnType<typeof createLogger>;
  lines: () => Record<string, unknown>[];
  text: () => string;
} {
  const written: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => written.push(line) } });
  return {
    logger,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code = 21211;
  readonly moreInfo = telltales.message;
}

describe('logger', () => {
  it('writes the fields it knows, and the message', () => {
    const { logger, lines } = logging();
    logger.info(
      { channel: 'sms', outcome: 'committed', durationMs: 3.2, conversationId: 'c-1' },
      'turn committed',
    );
    const [line] = lines();
    expect(line).to.include({ level: 'info', channel: 'sms', outcome: 'committed', durationMs: 3.2 });
    expect(line).to.include({ conversationId: 'c-1', msg: 'turn committed' });
    expect(line).to.have.property('time').that.is.a('number');
  });

  it('keeps ids of ours and of providers whole', () => {
    const { logger, lines } = logging();
    const ids = {
      conversationId: '01890000-1234-7000-8000-000012345678',
      messageSid: 'SM00000000000000000000000012345678',
    };
    logger.info(ids, 'taken');
    expect(lines()[0]).to.include(ids);
  });

  it('leaves out every field it does not know, with all that is in it', () => {
    const { logger, text } = logging();
    logger.info(
      { ...telltales, story: { contact: telltales }, body: telltales.message, to: telltales.phone },
      'said',
    );
    logger.child({ ...telltales, from: telltales.phone }).warn('said');
    expect(text()).not.to.match(all);
    expect(text()).not.to.include('story');
  });

  it('does not trust a known field to hold what it should', () => {
    const { logger, text } = logging();
    logger.info({ reason: telltales.message, kind: telltales.email, conversationId: telltales.phone }, 'odd');
    logger.info(
      { url: `/chat?name=${telltales.name}`, reasons: [telltales.spokenPhone], route: telltales.phone },
      'odd',
    );
    logger.info({ outboxId: telltales.phone.slice(1), code: { text: telltales.message } }, 'odd');
    expect(text()).not.to.match(all);
  });

  it('tells of an error its kind, code, place and causes, and not its message', () => {
    const { logger, text, lines } = logging();
    const cause = new ProviderError(`The number ${telltales.phone} is not valid`);
    logger.error({ err: new TypeError(telltales.message, { cause }) }, 'sending failed');
    expect(text()).not.to.match(all);
    const logged = lines()[0]?.['err'] as { type: string; stack: string[]; cause: Record<string, unknown> };
    expect(logged.type).to.equal('TypeError');
    expect(logged.stack[0]).to.match(/logger\.test\.js:\d+:\d+/);
    expect(logged.cause).to.include({ type: 'ProviderError', code: 21211 });
  });

  it('takes an error by itself, and one that has no words to go with it', () => {
    const { logger, text, lines } = logging();
    logger.error(new Error(telltales.message));
    logger.error({ err: new Error(telltales.message) });
    logger.error(new Error(telltales.message), 'with words');
    logger.error({ err: telltales.message }, 'not an error at all');
    expect(text()).not.to.match(all);
    expect(lines().map((line) => line['msg'])).to.deep.equal(['', '', 'with words', 'not an error at all']);
  });

  it('is not misled by a message that looks like a place in the program', () => {
    const { logger, text } = logging();
    const message = `x\n    at ${telltales.name} (/home:1:1)\n    at /${telltales.spokenPhone}:1:1`;
    logger.error({ err: new Error(message) }, 'failed');
    expect(text()).not.to.match(all);
  });

  it('does not repeat what a schema refused', () => {
    const { logger, text } = logging();
    const refused = z.object({ language: z.enum(['en', 'cy']) }).safeParse({ language: telltales.message });
    logger.warn({ err: refused.error, issues: refused.error?.issues }, 'a request was refused');
    expect(text()).not.to.match(all);
  });

  it('drops values meant for placeholders, and cleans a message that was put together', () => {
    const { logger, text, lines } = logging();
    logger.info('said %s', telltales.message);
    logger.info({ channel: 'sms' }, 'from %s', telltales.phone);
    logger.info(`sent to ${telltales.phone}, ${telltales.spokenPhone} and ${telltales.email}`);
    logger.info(`asked for /chat?name=${telltales.name}&to=${telltales.phone}`);
    expect(text()).not.to.match(all);
    expect(lines()[2]?.['msg']).to.equal('sent to [removed], [removed] and [removed]');
  });
});
