import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ContentError } from '../errors.js';
import type { Checked } from './checked.js';
import { checkYaml } from './checked.js';

/** The content folder, read by paths relative to it, so that faults name files as an editor knows them. */
export interface ContentFolder {
  path: string;
  /** @throws ContentError when the file is not there */
  text(file: string): string;
  yaml<S extends z.ZodType>(file: string, schema: S): Checked<z.infer<S>>;
  has(file: string): boolean;
  /** Names in a folder, in order; none when it is not there. */
  list(folder: string): string[];
}

export function openFolder(path: string): ContentFolder {
  const list = (folder: string): string[] => {
    try {
      return readdirSync(join(path, folder)).sort();
    } catch {
      return [];
    }
  };
  const text = (file: string): string => {
    try {
      return readFileSync(join(path, file), 'utf8');
    } catch {
      throw new ContentError(file, '', 'is missing or cannot be read: add it.');
    }
  };
  return {
    path,
    text,
    yaml: (file, schema) => checkYaml(text(file), schema, file),
    has: (file) => list(join(file, '..')).includes(file.split('/').at(-1) ?? ''),
    list,
  };
}
