// The 'i of "a'i" and the 'ch of "i'ch" are no words of their own.
const before = String.raw`(?<![\p{L}\d'])`;
const after = String.raw`(?![\p{L}\d])`;
const word = (...alternatives: string[]): string => `${before}(?:${alternatives.join('|')})${after}`;

/** Words that end as a verb for "chi" does and are none. */
const noVerb = /^(edrych|gwych|sych|coch|cloch|diogelwch|heddwch|salwch|tristwch|uwch)$/i;

/** The words that speak to somebody as "chi": the pronouns, and verbs and prepositions by their endings. */
export function politeWords(text: string): string[] {
  const found = text.match(
    new RegExp(`${word('chi', 'chithau', 'eich', String.raw`\p{L}+(?:wch|ych|ech|och)`)}|'ch${after}`, 'giu'),
  );
  return (found ?? []).filter((each) => !noVerb.test(each));
}

/** The words that speak to somebody as "ti". */
const familiar = word(
  ...[
    'ti',
    'tithau',
    'di(?!-)',
    'dy',
    'wyt',
    'rwyt',
    'i ti',
    'galli',
    'alli',
    'gelli',
    'cei',
    'fyddi',
    'byddi',
  ],
  ...['hoffet', 'fyddet', 'gallet', 'ddylet', 'dylet', 'arnat', 'atat', 'amdanat', 'wrthot', 'gen ti', 'gad'],
  ...['ffonia', 'tecstia', 'ysgrifenna', 'gofynna', 'anfona', 'ateba', 'dewisa', 'dweda', 'dangosa', 'pasia'],
  ...['cymer', 'cer', 'paid', 'ddwedaist', 'ysgrifennaist', 'soniaist'],
);
export function familiarWords(text: string): string[] {
  return text.match(new RegExp(familiar, 'giu')) ?? [];
}

/** A mistake that a machine can see, with examples by which the rule itself is tested. */
export interface Rule {
  name: string;
  wrong: RegExp;
  is: string[];
  isNot: string[];
}

const soft = 'i|o|am|ar|at|dan|tan|dros|gan|drwy|heb|hyd|wrth';
const stops = '(?:p(?!h)|t(?!h)|c(?!h))';
const names = 'Bro Morgannwg|Caerdydd|Cymru|Cyngor|Llinell|Penarth|Pont|Tîm|Treforys|Merthyr|Dinas|Gofal';
const rule = (name: string, pattern: string, is: string[], isNot: string[], flags = 'iu'): Rule => ({
  name,
  wrong: new RegExp(pattern, flags),
  is,
  isNot,
});

