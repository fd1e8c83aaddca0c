import type { Lexicon } from '../../../content/schema/understanding.js';
import { ownChildren } from '../../../content/schema/vocabulary.js';
import type { FactName, Relationship, Topic } from '../../../dialogs/story/story.js';
import type { ProposedFacts, Understanding } from '../../../dialogs/understanding.js';
import { createAgeFinder } from './ages/age-expressions.js';
import type { AgeExpression } from './ages/age-expressions.js';
import { createAgeOwners } from './ages/whose-age.js';
import { createAnswerReader } from './asked.js';
import { caringTopics } from './caring-topics.js';
import { createCommandReader } from './commands.js';
import { compilersOf, type Compilers, mutatedBy, ownersOf } from './compilers.js';
import { createConditionFinder } from './conditions.js';
import { findContact } from './contact.js';
import type { ContactFound } from './contact.js';
import { createDetailsReader } from './details.js';
import { asChilds, isOfAGrownUp } from './grown-up.js';
import { createLanguageJudge } from './language.js';
import { withoutCorrected } from './people/corrected.js';
import { createEvidenceReader } from './people/evidence.js';
import type { Death } from './people/evidence.js';
import { createMentionFinder } from './people/mentions.js';
import { assemblePeople } from './people/people.js';
import { createUnitReader } from './people/units.js';
import { createPlaceFinder } from './places.js';
import { createRoleReader } from './roles.js';
import { createToneJudge } from './tone.js';
import { createTopicReader } from './topics.js';
import { createKinds, type KindsOf } from './words/kinds.js';
import { createRepair } from './words/repair.js';
import { createSpeller } from './words/spelling.js';
import { fold } from './words/tokens.js';
import type { Token } from './words/tokens.js';
import { createOwnRelationFinder, createWriterReader } from './writer.js';

const spouses: readonly Relationship[] = ['wife', 'husband'];

/** What the rules made of a message, and its words as they were meant. */
export interface Reading {
  understanding: Understanding;
  /** What it may be about, for the model to weigh. */
  perhaps: readonly Topic[];
  tokens: readonly Token[];
  death: Death;
}

/** Reads one message by rules. */
export interface LocalRecogniser {
  /**
   * @param text the message as it was written
   * @param asked the fact that our last question asked for, or null; a bare answer is read in its light
   * @returns what the words say and nothing more; it never throws
   */
  read(text: string, asked: FactName | null): Understanding;
  /** As `read`, and also shows the words that it read. */
  examine(text: string, asked: FactName | null): Reading;
  /** The words of a text as they were meant. */
  wordsOf(text: string): readonly Token[];
  /** The kinds of a word as it was meant. */
  kindsOf: KindsOf;
}

/**
 * The recogniser that works by rules over words, in this process. It is pure: the same message is always understood
 * in the same way, and nothing that anybody wrote is remembered.
 * @param lexicon the words it goes by, as loadLexicon reads them
 * @param compilers of the phrases in it
 * @throws Error when a phrase of the lexicon cannot be compiled
 */
