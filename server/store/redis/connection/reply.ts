/** What Redis answers, as the protocol's second version has it. */
export type Reply = string | number | null | Reply[];

/** A text, or null where there is none. */
export function textOf(reply: Reply | undefined): string | null {
  return typeof reply === 'string' ? reply : null;
}

/** A whole number; 0 where there is none. */
export function numberOf(reply: Reply | undefined): number {
  return typeof reply === 'number' ? reply : Number(textOf(reply) ?? 0);
}

/** A list; empty where there is none. */
export function listOf(reply: Reply | undefined): Reply[] {
  return Array.isArray(reply) ? reply : [];
}

/** A list of texts. */
export function textsOf(reply: Reply | undefined): string[] {
  return listOf(reply).flatMap((each) => textOf(each) ?? []);
}

/** A hash, which comes as a list of names and values; null where there is none. */
export function fieldsOf(reply: Reply | undefined): Fields | null {
  const flat = listOf(reply).map((each) => textOf(each) ?? '');
  if (flat.length === 0) return null;
  const fields = new Map<string, string>();
  for (let index = 0; index < flat.length; index += 2) fields.set(flat[index] ?? '', flat[index + 1] ?? '');
  return fields;
}

/** The fields of a hash. */
export type Fields = ReadonlyMap<string, string>;

/** @throws Error when the store wrote the hash without it */
export function fieldOf(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw new Error(`The store holds a record without ${name}.`);
  return value;
}
