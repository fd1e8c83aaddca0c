/** Open Referral UK 3.0 (HSDS-UK), as far as we have something to say: docs.openhumanservices.org, schema `service`. */
export interface OpenReferralOrganization {
  id: string;
  name: string;
  description: string;
}

export interface OpenReferralTerm {
  id: string;
  name: string;
  description: string;
  taxonomy: string;
  taxonomy_id: string;
  /** The word that our own content uses. */
  term: string;
}

export interface OpenReferralTaxonomy {
  id: string;
  name: string;
  description: string;
}

export interface OpenReferralSchedule {
  id: string;
  freq: 'WEEKLY';
  byday: string;
  /** HH:MM, local time in the United Kingdom. */
  opens_at: string;
  closes_at: string;
  description: string;
}

/** A service. A page of services leaves out its lists. */
export interface OpenReferralService {
  id: string;
  name: string;
  description: string;
  status: 'active';
  url?: string;
  email?: string;
  minimum_age?: number;
  maximum_age?: number;
  organization_id?: string;
  organization?: OpenReferralOrganization;
  phones: { id: string; number: string; type: 'voice' | 'text'; description?: string }[];
  schedules: OpenReferralSchedule[];
  service_areas: { id: string; name: string; service_area: string }[];
  languages: { id: string; code: string; name: string }[];
  attributes: {
    id: string;
    link_id: string;
    link_type: 'service';
    taxonomy_term_id: string;
    taxonomy_term: OpenReferralTerm;
  }[];
  /** Our own: where each detail was found, and when. HSDS allows fields that do not get in the way of its own. */
  fingerpost_sources: { field: string; source: string; source_date: string | null; confidence: string }[];
}
