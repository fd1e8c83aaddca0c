/** GSM 03.38: the alphabet of a 160 character text. One other character turns the whole text to 70 a segment. */
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€',
);

/** Characters that neither the alphabet nor Unicode's own compatibility forms have an equivalent for. */
const equivalents = new Map([
  ...pairs('‘’‚‛′´`ʻʼʹ', "'"),
  ...pairs('“”„‟″«»', '"'),
  ...pairs('‐‑‒–—―−•·‣◦', '-'),
  ...pairs('\t\v\f\u2028\u2029', ' '),
  ...pairs('\u00ad\u200b\u2060\ufeff\u200e\u200f', ''),
  ...pairs('⁄÷', '/'),
  ...pairs('×', 'x'),
  ...pairs('œ', 'oe'),
  ...pairs('Œ', 'OE'),
  ...pairs('ı', 'i'),
  ...pairs('ł', 'l'),
  ...pairs('Ł', 'L'),
  ...pairs('đ', 'd'),
  ...pairs('ĐÐ', 'D'),
  ...pairs('ð', 'd'),
  ...pairs('þ', 'th'),
  ...pairs('Þ', 'Th'),
]);

function pairs(characters: string, equivalent: string): [string, string][] {
  return [...characters].map((character) => [character, equivalent]);
}

/**
 * Writes `text` with the GSM 03.38 alphabet wherever a reader loses nothing: curly quotes and dashes become plain,
 * ŵ, ŷ, â, ê, î, ô, û and ï their base letter, while à, è, é, ì, ò, ù, ä, ö, ü and ñ stay. A character of another
 * script or an emoji is left as it is.
 */
export function toGsm7(text: string): string {
  const plain = text.normalize('NFC').replace(/\r\n?/g, '\n');
  return [...plain].map(characterToGsm7).join('');
}

function characterToGsm7(character: string): string {
  if (alphabet.has(character)) return character;
  const equivalent = equivalents.get(character);
  if (equivalent !== undefined) return equivalent;
  const base = character.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const plain = [...base].map((part) => equivalents.get(part) ?? part);
  return plain.every((part) => [...part].every((letter) => alphabet.has(letter)))
    ? plain.join('')
    : character;
}
