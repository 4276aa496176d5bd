import { holdPersonData } from '../../customers/index.ts';

/** What the facts say about people. */
export function holdDataOfFacts(): void {
  holdPersonData([
    {
      ...{ table: 'signals.aliases', topic: 'usage' },
      of: { user_key: 'externalId' },
      gives: { alias: 'alias' },
    },
    {
      ...{ table: 'signals.first_touches', topic: 'usage' },
      of: { user_key: ['externalId', 'alias'] },
    },
    {
      table: 'signals.usage_events',
      topic: 'usage',
      of: { person_id: 'person', user_key: ['externalId', 'alias'] },
    },
    { table: 'signals.usage_days', topic: 'usage', of: { person_id: 'person' } },
    { table: 'signals.tickets', topic: 'support', of: { person_id: 'person' } },
    {
      table: 'signals.survey_answers',
      topic: 'support',
      of: { person_id: 'person', respondent: ['email', 'externalId'] },
    },
    { table: 'signals.survey_asks', topic: 'support', of: { person_id: 'person', asked_as: 'person' } },
    {
      table: 'signals.desk_tickets',
      topic: 'support',
      of: { requester_email: 'email', requester_external_id: 'externalId' },
    },
    {
      ...{ table: 'signals.desk_contacts', topic: 'support' },
      of: { email: 'email', external_id: 'externalId' },
    },
    { table: 'signals.desk_tellings', topic: 'support', of: {}, mentions: ['telling'] },
    { table: 'signals.billing_events', topic: 'systems', of: {}, mentions: ['payload'] },
  ]);
}
