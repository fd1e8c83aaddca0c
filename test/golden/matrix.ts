import type { Areas } from '../../content/areas/load-areas.js';
import { carerKinds, concerns } from '../../content/schema/vocabulary.js';
import { languages, type Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { answeringArea, isElsewhere } from '../../dialogs/pathway/answering-area.js';
import { carerKinds as kindsOf } from '../../dialogs/story/carer-kind.js';
import type { Story } from '../../dialogs/story/story.js';
import type { AttentionRecord } from '../../server/store/store.js';

/** People for whom the conversation ends in a way of its own, and how their story shows it. */
const edges: Record<string, (story: Story, here: Area) => boolean> = {
  'is cared for': ({ role }) => role === 'cared-for',
  'is a professional': ({ role }) => role === 'professional',
  'worries about a friend': ({ role }) => role === 'friend',
  'cared once': ({ role, topics }) => role === 'former-carer' && !topics.includes('bereavement'),
  'is bereaved': ({ role, topics }) => role === 'former-carer' && topics.includes('bereavement'),
  'cares for someone elsewhere': (story, here) => isElsewhere(story, here),
  'cares for a child and an adult': (story) => kindsOf(story).length > 1,
  'is 16 or 17': ({ carerAgeYears: years }) => years === 16 || years === 17,
};

/** What can happen in any conversation, whoever holds it; a script names what it shows. */
export const manners = [
  'off topic',
  'silence',
  'nonsense',
  'anger',
  'does not know',
  'wants a person',
  'stops',
  'starts again',
  'changes language',
  'what is known',
  'delete',
  'referral',
  'call me',
  'details',
  'not now',
  'corrects a line',
] as const;

/** Both in Wales; elsewhere nobody is met in Welsh. */
function languagesOf({ nation }: Area): Language[] {
  return nation === 'wales' ? ['cy', 'en'] : ['en'];
}

/** Every conversation that there has to be: an area, who writes, and in which language. */
export function wanted({ areas }: Pick<Areas, 'areas'>): string[] {
  const all = [...areas.values()];
  return [
    ...all.flatMap((area) =>
      languagesOf(area).flatMap((language) =>
        [...carerKinds, ...Object.keys(edges)].map((who) => `${area.id}: ${who}, ${language}`),
      ),
    ),
    ...[...manners, ...concerns].flatMap((each) => languages.map((language) => `${each}, ${language}`)),
  ];
}

/** What a conversation shows, by the names of `wanted`. */
export function shown(
  story: Story,
  attention: AttentionRecord | null,
  shows: readonly string[],
  { areas }: Pick<Areas, 'areas'>,
): string[] {
  const here = areas.get(story.area);
  if (!here) return [];
  const { language } = story;
  const dangers = (attention?.reasons ?? []).flatMap(({ finding }) => finding?.concern ?? []);
  const cares = story.role === undefined || story.role === 'carer';
  const answering = answeringArea(story, { areas }, here);
  return [
    ...(cares ? kindsOf(story) : []).map((kind) => `${answering.id}: ${kind}, ${language}`),
    ...Object.entries(edges)
      .filter(([, holds]) => holds(story, here))
      .map(([edge]) => `${here.id}: ${edge}, ${language}`),
    ...[...shows, ...dangers].map((each) => `${each}, ${language}`),
  ];
}
