import type { TurnContext } from 'botbuilder';
import { contactWords, nearestWays, shownContact } from '../../content/areas/shown-contact.js';
import type { Service } from '../../content/schema/service.js';
import type { Said } from '../../content/words.js';
import { voiceOf, type Scene } from '../scene.js';
import { route } from './route.js';

/** One best next step, then at most two more. */
const mostServices = 3;

/** Says how to reach the services of the route: each by its own confirmed details, or by the next confirmed service. */
export async function sayDetails(scene: Scene, context: TurnContext): Promise<void> {
  const lines = detailLines(scene);
  await scene.speech.sayThis(
    context,
    [scene.speech.said('advice.details.intro'), ...lines, scene.speech.said('advice.details.back')],
    {},
    '\n',
  );
}

/** The details of the route's services, a line each. */
export function detailLines(scene: Scene): Said[] {
  const { services } = route(scene.story, scene.content, scene.area);
  const reachable = services.flatMap(({ service }) => {
    const ways = nearestWays(scene.content.services, service, voiceOf(scene));
    return scene.story.role === 'cared-for'
      ? ways.filter((way) => way.id === service || isForTheCaredFor(way))
      : ways;
  });
  return [...new Set(reachable)].slice(0, mostServices).map((service) => detailLine(scene, service));
}

/** Others may be there for carers alone. */
function isForTheCaredFor({ serves }: Service): boolean {
  return serves.includes('cared-for') || serves.includes('anyone');
}

/** "Carers UK helpline: 0808 808 7777, Monday to Friday", or its page where it has no confirmed number. */
export function detailLine(scene: Scene, service: Service): Said {
  const { language } = scene.story;
  const { phone, text, email, url } = shownContact(service);
  const name = service.name[language];
  const number = phone ?? text;
  if (number) {
    const hours = service.hours && !service.hours.stale ? service.hours.words[language] : null;
    const values = { service: name, phone: contactWords(number, language) };
    return hours === null
      ? scene.speech.said('advice.details.phone', values)
      : scene.speech.said('advice.details.phoneHours', { ...values, hours });
  }
  const written = email ?? url;
  if (written)
    return scene.speech.said('advice.details.url', { service: name, url: contactWords(written, language) });
  throw new Error(`${service.id} has no detail that may be shown.`);
}
