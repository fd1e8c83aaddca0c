import { ownChildren, siblings } from '../../../../content/schema/vocabulary.js';
import type { Lexicon } from '../../../../content/schema/understanding.js';
import { joining, type Someone, type Unit } from '../people/units.js';
import { PhraseBook } from '../words/phrase-book.js';
import type { PhraseCompiler } from '../words/phrases.js';
import type { AgeExpression } from './age-expressions.js';
import {
  beforeName,
  copulas,
  echoes,
  noNames,
  nowadays,
  ofOneself,
  ofSchoolAge,
  ofTeaching,
  past,
  thirdPerson,
  we,
  welshLinks,
  welshWith,
  welshSubject,
  youngestToSayBarely,
  youngestWriter,
} from './age-words.js';

/** An age and whom it belongs to. */
export interface OwnedAge {
  age: AgeExpression;
  of: 'writer' | 'child' | Someone;
  /** Index of the unit. */
  at: number;
  /** Said with no subject, so that whose it is was guessed. */
  alone: boolean;
}

type Word = 'i' | 'between' | 'of-work';

/** A mother is not 9, nor a toddler 40. */
function fits({ mention }: Someone, age: AgeExpression): boolean {
  if (mention === null) return true;
  return age.group === 'adult' ? !mention.words.under16 : !mention.words.adult;
}

/**
 * Makes the reader of whose each age is. A number is the writer's after "I'm", someone's after their name, and stands
 * for a child when it is bare and small; "hes 9" and "my lad 9" say more than where a number happens to stand.
 */
