import { conditions as allConditions, topics as allTopics } from '../../../content/schema/vocabulary.js';
import type { Understood } from '../../understanding/understand.js';
import type { Recogniser } from '../recogniser.js';
import { resultOf } from '../result.js';
import { Circuit } from './circuit.js';
import { asksForHuman, topicsIn, type Prediction, type Predictor } from './prediction.js';

/** Failures running after which a service is left alone, and for how long. */
const failuresBeforeRest = 3;
const restMs = 30_000;

/** In fewer words than this somebody answers what was asked, and this process knows what that was. */
const fewestWords = 3;
/** LUIS takes 500 characters; of a longer message the in-process recogniser's answer is the better one. */
const longestAsked = 500;

export interface RemoteParts {
  /** Answers first, and alone whenever the service does not. */
  local: Recogniser;
  predict: Predictor;
  /** The longest that a person waits for the service, in milliseconds. */
  patienceMs: number;
  /** In milliseconds. */
  now: () => number;
  /** Is told why an answer could not be used, in a word that holds nothing of the message. */
  failed: (why: 'slow' | 'error') => void;
}

/** What both made of the message: nothing that was understood here is taken away. */
function together(understood: Understood, prediction: Prediction): Understood {
  const { understanding } = understood;
  const { facts } = understanding;
  const named = allTopics.filter(
    (topic) => understood.topics.includes(topic) || topicsIn(prediction).includes(topic),
  );
  const ours = named.filter((topic) => topic !== 'other');
  const onlyComplaint = ours.every((topic) => topic === 'complaint');
  const people =
    facts.people.length > 0 || facts.role === 'professional' || facts.role === 'cared-for'
      ? facts.people
      : prediction.relationships.map((relationship) => ({ relationship }));
  return {
    ...understood,
    topics: onlyComplaint ? named : ours,
    wantsHuman: understood.wantsHuman || asksForHuman(prediction),
    understanding: {
      ...understanding,
      wantsHuman: understanding.wantsHuman || asksForHuman(prediction),
      facts: {
        ...facts,
        people,
        topics: allTopics.filter(
          (topic) => facts.topics.includes(topic) || topicsIn(prediction).includes(topic),
        ),
        conditions: allConditions.filter(
          (each) => facts.conditions.includes(each) || prediction.conditions.includes(each),
        ),
      },
    },
  };
}

/**
 * Adds what a remote service recognises to what this process does. Danger, an order and an answer to what was asked need
 * no second opinion and do not wait for one; when the service is slow, wrong or down, or has been so just now, the answer
 * of this process stands and the person notices nothing.
 */
export function createRemoteRecogniser({ local, predict, patienceMs, now, failed }: RemoteParts): Recogniser {
  const circuit = new Circuit(now, failuresBeforeRest, restMs);

  const ask = async (text: string): Promise<Prediction | null> => {
    const signal = AbortSignal.timeout(patienceMs);
    const slow = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    try {
      const prediction = await Promise.race([predict(text, signal), slow]);
      circuit.succeeded();
      return prediction;
    } catch {
      circuit.failed();
      failed(signal.aborted ? 'slow' : 'error');
      return null;
    }
  };

  return {
    recognize: async (context) => {
      const recognised = await local.recognize(context);
      const { text, understood } = recognised;
      const { command, yesNo, greeting } = understood.understanding;
      const settled =
        command !== null || yesNo !== null || greeting || text.trim().split(/\s+/).length < fewestWords;
      const danger = understood.findings.some(({ response }) => response !== 'distress');
      if (settled || danger || text.length > longestAsked || !circuit.mayAsk()) return recognised;
      const prediction = await ask(text);
      if (prediction === null) return recognised;
      return resultOf(text, together(understood, prediction), prediction.scores);
    },
  };
}
