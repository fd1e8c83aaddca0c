import { z } from 'zod';
import { knownEntities, knownScores, type Predictor } from './prediction.js';

/** A deployed project of conversational language understanding (CLU), trained from our export. */
export interface CluProject {
  /** Where it is, as a URL. */
  endpoint: string;
  key: string;
  project: string;
  deployment: string;
}

/** The version of the REST interface that is spoken. */
const version = '2023-04-01';

const answerSchema = z.object({
  kind: z.literal('ConversationResult'),
  result: z.object({
    prediction: z.object({
      projectKind: z.literal('Conversation'),
      intents: z.array(z.object({ category: z.string(), confidenceScore: z.number().min(0).max(1) })),
      entities: z.array(
        z.object({
          category: z.string(),
          extraInformation: z
            .array(z.object({ extraInformationKind: z.string(), key: z.string().optional() }))
            .default([]),
        }),
      ),
    }),
  }),
});

/** The service answered with something other than a prediction. */
class CluRefused extends Error {
  override readonly name = 'CluRefused';
}

/** Asks CLU over its REST interface: `POST {endpoint}/language/:analyze-conversations`. */
export function createCluPredictor({ endpoint, key, project, deployment }: CluProject): Predictor {
  const address = new URL(`language/:analyze-conversations?api-version=${version}`, endpoint);
  return async (text, signal) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': key, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        kind: 'Conversation',
        analysisInput: { conversationItem: { id: '1', participantId: '1', modality: 'text', text } },
        parameters: {
          projectName: project,
          deploymentName: deployment,
          stringIndexType: 'Utf16CodeUnit',
          isLoggingEnabled: false,
        },
      }),
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new CluRefused(`status ${response.status}`);
    }
    const { intents, entities } = answerSchema.parse(await response.json()).result.prediction;
    const keys = (list: string): string[] =>
      entities
        .filter(({ category }) => category === list)
        .flatMap(({ extraInformation }) => extraInformation)
        .flatMap(({ extraInformationKind, key: found }) =>
          extraInformationKind === 'ListKey' && found !== undefined ? [found] : [],
        );
    return {
      scores: knownScores(intents.map(({ category, confidenceScore }) => [category, confidenceScore])),
      ...knownEntities(keys),
    };
  };
}
