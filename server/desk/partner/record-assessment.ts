import type { Officer } from '../../../content/schema/area.js';
import type { Consent } from '../../../dialogs/story/story.js';
import type { Referral } from '../../../dialogs/effects.js';
import type { FoundReferral, MoveChange, MoveParts } from '../../referral/moves.js';
import { tellCarer } from '../../referral/tell-carer.js';
import { moved } from '../../referral/withdraw.js';
import type { Assessment } from '../../store/referrals.js';
import type { By } from '../../turns/journal.js';
import { writtenParts, type AssessmentForm } from './assessment-form.js';

/**
 * What recording an assessment or a review brings. What needs more goes on, as a referral of its own with the carer's
 * agreement to it, to the desk of the carers officer.
 * @returns null when the referral is not theirs to assess: it was not accepted, or is withdrawn
 */
export function assessed(
  parts: MoveParts,
  found: FoundReferral,
  form: AssessmentForm,
  officer: Officer | null,
  by: By,
): MoveChange | null {
  const { record, at } = found;
  if (record.status !== 'accepted' || record.party === null) return null;
  const { kind, outcome, agreement, comment } = form;
  const assessment: Assessment = {
    id: parts.ids.unique(),
    reference: record.reference,
    area: record.area,
    party: record.party,
    kind,
    outcome,
    at,
    by,
    written: {
      ...Object.fromEntries(writtenParts.map((part) => [part, form[part]])),
      has: form.has.join(' '),
    },
    agreement: { answer: agreement, comment },
  };
  const recorded: MoveChange = {
    assessments: [assessment],
    // What it says is read by right alone, and not in the conversation.
    journal: [{ kind: 'assessment-recorded', by, outcome, text: '' }],
  };
  return officer ? passedOn(parts, found, recorded, officer, by) : recorded;
}

function passedOn(
  parts: MoveParts,
  found: FoundReferral,
  recorded: MoveChange,
  officer: Officer,
  by: By,
): MoveChange {
  const { content, ids, dispatch } = parts;
  const { record, referral, conversation, area, state, listener, at } = found;
  const { language } = listener.voice;
  const wording = content.words.text('desk-partner.officer-agreed', language);
  const consent: Consent = { given: true, at, wording, services: [officer.service] };
  const onward: Referral = {
    ...referral,
    id: ids.unique(),
    reference: ids.reference(),
    service: officer.service,
    onward: null,
    beyondAdvice: true,
    consent,
    createdAt: at,
    followsOn: record.reference,
  };
  const { reference, service } = onward;
  const sent = dispatch.send(onward, conversation.id, area, officer.id);
  const from = content.services.get(record.service)?.name[language] ?? record.service;
  const told = tellCarer(content, ids, listener, state.story.contact, reference, [
    'referral-news.newsOfficer',
    { reference: record.reference, service: from, onward: reference },
  ]);
  state.story.consents.push(consent);
  state.progress.referrals.push({ reference, services: [service] });
  return {
    ...recorded,
    state,
    referrals: [onward],
    standings: [moved(record, { onTo: { service, reference } }), ...sent.standings],
    journal: [
      ...(recorded.journal ?? []),
      { kind: 'consented', given: true, wording, services: [service] },
      { kind: 'referred', reference, service },
      { kind: 'passed-to-officer', by, text: officer.name[language] },
      ...told.journal,
    ],
    outbox: [...told.outbox, ...sent.outbox],
    timers: { set: sent.timers, clear: [] },
  };
}
