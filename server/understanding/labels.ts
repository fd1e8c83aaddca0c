import type { Understood } from '../../bot/understanding/understand.js';
import type { Language } from '../../content/language.js';
import type { CarerLabel, Concern, Response, Topic } from '../../content/schema/vocabulary.js';

/** What a message was understood to be, as editors and testers measure it. */
export interface Labels {
  lang: Language;
  carer: CarerLabel;
  topics: Topic[];
  response: Response;
  concern: Concern | null;
  wantsHuman: boolean;
}

/**
 * The labels of what was understood: of several findings, those of the gravest.
 * @param told the language as whoever asks knows it; it counts where the words do not tell
 */
export function labelsOf(
  { findings, understanding, carer, topics, wantsHuman }: Understood,
  told?: Language,
): Labels {
  const [gravest] = findings;
  return {
    lang: understanding.language ?? told ?? 'en',
    carer,
    topics,
    response: gravest?.response ?? 'none',
    concern: gravest?.concern ?? null,
    wantsHuman,
  };
}
