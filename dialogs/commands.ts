import type { DialogContext } from './bot-framework.js';
import { isAboutBooking, obeyBooking } from './booking/command.js';
import { beQuiet } from './afterwards/check-in.js';
import { contactWords, shownContact, waysToReach } from '../content/areas/shown-contact.js';
import { crisisServices } from '../content/areas/crisis.js';
import type { Said } from '../content/words.js';
import { beginPlan, mayMakePlan } from './emergency-plan/plan.js';
import { manageId } from './manage/plan.js';
import { askForPerson } from './person/ask-for-person.js';
import { leadWithWait } from './person/waiting.js';
import { leaveItThere } from './safety/plan.js';
import { route } from './pathway/route.js';
import { conversationId } from './planned-dialog.js';
import { referralNews, withdrawReferrals } from './referral/tell-news.js';
import { confirmNewsletter, confirmsNewsletter, wantNewsletter } from './newsletter/plan.js';
import type { Progress } from './progress.js';
import { voiceOf, type Heard, type Scene } from './scene.js';
import { statementLines } from './statement/statement.js';
import { listWords } from './story/describe.js';
import { correctable, playbackLines } from './story/playback.js';
import type { Command } from './understanding.js';

/**
 * The command in what was said, unless the same words choose an answer to what was just asked. "How long will it be?"
 * asks for an adviser's answer only while they wait for one.
 */
export function commandIn(
  { progress }: Pick<Scene, 'progress'>,
  { chosen, understanding }: Heard,
): Command | null {
  const { command } = understanding;
  if (chosen || (command === 'how-long' && !progress.askedForPerson)) return null;
  return command;
}

/** Does what a person can ask for at any point, then comes back to where they were. */
export async function obey(dc: DialogContext, scene: Scene, command: Command): Promise<void> {
  const { speech, progress, story } = scene;
  if (isAboutBooking(command)) {
    if (!(await obeyBooking(dc, scene, command))) await dc.repromptDialog();
    return;
  }
  switch (command) {
    case 'person':
      await askForPerson(scene, dc.context);
      speech.lead('person.meanwhile');
      break;
    case 'enough':
      if (progress.danger) leaveItThere(scene);
      else speech.leadWith(enoughWords(scene));
      progress.paused = true;
      await dc.cancelAllDialogs();
      return;
    case 'restart':
    case 'delete':
      progress.managing = command;
      progress.sure = null;
      await dc.beginDialog(manageId);
      return;
    case 'language-en':
    case 'language-cy':
      story.language = command === 'language-en' ? 'en' : 'cy';
      progress.languageKnown = true;
      speech.lead('manage.languageChanged');
      break;
    case 'what-you-know':
      await speech.sayThis(dc.context, whatIsKnown(scene), {}, '\n');
      break;
    case 'referral-status':
      await speech.sayThis(dc.context, referralNews(scene), {}, '\n');
      break;
    case 'statement':
      await sayStatement(dc, scene);
      break;
    case 'withdraw':
      await withdraw(dc, scene);
      return;
    case 'change':
      if (progress.danger !== null || correctable(story).length === 0) break;
      progress.correcting = 'correction';
      progress.playedBack = false;
      await dc.cancelAllDialogs();
      await dc.beginDialog(conversationId);
      return;
    case 'privacy':
      speech.lead('manage.privacy');
      break;
    case 'who-are-you':
      speech.lead('manage.whoAreYou');
      if (progress.askedForPerson) leadWithWait(scene);
      break;
    case 'how-long':
      leadWithWait(scene);
      break;
    case 'plan':
      if (!mayMakePlan(scene)) break;
      beginPlan(scene);
      await dc.cancelAllDialogs();
      await dc.beginDialog(conversationId);
      return;
    case 'quiet':
      await beQuiet(scene);
      if (progress.asking === null) await dc.cancelAllDialogs();
      break;
    case 'newsletter':
      if (await confirmsNewsletter(scene)) confirmNewsletter(scene);
      else if (wantNewsletter(scene)) {
        await dc.cancelAllDialogs();
        await dc.beginDialog(conversationId);
        return;
      }
      break;
    case 'menu':
      speech.lead('manage.menu');
      break;
  }
  await dc.repromptDialog();
}

/** Their own statement: a page for whoever is on the web, and the words themselves for whoever writes from a phone. */
async function sayStatement({ context }: DialogContext, scene: Scene): Promise<void> {
  const { speech, content, story, area, writesFrom } = scene;
  const lines = statementLines(content.words, story, voiceOf(scene));
  if (lines.length === 0) speech.lead('statement.nothing');
  else if (writesFrom === null) {
    const link = scene.link(`/statement/${area.id}`);
    await speech.sayThis(context, [speech.said('statement.what'), speech.said('statement.page', { link })]);
  } else await speech.sayThis(context, [speech.said('statement.what'), ...lines], {}, '\n');
}

/** What was passed on is stopped; what was about to be is not, and they are left with the details instead. */
async function withdraw(dc: DialogContext, scene: Scene): Promise<void> {
  const { progress, speech } = scene;
  const said = withdrawReferrals(scene);
  const refusing = scene.effects.withdrawn.length === 0 && isReferring(progress);
  if (!refusing) await speech.sayThis(dc.context, said, {}, '\n');
  if (!refusing && !isReferring(progress)) {
    await dc.repromptDialog();
    return;
  }
  await dc.cancelAllDialogs();
  await dc.beginDialog(conversationId);
}

/** A referral was chosen and has not been made. */
function isReferring({ chosen, chosenDone }: Progress): boolean {
  return (chosen === 'refer' || chosen === 'call') && !chosenDone;
}

/** Leaves them with a number: one that the route offers, else a line for anyone. */
function enoughWords(scene: Scene): Said {
  const { content, story, area, now, speech } = scene;
  const { language, young } = voiceOf(scene);
  const nation = content.nations.get(area.nation);
  const routed = story.people.length > 0 ? route(story, content, area).services : [];
  const [service] = [
    ...routed.flatMap((step) => waysToReach(content.services, step.service, 'phone')),
    ...(nation
      ? crisisServices(content.services, { area, nation, need: 'distress', young, language, at: now })
      : []),
  ].filter((each) => shownContact(each).phone !== null);
  const phone = service ? shownContact(service).phone : null;
  if (!service || !phone)
    throw new Error('A number for somebody who stops here is missing from the directory.');
  return speech.said('manage.enough', {
    service: service.name[language],
    phone: contactWords(phone, language),
  });
}

function whatIsKnown(scene: Scene): Said[] {
  const { story, speech, progress, content } = scene;
  const { name, phone, email } = story.contact;
  const contact = [name, phone, email].filter((each) => each !== undefined);
  const lines = [
    ...playbackLines(scene),
    ...(contact.length > 0 ? [speech.said('manage.knowContact', { contact: contact.join(', ') })] : []),
    ...progress.referrals.map(({ reference, services }) =>
      speech.said('manage.knowShared', {
        reference,
        services: listWords(
          scene,
          services.map((id) => content.services.get(id)?.name[story.language] ?? id),
        ),
      }),
    ),
  ];
  if (lines.length === 0) return [speech.said('manage.knowNothing')];
  return [speech.said('manage.knowIntro'), ...lines, speech.said('manage.knowChange')];
}
