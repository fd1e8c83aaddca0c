import { resultOf } from './result.js';
import { askedOf, type Recogniser } from './recogniser.js';
import type { Understander } from '../understanding/understand.js';

/** The recogniser that every installation has: rules and a trained model in this process, and no network. */
export function createInProcessRecogniser(understander: Understander): Recogniser {
  return {
    recognize: (context) => {
      const text = context.activity.text ?? '';
      const understood = understander.understand(text, askedOf(context));
      return Promise.resolve(resultOf(text, understood, {}));
    },
  };
}
