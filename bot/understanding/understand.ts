import type { CarerLabel } from '../../content/schema/vocabulary.js';
import type { Finding } from '../../dialogs/finding.js';
import type { FactName, Topic } from '../../dialogs/story/story.js';
import type { Understanding } from '../../dialogs/understanding.js';
import { cluesOf, type Clues } from '../classifier/clues.js';
import type { Model } from '../classifier/model.js';
import type { LocalRecogniser, Reading } from '../recognisers/local/local-recogniser.js';
import type { Screen } from '../screening/screen.js';
import { cautious } from './cautious.js';
import { believe } from './sentences.js';
import { settleCarer, settleHuman, settleTopics, topicsOfStory } from './settle.js';

/** Words of a message that tells something; a shorter one answers what was asked. */
const shortestStory = 6;

/** All that one message was understood to say. */
export interface Understood {
  /** What must not wait, the gravest first. */
  findings: Finding[];
  understanding: Understanding;
  carer: CarerLabel;
  /** What it is about; `other` when nothing of ours. */
  topics: Topic[];
  /** A person is asked for, as far as can be told; `understanding` has it when it is sure enough to act on. */
  wantsHuman: boolean;
}

/** Understands messages by rules and a trained model together, in process. */
export interface Understander {
  /** @param asked the fact that our last question asked for, or null */
  understand(text: string, asked: FactName | null): Understood;
}

export interface UnderstanderParts {
  rules: LocalRecogniser;
  screen: Screen;
  model: Model;
}

/** What the rules make of a message, and the clues that the model goes by. */
export function examine(
  { rules, screen }: Omit<UnderstanderParts, 'model'>,
  text: string,
  asked: FactName | null,
): Pick<Reading, 'understanding' | 'tokens' | 'death'> & { findings: Finding[]; clues: Clues } {
  const findings = screen.read(text);
  const { understanding, perhaps, tokens, death } = rules.examine(text, asked);
  const words = tokens.map(({ word, raw, before }, at) => ({
    word,
    raw,
    opens: at === 0 || before === 'sentence',
    kinds: rules.kindsOf(word),
  }));
  return { findings, understanding, tokens, death, clues: { words, clues: cluesOf(understanding, perhaps) } };
}

/** Rules first, then the model for what they leave open; on danger, whichever is more cautious. */
export function createUnderstander(parts: UnderstanderParts): Understander {
  const { model } = parts;
  return {
    understand: (text, asked) => {
      const { findings, understanding, clues, tokens, death } = examine(parts, text, asked);
      const believed = believe(model, clues, tokens);
      const beliefs = believed.whole;
      const { gravest } = believed;
      const gravestWords = text.slice(gravest[0]?.start, gravest.at(-1)?.end);
      const carer = settleCarer(understanding, beliefs);
      const topics = settleTopics(understanding.facts.topics, beliefs);
      const human = settleHuman(understanding, beliefs);
      const { facts, command } = understanding;
      const tells = command === null && tokens.length >= shortestStory;
      const about = tells ? topicsOfStory(facts.topics, topics, beliefs) : facts.topics;
      return {
        carer,
        topics,
        wantsHuman: human.asked,
        understanding: {
          ...understanding,
          facts: { ...facts, topics: about },
          wantsHuman: human.forSure,
          ...(death === 'perhaps' && topics.includes('bereavement') && { bereaved: true }),
        },
        findings: cautious(findings, parts.screen, believed, tokens.length, gravestWords),
      };
    },
  };
}
