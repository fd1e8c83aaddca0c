import type { TurnContext } from 'botbuilder';
import { crisisServices } from '../../content/areas/crisis.js';
import { shownContact } from '../../content/areas/shown-contact.js';
import type { Concern } from '../../content/schema/vocabulary.js';
import { answeringArea } from '../pathway/answering-area.js';
import { detailLine } from '../pathway/say-details.js';
import { voiceOf, type Scene } from '../scene.js';

/** The fixed words have named the numbers that act now; these come after them, and are few. */
const mostNumbers = 2;

/** After the numbers that act now, who in the area answers for this at this hour; nothing where nobody is confirmed. */
export async function sayLocalNumbers(scene: Scene, context: TurnContext, concern: Concern): Promise<void> {
  const { content, story, speech, now } = scene;
  const area = answeringArea(story, content, scene.area);
  const nation = content.nations.get(area.nation);
  const lists = area.pathway.crisis[concern];
  if (!nation || !lists) return;
  const { young, language } = voiceOf(scene);
  const local = young ? lists.young : lists.adult;
  const lines = crisisServices(content.services, { area, nation, need: concern, young, language, at: now })
    .filter((service) => local.includes(service.id) && shownContact(service).phone !== null)
    .slice(0, mostNumbers)
    .map((service) => detailLine(scene, service));
  if (lines.length === 0) return;
  const manner = { discreet: concern === 'abuse-of-carer' };
  await speech.sayThis(
    context,
    [speech.said('safety.local', { areaName: area.name[language] }), ...lines],
    manner,
    '\n',
  );
}
