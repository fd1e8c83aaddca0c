import { v5 } from 'uuid';

/** Ours alone, and never changed: the ids that other directories have kept must go on meaning the same thing. */
const namespace = '6f1a2c58-2f4b-4b5e-9d0c-3a7d7a0b9e51';

/** The UUID under which a thing of ours is known outside: the same for the same name, on every machine. */
export function publicId(
  kind: 'service' | 'organization' | 'taxonomy' | 'term' | 'part',
  name: string,
): string {
  return v5(`${kind}:${name}`, namespace);
}
