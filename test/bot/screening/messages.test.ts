import { expect } from 'chai';
import { labelledMessagesIn } from '../labelled-messages.js';
import { screen } from './safety-rules.js';

describe('what people write', () => {
  for (const { fileName, response, concern, messages } of labelledMessagesIn('screening')) {
    describe(`${fileName}: ${response}, ${concern ?? 'no concern'}`, () => {
      for (const message of messages) {
        it(message, () => {
          const [first] = screen.read(message);
          expect({ response: first?.response ?? 'none', concern: first?.concern ?? null }).to.deep.equal({
            response,
            concern,
          });
        });
      }
    });
  }
});
