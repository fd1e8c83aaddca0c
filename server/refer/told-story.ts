import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { notePlace } from '../../dialogs/ask/questions/place.js';
import { phoneIn } from '../../dialogs/story/phone.js';
import { newStory, type Contact, type Story } from '../../dialogs/story/story.js';
import type { ProposedFacts } from '../../dialogs/understanding.js';
import type { Draft } from './draft.js';

/**
 * The story of a carer as somebody else has told it: the same record that the carer would have filled, so that it takes
 * the same route.
 * @param heard what was understood of their free words; nothing yet when they are not written
 */
export function storyOf(
  content: Content,
  { area, answers }: Pick<Draft, 'area' | 'answers'>,
  language: Language,
  heard: Pick<ProposedFacts, 'topics' | 'conditions'> = { topics: [], conditions: [] },
): Story {
  const { caring, council, story: told, reach } = answers;
  const story = newStory(area, reach?.language ?? language);
  if (caring) {
    const { relationship, theirAge, carerAge, place } = caring;
    story.people = [{ relationship, ageGroup: theirAge, conditions: heard.conditions }];
    story.carerAge = carerAge;
    notePlace({ content, story }, place);
  }
  if (council) settleCouncil(story, council.council, content.areas.get(area));
  if (told) {
    story.opening = told.what;
    if (told.matters !== '') story.elements.wants = told.matters;
  }
  story.topics = heard.topics;
  if (reach) story.contact = contactOf(reach);
  return story;
}

/** Not sure: this area's front door can look the address up. */
function settleCouncil(story: Story, council: string, here: Area | undefined): void {
  const { place } = story;
  const chosen =
    place?.choices?.find((each) => each.council === council) ??
    (here && { area: here.id, nation: here.nation, council: here.council[story.language] });
  if (!place?.choices || !chosen) return;
  story.place = { name: place.name, area: chosen.area, nation: chosen.nation };
  if (chosen.council !== null) story.place.council = chosen.council;
}

function contactOf({
  name,
  phone,
  email,
  call,
  message,
  text,
  time,
}: NonNullable<Draft['answers']['reach']>): Contact {
  const number = phone === '' ? null : phoneIn(phone);
  return {
    name,
    ...(number !== null && {
      phone: number,
      safe: { call: call === 'yes', message: message === 'yes', text: text === 'yes' },
    }),
    ...(email !== '' && { email }),
    ...(time !== '' && { bestTime: time }),
    by: number === null ? 'email' : 'phone',
  };
}

/** The councils that share the place, while it is open which one answers; empty when it is not. */
export function sharedCouncils({ place }: Story): string[] {
  return (place?.choices ?? []).flatMap(({ council }) => council ?? []);
}
