import type { TurnContext } from 'botbuilder';
import { reasonFor } from '../pathway/reason.js';
import { route } from '../pathway/route.js';
import { sayDetails } from '../pathway/say-details.js';
import { serviceName } from '../referral/receivers.js';
import { voiceOf, type Scene } from '../scene.js';

/** Ends well for somebody who is not caring now: kind words first, then who is there for them. */
export async function sayRoleEnding(scene: Scene, context: TurnContext): Promise<void> {
  const { story, progress, speech } = scene;
  if (story.role === 'cared-for') speech.lead('ending.caredFor');
  if (story.role === 'friend') speech.lead('ending.friend');
  if (story.role === 'professional') {
    if (progress.carerAgrees !== true) speech.lead('ending.professionalNotAgreed');
    else speech.lead('ending.professionalAgreed', { link: scene.link(`/refer/${scene.area.id}`) });
  }
  if (story.role === 'former-carer') {
    speech.lead(story.topics.includes('bereavement') ? 'ending.bereaved' : 'ending.formerCarer');
  }
  leadWithDoors(scene);
  progress.routeShown = true;
  progress.chosen = 'details';
  progress.chosenDone = true;
  await sayDetails(scene, context);
}

/** Roles whose doors differ by who needs help: each is named with whom it is for. */
const severalDoors: readonly (string | undefined)[] = ['cared-for', 'professional'];

/** Says which door is for whom, where there is more than one; a text has no room for it. */
function leadWithDoors(scene: Scene): void {
  if (!severalDoors.includes(scene.story.role)) return;
  const { services } = route(scene.story, scene.content, scene.area);
  const doors = services.filter(({ part }) => part === 'advice');
  if (doors.length < 2) return;
  for (const { service, why } of doors) {
    const values = { service: serviceName(scene, service), why: reasonFor(why, voiceOf(scene)) };
    scene.speech.leadWith({ text: scene.speech.text('advice.door', values), short: '' });
  }
}

/** Says which council answers, where it is not this area's. */
export function leadWithElsewhere({ story, progress, speech, content }: Scene): void {
  const { place } = story;
  if (!place) return;
  const { name, council } = place;
  const ours = place.area !== null && content.areas.has(place.area);
  progress.elsewhereSaid = true;
  if (ours && council !== undefined) {
    speech.lead('ending.elsewhereOurs', { place: name, council });
    return;
  }
  if (council === undefined) speech.lead('ending.elsewhereUnknown', { place: name });
  else speech.lead('ending.elsewhere', { place: name, council });
}
