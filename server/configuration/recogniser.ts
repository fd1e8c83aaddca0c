import type { CluProject } from '../../bot/recognisers/remote/clu.js';
import type { LuisApp } from '../../bot/recognisers/remote/luis.js';
import type { Variables } from './variables.js';

/** The remote service that is asked as well, and the longest that a person waits for it. */
export type RecogniserConfiguration = { patienceMs: number } & (
  ({ kind: 'luis' } & LuisApp) | ({ kind: 'clu' } & CluProject)
);

/** Null when messages are understood in this process alone. */
export function recogniserOf(values: Variables): RecogniserConfiguration | null {
  const patienceMs = values.RECOGNISER_TIMEOUT_MS;
  const { LUIS_ENDPOINT, LUIS_KEY, LUIS_APP_ID, LUIS_SLOT: slot } = values;
  const { CLU_ENDPOINT, CLU_KEY, CLU_PROJECT, CLU_DEPLOYMENT } = values;
  switch (values.RECOGNISER) {
    case 'local':
      return null;
    case 'luis':
      if (!LUIS_ENDPOINT || !LUIS_KEY || !LUIS_APP_ID) return null;
      return {
        kind: 'luis',
        patienceMs,
        endpoint: LUIS_ENDPOINT.href,
        key: LUIS_KEY,
        appId: LUIS_APP_ID,
        slot,
      };
    case 'clu':
      if (!CLU_ENDPOINT || !CLU_KEY || !CLU_PROJECT || !CLU_DEPLOYMENT) return null;
      return {
        kind: 'clu',
        patienceMs,
        endpoint: CLU_ENDPOINT.href,
        key: CLU_KEY,
        project: CLU_PROJECT,
        deployment: CLU_DEPLOYMENT,
      };
  }
}
