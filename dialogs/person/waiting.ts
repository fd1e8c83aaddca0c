import type { TurnContext } from 'botbuilder';
import { bankHolidays } from '../../content/areas/bank-holidays.js';
import { crisisServices } from '../../content/areas/crisis.js';
import { closingTime, isOpen, nextOpening } from '../../content/areas/opening-hours.js';
import { contactWords, shownContact, waysToReach } from '../../content/areas/shown-contact.js';
import type { Language } from '../../content/language.js';
import type { Service } from '../../content/schema/service.js';
import type { Values } from '../../content/words.js';
import { route } from '../pathway/route.js';
import { voiceOf, type Scene } from '../scene.js';
import { inSentence, localMoment } from '../time-words.js';

/** What decides who answers when. */
type Here = Pick<Scene, 'content' | 'story' | 'area' | 'now'>;

/** Says whether an adviser is there now, and until or from when; where the council has set no hours, that we cannot say. */
export function leadWithHours(scene: Scene): void {
  const { area, now, speech } = scene;
  const { hours } = area.desk;
  const holidays = holidaysOf(scene);
  if (isOpen(hours, now, area.timeZone, holidays)) {
    const until = closingTime(hours, now, area.timeZone, holidays);
    if (until) speech.lead('person.open', { until: timeWords(scene, until) });
    else speech.lead('person.openAlways');
    return;
  }
  const opens = nextOpening(hours, now, area.timeZone, holidays);
  if (opens && opens > now) speech.lead('person.closed', { opens: timeWords(scene, opens) });
  else speech.lead('person.noHours');
}

/** How long it may be, as far as the hours tell; where they stand in the queue is added by who keeps it. */
export function leadWithWait(scene: Scene): void {
  leadWithHours(scene);
  scene.effects.asksWait = true;
}

/** After the numbers for danger: who has been asked to read it, and when that may be. */
export async function sayWaiting(scene: Scene, context: TurnContext): Promise<void> {
  scene.speech.lead('person.asked');
  leadWithHours(scene);
  scene.progress.askedForPerson = true;
  await scene.speech.flush(context);
}

/** Somebody to talk to sooner: a service of the route whose number may answer now, else a line for anyone low. */
export function leadWithSooner(scene: Scene): void {
  const sooner = whoAnswersSooner(scene);
  if (sooner) scene.speech.lead(...sooner);
}

/** The sentence, and its values, that names who may be talked to sooner than an adviser; null where there is nobody. */
export function whoAnswersSooner(here: Here): [key: string, values: Values] | null {
  const { content, story, area, now } = here;
  const nation = content.nations.get(area.nation);
  if (!nation) throw new Error(`The content has no nation ${area.nation}.`);
  const { young, language } = voiceOf(here);
  const routed = route(story, content, area).services.flatMap(({ service }) =>
    waysToReach(content.services, service, 'phone'),
  );
  const lines = crisisServices(content.services, {
    area,
    nation,
    need: 'distress',
    young,
    language,
    at: now,
  });
  const service = [...routed, ...lines].find((each) => mayAnswer(here, each));
  const phone = service ? shownContact(service).phone : null;
  if (!service || !phone) return null;
  const values = { service: service.name[language], phone: contactWords(phone, language) };
  const hours = service.hours && !service.hours.stale ? service.hours.words[language] : null;
  return hours !== null && service.hours?.opening
    ? ['person.answersNowHours', { ...values, hours }]
    : ['person.answersNow', values];
}

function mayAnswer(scene: Here, service: Service): boolean {
  if (!shownContact(service).phone) return false;
  const opening = service.hours?.opening ?? null;
  return opening === null || isOpen(opening, scene.now, scene.area.timeZone, holidaysOf(scene));
}

function holidaysOf({ content, area }: Here) {
  return bankHolidays(content.nations.get(area.nation)?.extraBankHolidays ?? []);
}

function timeWords({ area, story, now }: Scene, at: Date): string {
  return momentWords(at, now, area.timeZone, story.language);
}

/** A time as it is said at `now`: the hour, with the day when it is another one. */
export function momentWords(at: Date, now: Date, timeZone: string, language: Language): string {
  const time = localMoment(at, timeZone, language);
  const today = time.hasSame(localMoment(now, timeZone, language), 'day');
  return today ? time.toFormat('HH:mm') : inSentence(time, 'cccc d MMMM, HH:mm', language);
}
