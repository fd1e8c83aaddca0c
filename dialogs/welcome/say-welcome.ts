import type { TurnContext } from 'botbuilder';
import type { Language } from '../../content/language.js';
import type { Said, Values } from '../../content/words.js';
import { numbersFor } from '../numbers.js';
import type { Scene } from '../scene.js';
import { joined } from '../joined.js';

/**
 * Opens a conversation: that this is automated, what it can do, who reads it, when confidentiality ends, and what to do
 * in danger. Until a language is known it is said in both, Welsh first where the area says so.
 */
export async function sayWelcome(scene: Scene, context: TurnContext): Promise<void> {
  const { progress, speech } = scene;
  progress.welcomed = true;
  for (const language of languagesOf(scene)) {
    await speech.sayThis(
      context,
      ['welcome.hello', 'welcome.limits'].map((key) => inLanguage(scene, language, key)),
    );
  }
}

/** The same in one breath, in front of the answer to somebody who wrote first. */
export function leadWithWelcome(scene: Scene): void {
  scene.progress.welcomed = true;
  scene.speech.leadWith(inLanguage(scene, scene.story.language, 'welcome.brief'));
}

/** The opening question in every language that may be the person's. */
export function openingWords(scene: Scene): Said {
  return joined(
    languagesOf(scene).map((language) => inLanguage(scene, language, 'welcome.opening')),
    '\n',
  );
}

function languagesOf({ progress, area, story }: Scene): Language[] {
  if (progress.languageKnown) return [story.language];
  return area.welshFirst ? ['cy', 'en'] : [story.language];
}

function inLanguage({ content, area }: Scene, language: Language, key: string): Said {
  const values: Values = {
    council: area.council[language],
    areaName: area.name[language],
    ...numbersFor(content, area.nation, language),
  };
  return content.words.say(key, { language, young: false }, values);
}
