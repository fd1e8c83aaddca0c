import { LUISRuntimeClient } from '@azure/cognitiveservices-luis-runtime';
import { ApiKeyCredentials, type AbortSignalLike } from '@azure/ms-rest-js';
import { z } from 'zod';
import { knownEntities, knownScores, type Predictor } from './prediction.js';

/** A published LUIS app, trained from our export. */
export interface LuisApp {
  /** Where it is, as a URL. */
  endpoint: string;
  /** The prediction key of the resource. */
  key: string;
  appId: string;
  slot: 'production' | 'staging';
}

const answerSchema = z.object({
  prediction: z.object({
    intents: z.record(z.string(), z.object({ score: z.number().min(0).max(1) })),
    /** A list entity is a list of lists of the keys that its words may mean. */
    entities: z.record(z.string(), z.unknown()),
  }),
});
const listSchema = z.array(z.array(z.string()));

/**
 * Asks the v3 prediction endpoint of LUIS, with Microsoft's client. Nothing is logged there, and the client tries once:
 * whoever waits for the answer has a better one at hand.
 */
export function createLuisPredictor({ endpoint, key, appId, slot }: LuisApp): Predictor {
  const credentials = new ApiKeyCredentials({ inHeader: { 'Ocp-Apim-Subscription-Key': key } });
  const client = new LUISRuntimeClient(credentials, endpoint.replace(/\/+$/, ''), {
    noRetryPolicy: true,
  });
  return async (text, signal) => {
    // The client's own type for a signal is that of browsers long ago; at run time it takes Node's.
    const abortSignal = signal as unknown as AbortSignalLike;
    const answer: unknown = await client.prediction.getSlotPrediction(
      appId,
      slot,
      { query: text },
      { showAllIntents: true, verbose: false, log: false, abortSignal },
    );
    const { intents, entities } = answerSchema.parse(answer).prediction;
    const keys = (list: string): string[] => listSchema.safeParse(entities[list]).data?.flat() ?? [];
    return {
      scores: knownScores(Object.entries(intents).map(([name, { score }]) => [name, score])),
      ...knownEntities(keys),
    };
  };
}