export function createLocalRecogniser(
  lexicon: Lexicon,
  { mutating: compiler, exact }: Compilers = compilersOf(lexicon),
): LocalRecogniser {
  const { openings } = compiler;
  const ages = createAgeFinder(lexicon.ages, compiler);
  const ageOwners = createAgeOwners(lexicon, compiler);
  const mentions = createMentionFinder(lexicon.people, lexicon.ages, compiler);
  const readUnits = createUnitReader(lexicon.people);
  const evidence = createEvidenceReader(lexicon.people, compiler);
  const conditions = createConditionFinder(lexicon.conditions, compiler);
  const writer = createWriterReader(lexicon.writer, compiler);
  const ownRelations = createOwnRelationFinder(lexicon.writer, compiler);
  const roles = createRoleReader(lexicon.roles, compiler);
  const topics = createTopicReader(lexicon.topics, compiler);
  const places = createPlaceFinder(lexicon.places, compiler);
  const commands = createCommandReader(lexicon, exact);
  const answers = createAnswerReader(lexicon, exact);
  const details = createDetailsReader(lexicon, compiler);
  const languageOf = createLanguageJudge(lexicon.language);

  const parts = [
    ages,
    ageOwners,
    mentions,
    evidence,
    conditions,
    writer,
    ownRelations,
    roles,
    topics,
    places,
    commands,
    answers,
    details,
  ];
  const ours = new Set(parts.flatMap((part) => [...part.words()]));
  const plain = new Set(
    [...lexicon.language.en, ...lexicon.language.cy, ...lexicon.spellings.realWords].map(fold),
  );
  const tone = createToneJudge(lexicon.tone, new Set([...ours, ...plain]), exact);
  const known = (word: string): boolean => ours.has(word) || plain.has(word);
  const spell = createSpeller(lexicon.spellings, ownersOf(lexicon), createRepair(ours, plain), known);

  const factsOf = (
    text: string,
    contact: ContactFound,
    tokens: readonly Token[],
    asked: FactName | null,
  ): { facts: ProposedFacts; ages: AgeExpression[]; caring: boolean; death: Death } => {
    const words = (from: number, to: number): string =>
      text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
    const own = ownRelations.find(tokens);
    const inOwn = (span: { from: number; to: number }): boolean =>
      own.some((hit) => hit.from < span.to && span.from < hit.to);
    const foundAges = ages.find(tokens);
    const foundMentions = withoutCorrected(mentions.find(tokens, foundAges), tokens).filter(
      (mention) => !inOwn(mention),
    );
    const {
      units,
      evidence: said,
      guardian,
      death,
    } = evidence.read(readUnits(tokens, foundMentions, foundAges));
    const conditionHits = conditions.find(tokens);
    const found = conditions.attach(conditionHits, tokens, units);
    const read = ageOwners.read(units, (unit) => conditionHits.some(({ from }) => from === unit.from));
    const owned = writer.soundsGrown(tokens) ? read.map(asChilds) : read;
    const relations = ownRelations.resolve(tokens, units);
    const youngByAge = owned.some(({ of, age }) => of === 'writer' && age.group !== 'adult');
    const young = youngByAge || (!owned.some(({ of }) => of === 'writer') && writer.soundsYoung(tokens));
    const people = assemblePeople({
      units,
      evidence: said,
      guardian,
      ages: owned,
      conditions: found,
      own: relations,
      writerIsYoung: young,
      childhood: ages.childhood(tokens),
      askedWho: asked === 'who',
      words,
    });
    const spouse = [...people.people, ...people.died].some(({ relationship }) =>
      spouses.includes(relationship),
    );
    const longLived = [...people.people, ...people.died].some(isOfAGrownUp);
    const grown =
      longLived ||
      relations.some(({ adult }) => adult) ||
      foundMentions.some(({ words, whose }) => words.writerAdult && (whose === 'mine' || whose === 'none'));
    const anotherChild = owned.some(({ of, age }) => of !== 'writer' && age.group !== 'adult');
    const hasChild =
      anotherChild ||
      [...people.people, ...people.mentioned].some(({ relationship }) =>
        ownChildren.includes(relationship),
      ) ||
      people.people.some(({ age = 18 }) => age < 18);
    const about = writer.read(tokens, owned, spouse || grown, hasChild);
    const mine = foundMentions.some(({ whose }) => whose === 'mine');
    const role = roles.read(units, { caring: people.caring, died: people.died.length > 0, mine });
    const place = places.find(contact.rest, tokens);
    const reachable = contact.phone !== undefined || contact.email !== undefined;
    const { hoursPerWeek, name, time } = details.read(tokens, reachable);
    const others = found.filter(({ of }) => of !== 'writer');
    const [condition] = others;
    const lastCondition = others.at(-1);

    const shown = role?.role === 'former-carer' ? [...people.people, ...people.died] : people.people;
    const none = role?.role === 'professional' || role?.role === 'friend' || role?.role === 'cared-for';
    const cared = none ? [] : shown;
    const settledRole = role?.role ?? (people.caring && !none ? 'carer' : undefined);
    return {
      ages: foundAges,
      caring: people.caring || role !== null,
      death: people.died.length === 0 ? 'none' : death,
      facts: {
        ...(settledRole && { role: settledRole }),
        people: cared,
        ...(people.mentioned.length > 0 && { mentioned: people.mentioned }),
        ...(about.age && { carerAge: about.age }),
        ...(about.years !== undefined && { carerAgeYears: about.years }),
        ...(about.adult && { carerIsAdult: true }),
        places: place.places,
        ...(place.theirHome && { placeIsTheirHome: true }),
        ...(place.own !== undefined && { ownPlace: place.own }),
        conditions: [...new Set(others.map((each) => each.condition))],
        topics: topics.read(tokens, units, found, {
          young: about.age === 'under-18',
          mourns: people.people.length === 0,
        }),
        ...(about.worksOrStudies && { worksOrStudies: about.worksOrStudies }),
        ...(hoursPerWeek && { hoursPerWeek: hoursPerWeek.hours }),
        ...(name && { contactName: words(name.from, name.to) }),
        ...(time && { bestTime: words(time.from, time.to) }),
        ...(contact.phone && { phone: contact.phone }),
        ...(contact.email && { email: contact.email }),
        from: {
          ...(role && { role: words(role.from, role.to) }),
          ...(cared.length > 0 && { people: words(people.from, people.to) }),
          ...(about.age && { carerAge: words(about.from, about.to) }),
          ...(place.places.length > 0 && { places: words(place.from, place.to) }),
          ...(hoursPerWeek && { hoursPerWeek: words(hoursPerWeek.from, hoursPerWeek.to) }),
          ...contact.from,
          ...(condition && lastCondition && { conditions: words(condition.from, lastCondition.to) }),
        },
      },
    };
  };

  const examine = (text: string, asked: FactName | null): Reading => {
    const contact = findContact(text);
    const tokens = spell(contact.rest);
    const command = commands.command(tokens, asked);
    const whole = commands.sentence(tokens);
    const answer = commands.answer(tokens, asked);
    const read = factsOf(text, contact, tokens, asked);
    const settled = command !== null || whole !== null || answer !== null;
    const facts = answers.add(read.facts, asked, { text, tokens, ages: read.ages, settled });
    const careTopics =
      facts.topics.some((topic) => caringTopics.includes(topic)) || facts.people.length > 0 || read.caring;
    const feeling = asked === 'contactName' ? null : tone.judge(text, tokens, careTopics);
    // Talk of something else is about nothing of ours, but for a complaint.
    const topicsMeant = facts.topics.filter((topic) => feeling !== 'off-topic' || topic === 'complaint');
    const understanding: Understanding = {
      language: languageOf(tokens),
      facts: { ...facts, topics: topicsMeant },
      wantsHuman: command === 'person',
      command,
      yesNo: answer,
      greeting: whole === 'greeting',
      unsure: whole === 'unsure',
      skip: whole === 'skip',
      ...(read.death === 'told' && { bereaved: true }),
      ...(commands.wantsToTalk(tokens) && { wantsToTalk: true }),
      ...(whole === 'why' && { asksWhy: true }),
      tone: feeling,
    };
    const perhaps = topics.perhaps(tokens);
    openings.memory.forget();
    return { understanding, perhaps, tokens, death: read.death };
  };
  const kindsOf = createKinds(lexicon.kinds, mutatedBy(lexicon));
  return { examine, wordsOf: spell, kindsOf, read: (text, asked) => examine(text, asked).understanding };
}
