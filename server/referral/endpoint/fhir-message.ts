import type { Content } from '../../../content/load.js';
import type { Both } from '../../../content/schema/text.js';
import type { Referral } from '../../../dialogs/effects.js';
import type { Ids } from '../../../dialogs/scene.js';
import type { Answering } from '../emails.js';
import { languagesOf, referralSections } from '../sections.js';

/** What documents are made from. */
export interface DocumentParts {
  content: Content;
  ids: Ids;
  /** Where we are reached, such as `https://carers.example.org`: our identifiers begin with it. */
  base: string;
}

interface Resource {
  resourceType: string;
  [element: string]: unknown;
}

/** Languages by BCP 47, procedures by SNOMED CT, documents by LOINC: the systems that FHIR R4 names for these. */
const bcp47 = 'urn:ietf:bcp:47';
const referralToService = {
  system: 'http://snomed.info/sct',
  code: '306206005',
  display: 'Referral to service (procedure)',
};
const consentDocument = { system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' };
const consentScope = {
  system: 'http://terminology.hl7.org/CodeSystem/consentscope',
  code: 'patient-privacy',
};

/**
 * A referral as an HL7 FHIR R4 message (hl7.org/fhir/R4/messaging.html): a Bundle whose MessageHeader points to a
 * ServiceRequest. The carer is its Patient, for it is they who would be helped; of the person they look after it holds
 * only what the carer told, as notes.
 */
export function referralMessage(parts: DocumentParts, referral: Referral, answering: Answering): object {
  const { content, base } = parts;
  const patient = entry(parts, patientOf(parts, referral));
  const requester = entry(parts, organization(councilOf(content, referral)));
  const performer = entry(parts, organization(nameOf(content, referral.service)));
  const consent = entry(parts, consentOf(referral, patient.fullUrl, requester.fullUrl));
  const request = entry(parts, {
    ...requestOf(parts, referral, 'active', { reference: patient.fullUrl }),
    extension: [{ url: `${base}/fhir/answer-url`, valueUrl: answering.url }],
    authoredOn: referral.createdAt,
    occurrencePeriod: { end: answering.answerBy },
    requester: { reference: requester.fullUrl },
    performer: [{ reference: performer.fullUrl }],
    supportingInfo: [{ reference: consent.fullUrl }],
    note: referralSections(content, referral).map(({ heading, lines }) => ({
      time: referral.createdAt,
      text: [heading, ...lines].join('\n\n'),
    })),
  });
  return message(parts, referral, 'referral', referral.createdAt, [
    request,
    patient,
    requester,
    performer,
    consent,
  ]);
}

/** Tells that a referral is withdrawn: the ServiceRequest is revoked, and nothing of the person is in it. */
export function withdrawalMessage(parts: DocumentParts, referral: Referral, at: string): object {
  const subject = { identifier: identifier(parts, 'carer', referral.reference) };
  const request = entry(parts, requestOf(parts, referral, 'revoked', subject));
  return message(parts, referral, 'withdrawal', at, [request]);
}

type Entry = { fullUrl: string; resource: Resource };

function entry({ ids }: DocumentParts, resource: Resource): Entry {
  return { fullUrl: `urn:uuid:${ids.unique()}`, resource };
}

function identifier({ base }: DocumentParts, kind: string, value: string): object {
  return { system: `${base}/identifiers/${kind}`, value };
}

function requestOf(
  parts: DocumentParts,
  referral: Referral,
  status: 'active' | 'revoked',
  subject: object,
): Resource {
  return {
    resourceType: 'ServiceRequest',
    identifier: [identifier(parts, 'referral', referral.reference)],
    status,
    intent: 'order',
    category: [{ coding: [referralToService] }],
    priority: 'routine',
    subject,
  };
}

function patientOf(parts: DocumentParts, { reference, contact, story }: Referral): Resource {
  const { name, phone, email } = contact;
  const telecom = [
    ...(phone === undefined ? [] : [{ system: 'phone', value: phone }]),
    ...(email === undefined ? [] : [{ system: 'email', value: email }]),
  ];
  return {
    resourceType: 'Patient',
    identifier: [identifier(parts, 'carer', reference)],
    ...(name !== undefined && { name: [{ text: name }] }),
    ...(telecom.length > 0 && { telecom }),
    communication: [{ language: { coding: [{ system: bcp47, code: story.language }] }, preferred: true }],
  };
}

function consentOf({ consent, createdAt }: Referral, patient: string, organizationUrl: string): Resource {
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [consentDocument] }],
    patient: { reference: patient },
    performer: [{ reference: patient }],
    organization: [{ reference: organizationUrl }],
    dateTime: consent.at,
    policyRule: { text: consent.wording },
    provision: { type: 'permit', period: { start: createdAt } },
  };
}

function organization(name: string): Resource {
  return { resourceType: 'Organization', name };
}

function message(
  parts: DocumentParts,
  referral: Referral,
  event: 'referral' | 'withdrawal',
  at: string,
  entries: readonly Entry[],
): object {
  const { base, ids } = parts;
  const header = entry(parts, {
    resourceType: 'MessageHeader',
    eventCoding: { system: `${base}/fhir/events`, code: event },
    source: { name: 'Fingerpost', endpoint: base },
    focus: entries.slice(0, 1).map(({ fullUrl }) => ({ reference: fullUrl })),
  });
  return {
    resourceType: 'Bundle',
    id: ids.unique(),
    identifier: identifier(parts, event, referral.reference),
    type: 'message',
    timestamp: at,
    entry: [header, ...entries],
  };
}

function councilOf({ areas }: Content, referral: Referral): string {
  return inTheirs(areas.get(referral.area)?.council, referral) ?? referral.area;
}

function nameOf({ services }: Content, id: string): string {
  return services.get(id)?.name.en ?? id;
}

function inTheirs(both: Both | undefined, referral: Referral): string | undefined {
  return both?.[languagesOf(referral)[0]];
}
