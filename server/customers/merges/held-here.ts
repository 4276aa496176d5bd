import { holdRecordIds } from './held-ids.ts';

/** Where this room holds the ids of its own records. */
export function holdOwnIds(): void {
  holdRecordIds([
    { table: 'customers.people', column: 'account_id', object: 'account', key: ['id'] },
    {
      ...{ table: 'customers.stakeholders', column: 'account_id', object: 'account' },
      key: ['account_id', 'person_id'],
      once: ['person_id'],
      joins: { role: 'fill', weight: 'fill', attitude: 'fill', strength: 'fill', updated_at: 'latest' },
    },
    {
      ...{ table: 'customers.stakeholders', column: 'person_id', object: 'person' },
      key: ['account_id', 'person_id'],
      once: ['account_id'],
      joins: { role: 'fill', weight: 'fill', attitude: 'fill', strength: 'fill', updated_at: 'latest' },
    },
    {
      ...{ table: 'customers.contact_points', column: 'person_id', object: 'person', key: ['id'] },
      once: ['kind', 'value_key'],
    },
    {
      ...{ table: 'customers.account_tags', column: 'account_id', object: 'account' },
      key: ['account_id', 'tag_id'],
      once: ['tag_id'],
    },
    {
      ...{ table: 'customers.person_tags', column: 'person_id', object: 'person' },
      key: ['person_id', 'tag_id'],
      once: ['tag_id'],
    },
    { table: 'customers.timeline_entries', column: 'account_id', object: 'account', key: ['id'] },
    { table: 'customers.timeline_entries', column: 'person_id', object: 'person', key: ['id'] },
    { table: 'customers.consents', column: 'person_id', object: 'person', key: ['id'] },
    // Whose data is on hold stays so, whoever of the two it was.
    {
      ...{ table: 'customers.person_holds', column: 'person_id', object: 'person' },
      key: ['person_id'],
      once: [],
      joins: {},
    },
    {
      ...{ table: 'customers.erasures', column: 'person_id', object: 'person' },
      settled: 'The record is gone, so that it is merged with nobody.',
    },
    { table: 'customers.hand_offs', column: 'account_id', object: 'account', key: ['id'] },
    { table: 'customers.hand_offs', column: 'person_id', object: 'person', key: ['id'] },
    { table: 'customers.quotes', column: 'person_id', object: 'person', key: ['id'] },
    { table: 'customers.tasks', column: 'account_id', object: 'account', key: ['id'] },
    { table: 'customers.tasks', column: 'person_id', object: 'person', key: ['id'] },
    // Whoever the one that goes was shared with reaches the one that stays.
    {
      table: 'customers.account_shares',
      column: 'account_id',
      object: 'account',
      key: ['id'],
      once: ['holder_id'],
      joins: {},
    },
    {
      ...{ table: 'customers.task_template_uses', column: 'account_id', object: 'account', key: ['id'] },
      once: ['template_id', 'start_on'],
    },
    { table: 'customers.files', column: 'account_id', object: 'account', key: ['id'] },
    { table: 'customers.files', column: 'person_id', object: 'person', key: ['id'] },
    { table: 'customers.activities', column: 'account_id', object: 'account', key: ['id'] },
    { table: 'customers.activities', column: 'person_id', object: 'person', key: ['id'] },
    {
      ...{ table: 'customers.activity_people', column: 'person_id', object: 'person' },
      key: ['activity_id', 'person_id'],
      once: ['activity_id'],
    },
    { table: 'customers.deals', column: 'account_id', object: 'account', key: ['id'] },
    {
      ...{ table: 'customers.deal_people', column: 'person_id', object: 'person' },
      key: ['deal_id', 'person_id'],
      once: ['deal_id'],
      joins: { role: 'fill', influence: 'fill', attitude: 'fill', strength: 'fill', updated_at: 'latest' },
    },
    ...(['account', 'person'] as const).map((object) => ({
      ...{ table: 'customers.field_values', column: 'record_id', object },
      settled: 'made by the database from the fields of the record itself',
    })),
    ...(['customers.import_changes', 'customers.import_kept'] as const).flatMap((table) =>
      (['account', 'person'] as const).map((object) => ({
        ...{ table, column: 'record_id', object },
        settled: 'What an import did to a record that was merged away is not taken back any more.',
      })),
    ),
  ]);
  holdDerivedIds();
}

/** Of what was found out, and what a record is known by. */
function holdDerivedIds(): void {
  holdRecordIds([
    // What was found out about the one that goes is found out anew about the one that stays.
    {
      table: 'customers.account_figures',
      column: 'account_id',
      object: 'account',
      key: ['account_id'],
      once: [],
      isDerived: true,
    },
    {
      table: 'customers.former_keys',
      column: 'record_id',
      object: 'account',
      key: ['object', 'kind', 'value'],
    },
    {
      table: 'customers.former_keys',
      column: 'record_id',
      object: 'person',
      key: ['object', 'kind', 'value'],
    },
  ]);
}