/** A net with wide meshes: what it lets through still needs a reader. */
export const rules: Rule[] = [
  rule(
    'the soft mutation after a preposition',
    `${before}(?:${soft}) (?!(?:mi|ti|tithau|mewn|mai|mwyaf|mor|pan|pryd|pwy|pam)${after})(?:${stops}|ll|rh|m)\\p{Ll}`,
    ['siarad am person', 'gofyn i cynghorydd', 'o gofal i llety', 'ar mab', 'heb rhif'],
    [
      'siarad am berson',
      'i gynghorydd',
      'i ti ac i mi',
      'am mai nhw yw',
      'gan mwyaf',
      'i chi',
      'o ran Cymru',
    ],
    'u',
  ),
  rule(
    'the mutation of a Welsh name after a preposition',
    `${before}(?:${soft}|neu) (?:${names})`,
    ['i Caerdydd', 'o Bro Morgannwg', 'gan Cyngor Caerdydd', 'i Llinell Gyngor'],
    ['i Gaerdydd', 'o Fro Morgannwg', 'ar ran Cyngor Caerdydd', 'i Linell Gyngor'],
    'u',
  ),
  rule(
    'the nasal mutation after "in"',
    `${before}yn (?!Gymraeg|Gyntaf|Gynta)(?:P(?!h)|T(?!h)|C(?!h)|B|D(?!d)|G)\\p{Ll}`,
    ['yn Penarth', 'yn Caerdydd', 'yn Bro Morgannwg', 'yn Dinas Powys'],
    ['ym Mhenarth', 'yng Nghaerdydd', 'ym Mro Morgannwg', 'yn Gymraeg', 'yn y Barri'],
    'u',
  ),
  rule(
    'a place for a name where nothing mutates it',
    `${before}(?:${soft}|neu|yn|â|gyda|a|na) \\{(?:place|areaName|council|services?|opens|until)\\}`,
    ['yn {areaName}', 'i {services}', 'gan {council}', 'â {service}', 'tan {opens}'],
    ['o ran {place}', 'Helpwr {council} ydw i', 'ym maes {areaName}'],
  ),
  rule(
    'a place for a person where nothing contracts it',
    `${before}(?:i|o|a|â|gyda|na|neu) \\{who\\}`,
    ['gyda {who}', 'i {who}'],
    ['am {who}', 'dros {who}'],
  ),
  rule(
    'the contraction of two small words',
    `${before}(?:(?<!\\p{L}(?:wn|ta|tha|na|en|lla|dda) )i|o|a|â|gyda|na) (?:eich|ein|eu|ei)${after}`,
    ['i eich mam', 'gyda eich teulu', 'a eu pasio', 'o ei le'],
    [
      "i'ch mam",
      "gyda'ch teulu",
      'am eich mam',
      'ysgrifennu ata i eu hunain',
      'ddylwn i ei newid',
      'alla i ei roi',
    ],
  ),
  rule(
    'the aspirate mutation after "with" and "and"',
    `${before}(?:a|â|gyda|na|tua) (?!(?:ti|tithau)${after})${stops}\\p{Ll}`,
    ['siarad â person', 'mam a tad', 'gyda plant'],
    ['siarad â pherson', 'mam a thad', 'gyda phlant', 'gyda ti', 'â chi'],
    'u',
  ),
  rule(
    'the nasal mutation after "my"',
    `${before}fy (?:${stops}|b|d(?!d)|g)\\p{Ll}`,
    ['fy tad', 'fy gwaith', 'fy brawd'],
    ['fy nhad', 'fy ngwaith', 'fy mrawd', 'fy ffonio'],
    'u',
  ),
  rule(
    'the soft mutation after "dy"',
    `${before}dy (?:${stops}|ll|rh|m|brawd|bywyd|busnes|gwraig|gŵr|gwaith|geiriau|gofal)`,
    ['dy mam', 'dy tad', 'dy brawd', 'dy gŵr', 'dy llaw'],
    ['dy fam', 'dy dad', 'dy frawd', 'dy ŵr', 'dy chwaer', 'dy ffrind'],
  ),
  rule(
    'the plain form after "eich"',
    `${before}(?:eich|ein|eu) (?:fam|dad|fab|ferch|frawd|bartner|blentyn|wraig|ŵr|gyfeirnod|feddwl|eiriau)${after}`,
    ['eich fam', 'eich ŵr', 'eich eiriau'],
    ['eich mam', 'eich gŵr', 'eich geiriau', "eich brawd neu'ch chwaer"],
  ),
  rule(
    'the article that the next letter asks for',
    `${before}(?:y [aeiouhâêîôûŵŷ]|yr [bcdfgjlmnprst])\\p{Ll}`,
    ['y help', 'y oed', 'yr cyngor'],
    ['yr help', 'yr oed', 'y cyngor', 'y wraig', 'yr wyneb'],
    'u',
  ),
  rule(
    'an accent',
    word(
      ...[
        'ff?on',
        'ff?onau',
        'gwr',
        'siwr',
        'swn',
        'dwr',
        'di-dal',
        'sal',
        'nol',
        '(?:ar|yn|o) ol',
        'tim',
        'rol',
      ],
      ...[
        "blino'n lan",
        '(?:y|eich|dy) ty',
        "(?:neu'n|person|oedolyn|oedolion|berson) hyn",
        '(?:eich|dy) wyr',
      ],
      ...['(?:gwasanaeth|y) tan', 'frigad', '(?:cysylltu|siarad) a', 'sgwrs a chi', 'cytundeb ag'],
    ),
    ['rhif ffon', 'ddim yn siwr', "65 neu'n hyn", 'gofalwr di-dal', 'cysylltu a chi', "blino'n lan", 'ar ol'],
    [
      'rhif ffôn',
      'ddim yn siŵr',
      "65 neu'n hŷn",
      'y bobl hyn',
      'tan yfory',
      'ffonio',
      'cysylltu â chi',
      'ar ôl',
    ],
  ),
];
