import { DateTime } from 'luxon';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Values } from '../../content/words.js';
import type { Referral } from '../../dialogs/effects.js';
import { carerKinds } from '../../dialogs/story/carer-kind.js';
import { elements, planFacts, type Person } from '../../dialogs/story/story.js';

/** A heading with its lines. */
export interface Section {
  heading: string;
  lines: string[];
}

/**
 * A referral in words: how to reach the person safely, the whole story and what they agreed to. A story told in Welsh comes
 * in Welsh first and then in English, so that whoever opens it can act on it.
 */
export function referralSections(content: Content, referral: Referral): Section[] {
  return languagesOf(referral).flatMap((language) => sectionsIn(content, referral, language));
}

/** The languages that a referral is written in, the person's own first. */
export function languagesOf({ story }: Pick<Referral, 'story'>): readonly [Language, ...Language[]] {
  return story.language === 'cy' ? ['cy', 'en'] : ['en'];
}

/** The same in one language. */
export function sectionsIn(content: Content, referral: Referral, language: Language): Section[] {
  const { story, contact, consent } = referral;
  const say = (key: string, values: Values = {}): string =>
    content.words.text(`referral-email.${key}`, language, values);
  const nameOf = (id: string): string => content.services.get(id)?.name[language] ?? id;
  const line = (key: string, value: string | undefined): string[] =>
    value === undefined ? [] : [say(key, { value })];
  const answer = (safe: boolean | undefined): string =>
    safe === undefined ? 'unasked' : safe ? 'yes' : 'no';
  const others = referral.assessedBy.filter((id) => id !== referral.service && id !== referral.onward);
  const assessors = others.map(nameOf).join(', ');
  return [
    {
      heading: say('heading', { service: nameOf(referral.service) }),
      lines: [
        say('subject', { reference: referral.reference }),
        ...(referral.onward === null ? [] : [say('onward', { service: nameOf(referral.onward) })]),
        ...(referral.kind === 'call-back' ? [say('callBack')] : []),
        ...(referral.beyondAdvice ? [say('beyondAdvice', { service: assessors || 'none' })] : []),
        ...assessmentLines(content, referral, language),
        ...line('note', referral.note),
        ...senderLines(content, referral, language),
        say(referral.sender ? 'notAssessedByOther' : 'notAssessed'),
        say('danger'),
      ],
    },
    {
      heading: say('reachHeading'),
      lines: [
        ...line('name', contact.name),
        ...line('phone', contact.phone),
        ...line('email', contact.email),
        ...(contact.phone === undefined
          ? []
          : [
              say('safeToCall', { value: answer(contact.safe?.call) }),
              say('safeToText', { value: answer(contact.safe?.text) }),
              say('safeToLeaveMessage', { value: answer(contact.safe?.message) }),
            ]),
        ...line('bestTime', contact.bestTime),
        say('language', { value: story.language }),
      ],
    },
    { heading: say('storyHeading'), lines: storySection(content, referral, language) },
    {
      heading: say('consentHeading'),
      lines: [
        say('consent', {
          date: DateTime.fromISO(consent.at, { zone: 'Europe/London' })
            .setLocale(language === 'en' ? 'en-GB' : 'cy')
            .toFormat('d MMMM yyyy, HH:mm'),
          value: consent.wording,
        }),
      ],
    },
  ];
}

/** What they told us: who they are, whom they look after, and their own words. */
export function storySection(
  content: Content,
  { story }: Pick<Referral, 'story'>,
  language: Language,
): string[] {
  const say = (key: string, values: Values): string =>
    content.words.text(`referral-email.${key}`, language, values);
  const line = (key: string, value: string | undefined): string[] =>
    value === undefined ? [] : [say(key, { value })];
  return [
    // ICU names a choice with letters alone.
    ...carerKinds(story).map((kind) => say('kind', { kind: kind.replace('-', '') })),
    ...story.people.map((person) => say('looksAfter', { value: personWords(content, person, language) })),
    ...line('place', story.place?.name),
    ...line('age', story.carerAgeYears?.toString() ?? ageBand(content, story.carerAge, language)),
    ...line('opening', story.opening),
    ...elements.flatMap((element) => line(element, story.elements[element])),
    ...planFacts.flatMap((fact) => line(fact, story.emergencyPlan?.[fact])),
  ];
}

/** How they would like to be assessed, where they had a choice. */
function assessmentLines(content: Content, { story }: Referral, language: Language): string[] {
  const { way, together } = story.assessment;
  const ways = [...content.areas.values()].flatMap(({ pathway }) =>
    Object.values(pathway.carers).flatMap((paths) =>
      [paths, ...paths.instead].flatMap(({ assessmentWays }) => assessmentWays),
    ),
  );
  const chosen = ways.find(({ id }) => id === way);
  if (!chosen) return [];
  const values = { way: chosen.label[language], together: together ?? 'either' };
  return [content.words.text('referral-email.assessment', language, values)];
}

/** Who wrote it for the carer, where somebody did. */
function senderLines(content: Content, { sender }: Referral, language: Language): string[] {
  if (!sender) return [];
  const { kind, name, organisation } = sender;
  const who = [name, organisation].filter((each) => each !== null).join(', ');
  const values = { who, kind: content.words.text(`refer.sender-${kind}`, language) };
  return [content.words.text('referral-email.sender', language, values)];
}

function ageBand(content: Content, band: string | undefined, language: Language): string | undefined {
  return band === undefined ? undefined : content.words.text(`choices.age-${band}`, language);
}

function personWords(content: Content, person: Person, language: Language): string {
  const say = (key: string, values: Values): string => content.words.text(key, language, values);
  const conditions = person.conditions.map((condition) => say(`conditions.${condition}`, {}));
  return say('referral-email.person', {
    relationship: say('referral-email.relationship', { value: person.relationship }),
    hasAge: person.age === undefined ? 'no' : 'yes',
    age: person.age ?? 0,
    conditions: conditions.length > 0 ? conditions.join(', ') : 'none',
  });
}
