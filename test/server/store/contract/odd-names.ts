/** Names that a store could take for others, for a pattern, for a path or for something of its own; NUL is tried for itself. */
export const oddNames: readonly string[] = [
  ...['plain', 'Plain', ' plain', 'plain ', 'plain\n', 'pla in', 'plain:', ':plain', 'plain%3A', 'plain%'],
  ...['plain:j', 'plain:o', 'plain:seen', 'plain:r', 'plain:refs', 'plain:t', 'plain:p', 'plain:a'],
  ...['a/b', 'a\\b', 'a?b', 'a#b', 'a%b', 'a&b=c', '../../up', '.', '..'],
  ...['*', 'a*', '[a-z]', 'a?', '^', '{plain}', '}{', '{}', 'a}b', '%%', '_', 'a_b', 'a%'],
  ...["o'neil", '"quoted"', "'; DROP TABLE conversation; --", '`tick`', '$1', '?1', '@a', '-1', '0', '01'],
  ...['line\nfeed', 'line\r\nfeed', 'tab\there', '\u0001', '\u007f', '\u200b', '\u2028'],
  ...['ŵ', 'w\u0302', 'É', 'E\u0301', 'ﬁ', 'fi', 'İ', 'i', 'ß', 'ss', '😀', '👩‍👧', 'שלום', '日本'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'true', 'NaN', '1e3'],
  ...['long '.repeat(1_000), `${'long '.repeat(1_000)}.`],
];