export function createAgeOwners(
  lexicon: Pick<Lexicon, 'ages' | 'writer'>,
  compiler: PhraseCompiler,
): {
  read(units: readonly Unit[], isCondition: (unit: Unit) => boolean): OwnedAge[];
  words(): Iterable<string>;
} {
  const book = new PhraseBook<Word>(compiler)
    .add('i', lexicon.writer.i)
    .add('between', lexicon.ages.between)
    .add('of-work', lexicon.ages.ofWork);

  const read = (units: readonly Unit[], isCondition: (unit: Unit) => boolean): OwnedAge[] => {
    const hits = book.find(units);
    const isI = (at: number): boolean => hits.some((hit) => hit.label === 'i' && hit.from === at);
    const isBetween = (at: number): boolean =>
      hits.some((hit) => hit.label === 'between' && hit.from <= at && at < hit.to);
    const owned: OwnedAge[] = [];
    const hasAge = (someone: Someone): boolean =>
      owned.some(({ of }) => of === someone) || (someone.mention?.ages.length ?? 0) > 0;

    /** "Thomas is 10", "mae Twm yn saith": somebody by their own name. */
    const isName = (at: number): boolean => {
      const unit = units[at];
      const linked = copulas.has(units[at + 1]?.word ?? '');
      return unit?.capital === true && linked && !noNames.has(unit.word) && !beforeName.has(unit.word);
    };
    /** "Im emma 17". */
    const isOwnName = (at: number): boolean => {
      const next = units[at + 2];
      const ends = next === undefined || next.before !== 'none' || next.word === 'and';
      const am = units[at - 1]?.word === 'am';
      const i = am ? at - 2 : at - 1;
      // "I fab 9" is Welsh: for a son of 9.
      const welshFor = !am && units[i]?.word === 'i';
      return ends && isI(i) && units[i]?.word !== 'me' && !welshFor && units[at]?.before === 'none';
    };

    /** "I (47m) look after", "me, 15, and my sister": an age between two pauses. */
    const isPutIn = (at: number): boolean => {
      const after = units[ofOneself.has(units[at + 1]?.word ?? '') ? at + 2 : at + 1];
      return units[at]?.before === 'pause' && (after?.before === 'pause' || joining.has(after?.word ?? ''));
    };

    const subject = (at: number): OwnedAge['of'] | 'nobody' | 'past' => {
      if (units[at - 1]?.word === 'at' && isI(at + 1)) return 'writer';
      let left = at - 1;
      let linked = false;
      while (
        left >= 0 &&
        units[left + 1]?.before !== 'sentence' &&
        isBetween(left) &&
        !units[left]?.someone
      ) {
        linked = true;
        left -= 1;
      }
      const unit = units[left];
      const certain = units[at]?.age?.certain ?? false;
      if (!unit || units[left + 1]?.before === 'sentence') {
        return linked && units[left + 1]?.word === 'am' ? 'writer' : 'nobody';
      }
      if (past.has(unit.word))
        return certain || isI(left - 1) || units[left - 1]?.word === 'i' ? 'past' : 'nobody';
      if (unit.word === 'my' && (units[at]?.age?.aged === true || units[left + 1]?.word === 'age'))
        return 'writer';
      // "In my late 50s", "in his 30s".
      const decade = units[at]?.age?.years === null && ['in', 'yn'].includes(units[left - 1]?.word ?? '');
      if (decade && ['my', 'fy'].includes(unit.word)) return 'writer';
      if (decade && unit.word === '@his') return unit.someone ?? 'nobody';
      if (unit.word === 'be' && units[at - 1]?.word === 'at') return 'past';
      if (unit.word === 'as' && certain) return 'writer';
      if (unit.word === 'me' && units[left + 1]?.word === 'at') return 'nobody';
      // "Hogyn i'n saith", "merch fi sy'n saith": the pronoun only echoes "my" or "our", and the age is the child's.
      const echoed =
        echoes.has(unit.word) && welshLinks.has(units[left + 1]?.word ?? '') && unit.before === 'none'
          ? units[welshWith.has(units[left - 1]?.word ?? '') ? left - 2 : left - 1]?.someone
          : undefined;
      if (echoed) return echoed;
      // A child named beside the writer is not the writer.
      if (certain && units[at - 1]?.word === 'a' && joining.has(units[at - 2]?.word ?? '')) return 'child';
      if (isI(left)) return linked || units[left + 1]?.before === 'none' || isPutIn(at) ? 'writer' : 'nobody';
      if (we.has(unit.word)) return linked ? 'writer' : 'nobody';
      if (unit.word === '@they') return linked ? 'child' : 'nobody';
      if (unit.someone && unit.word !== '@his') return unit.someone;
      if (isOwnName(left) && units[at]?.before === 'none' && !linked) return 'writer';
      if (linked && isName(left)) return units[at]?.age?.group === 'adult' ? 'nobody' : 'child';
      return 'nobody';
    };

    const subjectAfter = (at: number): OwnedAge['of'] | 'nobody' => {
      if (units[at]?.before !== 'none' || at === 0) {
        if (units[at + 1]?.word === 'and' && isI(at + 2)) return 'writer';
      }
      for (let right = at + 1; right <= at + 3; right += 1) {
        const unit = units[right];
        if (!unit || unit.before === 'sentence') return 'nobody';
        if (unit.someone && right > at + 1) return unit.someone;
        if (welshSubject.has(unit.word)) return unit.before === 'none' ? 'writer' : 'nobody';
        // "Mab 10 oed a dwi ofn": what is joined on begins anew.
        if (joining.has(unit.word) && units[at]?.before === 'none' && at > 0) return 'nobody';
        if (!isBetween(right)) return 'nobody';
      }
      return 'nobody';
    };

    /** "6 and 11": nobody has two ages, so they are of others. */
    const beginsList = (at: number): boolean =>
      joining.has(units[at + 1]?.word ?? '') && units[at + 2]?.age !== undefined;
    const standsAlone = (at: number): boolean => {
      const next = units[at + (nowadays.has(units[at + 1]?.word ?? '') ? 2 : 1)];
      const ends = next === undefined || next.before !== 'none' || beginsList(at);
      return (at === 0 || units[at]?.before !== 'none') && ends;
    };
    const lastWithoutAge = (at: number, age: AgeExpression): Someone | undefined =>
      units
        .slice(0, at)
        .reverse()
        .find(
          ({ someone }) =>
            someone && !hasAge(someone) && someone.mention?.whose !== 'indefinite' && fits(someone, age),
        )?.someone;

    /** Somebody (an old lady at church, 88) whom the same sentence spoke of as one of many. */
    const lastOfSentence = (at: number, age: AgeExpression): Someone | undefined => {
      let from = at;
      while (from > 0 && units[from]?.before !== 'sentence') from -= 1;
      return units
        .slice(from, at)
        .findLast(({ someone }) => someone?.mention?.whose === 'indefinite' && fits(someone, age))?.someone;
    };
    /** The sentence has a name, and no word for the writer: "mae Marged yn awtistig, blwyddyn 8". */
    const aboutAnother = (at: number): boolean => {
      let from = at;
      while (from > 0 && units[from]?.before !== 'sentence') from -= 1;
      const span = units.slice(from, at);
      const another = span.some((unit, place) => thirdPerson.has(unit.word) || isName(from + place));
      return another && !span.some(({ word }, place) => word === 'my' || isI(from + place));
    };
    /** A child that was spoken of last; a brother or sister in the same breath; he or she, when no grown-up is named. */
    const isMeant = (someone: Someone | undefined, at: number): boolean => {
      if (!someone) return false;
      const named = someone.mention?.words.is;
      if (named === undefined) return !units.some((unit) => unit.someone?.mention?.words.adult);
      if (ownChildren.some((each) => each === named)) return true;
      return siblings.some((each) => each === named) && units[at]?.before === 'pause';
    };
    /** "9, doesn't talk": what follows has no subject but the one whose age it is. */
    const goesOnAboutThem = (at: number): boolean => {
      const next = units[at + 1];
      if (next?.before === 'pause' && thirdPerson.has(next.word)) return true;
      return (
        next?.before === 'pause' && ['does', 'can', 'is', 'has', 'will', 'non', 'not'].includes(next.word)
      );
    };

    /** "Mum and dad are 83 and 81": the one who was named just before, when they have no age yet. */
    const namedBeside = (of: OwnedAge['of']): Someone | undefined => {
      const at = units.findIndex(({ someone }) => someone === of);
      const beside = joining.has(units[at - 1]?.word ?? '') ? units[at - 2]?.someone : undefined;
      return beside && !hasAge(beside) ? beside : undefined;
    };

    /**
     * Whose the second age of a list is ("6 and 11"); undefined where no list goes on. Of two people who were named before it ("mum and
     * dad are 83 and 81") the first age is given to the first.
     */
    const secondOfList = (at: number): OwnedAge['of'] | 'nobody' | undefined => {
      const previous = owned.at(-1);
      if (!previous || at - previous.at > 2 || units[at]?.before === 'sentence') return undefined;
      if (!units.slice(previous.at + 1, at).every(({ word }) => joining.has(word))) return undefined;
      const last = previous.of;
      previous.of = namedBeside(last) ?? last;
      return last === 'writer' ? 'nobody' : last;
    };

    /** "She's eleven. Eleven." */
    const isSaidAgain = (at: number, age: AgeExpression): boolean =>
      age.years !== null && units.slice(0, at).some((unit) => unit.age?.years === age.years);
    /** "Alarms. Seven, ten, one, four": several numbers in a row are no ages. */
    const isOneOfMany = (at: number): boolean =>
      !units[at]?.age?.certain && units.filter((unit, place) => unit.age && standsAlone(place)).length > 3;
    /** "I teach Year 2", "a cook at the primary". */
    const isOfWork = (at: number, { school }: AgeExpression): boolean =>
      school &&
      (units.slice(Math.max(0, at - 3), at + 3).some(({ word }) => ofTeaching.has(word)) ||
        hits.some(({ label, to }) => label === 'of-work' && to === at));

    /** "…That's all. Joan, 79": the last words of somebody who has spoken of themselves. */
    const isSigned = (at: number): boolean =>
      at === units.length - 1 &&
      units[at - 1]?.capital === true &&
      units[at - 1]?.before === 'sentence' &&
      units.slice(0, at - 1).some((_, place) => isI(place));

    /** "12 year old here", "47 year old man here". */
    const isHere = (at: number): boolean =>
      units[at + 1]?.word === 'here' || (units[at + 1]?.before === 'none' && units[at + 2]?.word === 'here');

    /** An age with no subject of its own: one in brackets after a person, or a sentence to itself. */
    const alone = (at: number, age: AgeExpression): OwnedAge['of'] | 'nobody' => {
      const previous = owned.at(-1);
      const next = units[at + 1];
      if (isSaidAgain(at, age) || isOneOfMany(at) || isOfWork(at, age)) return 'nobody';
      const ahead = next?.someone?.mention;
      if (next?.someone && age.group !== 'adult' && ownChildren.some((each) => each === ahead?.words.is))
        return next.someone;
      const opens = at === 0 || units[at]?.before !== 'none';
      if (opens && next && ofOneself.has(next.word) && age.group !== 'adult') return 'writer';
      if (opens && isHere(at)) return 'writer';
      if (at === 0 && age.aged && next?.before === 'pause' && !goesOnAboutThem(at)) return 'writer';
      const beforeCondition = next !== undefined && isCondition(next);
      if (!age.certain && !standsAlone(at) && !beforeCondition) return 'nobody';
      if (!age.certain && units[at]?.before === 'none' && at > 0) return 'nobody';
      const beside = units[at - 1];
      if (
        beside?.someone &&
        units[at]?.before !== 'sentence' &&
        !hasAge(beside.someone) &&
        fits(beside.someone, age)
      )
        return beside.someone;
      if (isSigned(at)) return 'writer';
      if (beside?.capital && at > 1 && !age.certain) return age.group === 'adult' ? 'nobody' : 'child';
      const someone = lastWithoutAge(at, age);
      if (age.school && age.years === null) {
        if (someone?.mention && ofSchoolAge.includes(someone.mention.words.is)) return someone;
        const besideCondition = [units[at + 1], units[at + 2]].some((unit) => unit && isCondition(unit));
        if (age.early === true || besideCondition || aboutAnother(at)) return 'child';
        // Nobody else is spoken of whose year it could be.
        if (someone?.mention === null && isMeant(someone, at)) return someone;
        // A school year after the age of a child is the same child's.
        return previous && previous.of !== 'writer' && previous.age.group !== 'adult'
          ? previous.of
          : 'writer';
      }
      if (age.years !== null && age.years < youngestToSayBarely && units.length > 1)
        return someone ?? 'child';
      const afterCondition = beside !== undefined && isCondition(beside);
      const minor = age.group !== 'adult';
      if (minor && (afterCondition || isMeant(someone, at))) return someone ?? 'child';
      const opensSentence = at === 0 || units[at]?.before === 'sentence';
      const signed = opensSentence && minor && !someone && (next?.before ?? 'sentence') === 'sentence';
      if (signed && (age.years ?? 0) >= youngestWriter) return 'writer';
      if (age.certain || beforeCondition || beginsList(at)) return someone ?? (minor ? 'child' : 'nobody');
      if (age.group !== 'adult' && goesOnAboutThem(at)) return someone?.mention === null ? someone : 'child';
      if (owned.some(({ of }) => of === 'writer')) return someone ?? 'nobody';
      return lastOfSentence(at, age) ?? 'writer';
    };

    for (const [at, unit] of units.entries()) {
      if (!unit.age) continue;
      const said = subject(at);
      if (said === 'past') continue;
      const listed = said === 'nobody' ? secondOfList(at) : undefined;
      const after = said === 'nobody' && listed === undefined ? subjectAfter(at) : said;
      const of = listed ?? (after === 'nobody' ? alone(at, unit.age) : after);
      if (of === 'writer' && unit.age.years !== null && unit.age.years < youngestWriter) continue;
      if (of !== 'nobody') owned.push({ age: unit.age, of, at, alone: after === 'nobody' });
    }
    return owned;
  };
  return { read, words: () => book.words() };
}
