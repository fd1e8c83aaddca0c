import { route } from '../pathway/route.js';
import type { Scene } from '../scene.js';
import { consentNow } from './consent.js';
import { listWords } from '../story/describe.js';
import { serviceName } from './receivers.js';
import type { TurnContext } from 'botbuilder';
import type { Referral } from '../effects.js';

/** Makes the referrals that were agreed to, one for each receiving service, each with a reference of its own to quote. */
export async function refer(scene: Scene, context: TurnContext): Promise<void> {
  const consent = consentNow(scene);
  if (!consent?.given) throw new Error('A referral needs the consent that was given.');
  const { area, referTo, beyondAdvice, assessedBy } = route(scene.story, scene.content, scene.area);
  const references: string[] = [];
  for (const { service, onward } of referTo) {
    const reference = scene.ids.reference();
    const referral: Referral = {
      id: scene.ids.unique(),
      reference,
      area: area ?? scene.area.id,
      service,
      onward,
      kind: scene.progress.chosen === 'call' ? 'call-back' : 'refer',
      beyondAdvice,
      assessedBy,
      story: structuredClone(scene.story),
      contact: structuredClone(scene.story.contact),
      consent,
      createdAt: scene.now.toISOString(),
    };
    scene.effects.referrals.push(referral);
    scene.progress.referrals.push({ reference, services: [service] });
    references.push(reference);
  }
  scene.progress.chosenDone = true;
  const names = referTo.map(({ service }) => serviceName(scene, service));
  const services = listWords(scene, names);
  await scene.speech.say(context, 'referral.done', {
    services,
    reference: listWords(scene, references),
    count: references.length,
  });
}
