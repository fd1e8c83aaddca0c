import type { Language } from '../../content/language.js';
import { voiceOf, type Scene } from '../scene.js';
import type { Person } from './story.js';

/** "your mum and your son, 9", in the person's language; the general word when nobody has been named. */
export function whoWords(scene: Scene, people: Person[] = scene.story.people): string {
  if (people.length === 0) return scene.speech.text('people.unknown');
  return listWords(
    scene,
    people.map((person) => scene.speech.text(`people.${person.relationship}`)),
  );
}

/** The people with the ages that were told. */
export function whoAndAges(scene: Scene): string {
  return listWords(
    scene,
    scene.story.people.map((person) => {
      const named = person.relationship === 'other' ? 'someone' : person.relationship;
      const who = scene.speech.text(`people.${named}`);
      return person.age === undefined ? who : scene.speech.text('people.withAge', { who, age: person.age });
    }),
  );
}

/** "dementia and autism", without repeats; null when none was told. */
export function conditionWords(scene: Scene): string | null {
  const all = [...new Set(scene.story.people.flatMap((person) => person.conditions))];
  if (all.length === 0) return null;
  return listWords(
    scene,
    all.map((condition) => scene.speech.text(`reflect.condition-${condition}`)),
  );
}

const englishList = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** A list as the language writes one. The Welsh for "and" goes by what follows it. */
export function listWords(scene: Pick<Scene, 'story'>, items: readonly string[]): string {
  return listInWords(voiceOf(scene).language, items);
}

/** The same for a page. */
export function listInWords(language: Language, items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  const others = items.slice(0, -1);
  if (others.length === 0) return last;
  if (language === 'cy') {
    return `${others.join(', ')} ${andInWelsh(last)}`;
  }
  // "Your son, 8, and your mum" needs the comma that British English leaves out elsewhere.
  if (others.some((item) => item.includes(','))) return `${others.join(', ')}, and ${last}`;
  return englishList.format(items);
}

/** "And" before `item`: `a'ch mab`, `a'r person`, `ac oedolyn`, `a Wellbeing Matters`. */
function andInWelsh(item: string): string {
  if (item.startsWith('eich ')) return `a'ch ${item.slice('eich '.length)}`;
  if (item.startsWith('y ')) return `a'r ${item.slice('y '.length)}`;
  return `${/^[aeiouyâêîôûŷ]/i.test(item) ? 'ac' : 'a'} ${item}`;
}
