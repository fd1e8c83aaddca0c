// The rules of Open Referral UK 3.0 (HSDS-UK) for what we publish, in our own words: its own schema is under a share-alike
// licence (CC BY-SA 4.0), so it is not copied. Which fields there are, of what type and format, and which must be there,
// was compared field by field with the published schema (github.com/OpenReferralUK/uk-profile, commit ecdfabf of
// 10 October 2024) on 22 November 2026: ours asks the same of each field, or more. A field that is spelt otherwise than
// there is refused, which the published schema would let pass unseen. Beside its fields stand some of the HSDS 3.0 core
// (`phones` of a service and their `type`, `code` and `name` of a language, `services` of an organisation) and one of ours.
const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string' };
const uri = { type: 'string', format: 'uri' };
const email = { type: 'string', format: 'email' };
const age = { type: 'number' };
const listOf = (items: object): object => ({ type: 'array', items });
const record = (required: readonly string[], properties: object): object => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});

export const taxonomyTerm = record(['id', 'name', 'description'], {
  id: uuid,
  name: text,
  description: text,
  parent_id: uuid,
  taxonomy: text,
  taxonomy_id: uuid,
  term_uri: uri,
  term: text,
});

export const taxonomy = record(['id', 'name', 'description'], {
  id: uuid,
  name: text,
  description: text,
  uri,
  version: text,
});

const attribute = record(['id'], {
  id: uuid,
  link_id: uuid,
  taxonomy_term_id: uuid,
  link_type: text,
  taxonomy_term: taxonomyTerm,
});

const organizationFields = {
  id: uuid,
  name: text,
  description: text,
  email,
  website: uri,
  logo: text,
  uri,
  parent_organization_id: uuid,
};
export const organizationSummary = record(['id', 'name', 'description'], organizationFields);

const summaryFields = {
  id: uuid,
  organization_id: uuid,
  name: text,
  description: text,
  url: uri,
  email,
  status: { enum: ['active', 'inactive', 'defunct', 'temporarily closed'] },
  fees: text,
  accreditations: text,
  minimum_age: age,
  maximum_age: age,
  assured_date: { type: 'string', format: 'date' },
  assurer_email: email,
  alert: text,
  last_modified: { type: 'string', format: 'date-time' },
  organization: organizationSummary,
};
export const serviceSummary = record(['id', 'name', 'status'], summaryFields);

const clock = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' };
const schedule = record(['id'], {
  id: uuid,
  freq: { enum: ['WEEKLY', 'MONTHLY'] },
  byday: { type: 'string', pattern: '^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$' },
  opens_at: clock,
  closes_at: clock,
  description: text,
});

export const service = record(['id', 'name', 'status'], {
  ...summaryFields,
  phones: listOf(record(['id', 'number'], { id: uuid, number: text, type: text, description: text })),
  schedules: listOf(schedule),
  service_areas: listOf(record(['id'], { id: uuid, name: text, service_area: text })),
  languages: listOf(record(['id'], { id: uuid, code: { enum: ['en', 'cy'] }, name: text })),
  attributes: listOf(attribute),
  fingerpost_sources: {
    type: 'array',
    minItems: 1,
    items: record(['field', 'source', 'source_date', 'confidence'], {
      field: text,
      source: { type: 'string', minLength: 1 },
      source_date: { type: ['string', 'null'] },
      confidence: text,
    }),
  },
});

export const organization = record(['id', 'name', 'description'], {
  ...organizationFields,
  services: listOf(service),
});

/** A page of a list. */
export const pageOf = (items: object): object =>
  record(
    ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty', 'contents'],
    {
      total_items: { type: 'integer' },
      total_pages: { type: 'integer' },
      page_number: { type: 'integer' },
      size: { type: 'integer' },
      first_page: { type: 'boolean' },
      last_page: { type: 'boolean' },
      empty: { type: 'boolean' },
      contents: listOf(items),
    },
  );
