import { parse } from 'yaml';
import { remember } from './remember.js';

/**
 * The value that YAML text stands for. Reading YAML takes most of a start, so what was read is kept.
 * @throws YAMLParseError with the line, when it is not YAML
 */
export function readYaml(text: string): unknown {
  return remember('parsed-yaml', text, (yaml) => parse(yaml) as unknown);
}
