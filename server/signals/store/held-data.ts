import { holdPersonData, WITHOUT_ADDRESSES } from '../../customers/index.ts';
import { eraseUsageDays } from './erase-usage-days.ts';

const REMOVED = { removes: true } as const;
/** One for each row, where a key asks for a name. */
const ERASED_ID = "'erased ' || t.id";
/** What is told of the work on a ticket, without who asked and what they wrote. */
const WORK_ALONE = `jsonb_strip_nulls(jsonb_build_object(${[
  ...['priority', 'state', 'openedAt', 'closedAt', 'firstResponseAt', 'reopenCount', 'isEscalated', 'score'],
]
  .map((name) => `'${name}', t.telling -> '${name}'`)
  .join(', ')}))`;

/** What the facts say about people. */
export function holdDataOfFacts(): void {
  holdPersonData([
    {
      ...{ table: 'signals.aliases', topic: 'usage' },
      of: { user_key: 'externalId' },
      gives: { alias: 'alias' },
      erasure: REMOVED,
    },
    {
      ...{ table: 'signals.first_touches', topic: 'usage' },
      of: { user_key: ['externalId', 'alias'] },
      erasure: REMOVED,
    },
    {
      table: 'signals.usage_events',
      topic: 'usage',
      of: { person_id: 'person', user_key: ['externalId', 'alias'] },
      erasure: {
        keeps: 'others',
        blanks: { person_id: 'null', user_key: 'null', properties: 'null', former_person_ids: 'null' },
      },
    },
    {
      ...{ table: 'signals.usage_days', topic: 'usage', of: { person_id: 'person' } },
      erasure: { act: eraseUsageDays, keeps: 'others' },
    },
    {
      ...{ table: 'signals.tickets', topic: 'support', of: { person_id: 'person' } },
      erasure: { keeps: 'others', blanks: { person_id: 'null', subject: 'null' } },
    },
    {
      table: 'signals.survey_answers',
      topic: 'support',
      of: { person_id: 'person', respondent: ['email', 'externalId'] },
      erasure: {
        keeps: 'others',
        blanks: { person_id: 'null', respondent: ERASED_ID, external_id: 'null', comment: 'null' },
      },
    },
    {
      ...{ table: 'signals.survey_asks', topic: 'support', of: { person_id: 'person', asked_as: 'person' } },
      erasure: {
        keeps: 'others',
        // Their answer names nobody any more, so neither of the two is counted among those who were asked.
        blanks: {
          ...{ person_id: 'null', asked_as: ERASED_ID, mail_id: 'null', reminder_mail_id: 'null' },
          is_withdrawn: 'true',
        },
      },
    },
    {
      table: 'signals.desk_tickets',
      topic: 'support',
      of: { requester_email: 'email', requester_external_id: 'externalId' },
      erasure: {
        keeps: 'others',
        blanks: { requester_key: 'null', requester_email: 'null', requester_external_id: 'null' },
      },
    },
    {
      ...{ table: 'signals.desk_contacts', topic: 'support' },
      of: { email: 'email', external_id: 'externalId' },
      erasure: REMOVED,
    },
    {
      ...{ table: 'signals.desk_tellings', topic: 'support', of: {}, mentions: ['telling'] },
      erasure: { keeps: 'others', blanks: { telling: WORK_ALONE } },
    },
    {
      ...{ table: 'signals.billing_events', topic: 'systems', of: {}, mentions: ['payload'] },
      erasure: { keeps: 'books', blanks: { payload: WITHOUT_ADDRESSES } },
    },
  ]);
}
