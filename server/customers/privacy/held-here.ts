import { eachMailTo } from '../../core/mail-outbox.ts';
import { eachAuditEntryOf } from '../../workspace/index.ts';
import { holdPersonData, type PersonKeys } from './held-data.ts';

/** What the record and the rooms below it know about people. */
export function holdOwnData(): void {
  const ofPerson = { of: { person_id: 'person' } } as const;
  holdPersonData([
    { table: 'customers.people', topic: 'profile', of: { id: 'person' } },
    { table: 'customers.stakeholders', topic: 'profile', ...ofPerson },
    { table: 'customers.former_keys', topic: 'profile', of: { record_id: 'person', origin_id: 'person' } },
    { table: 'customers.duplicates', topic: 'profile', of: { first_id: 'person', second_id: 'person' } },
    {
      ...{ table: 'customers.merges', topic: 'profile', gives: { id: 'merge' } },
      of: { kept_id: 'person', merged_id: 'person' },
    },
    { table: 'customers.merge_moves', topic: 'profile', of: { merge_id: 'merge' } },
    { table: 'customers.consents', topic: 'profile', ...ofPerson },
    { table: 'customers.timeline_entries', topic: 'history', ...ofPerson },
    { table: 'customers.activity_people', topic: 'history', ...ofPerson, gives: { activity_id: 'activity' } },
    {
      ...{ table: 'customers.activities', topic: 'history', gives: { id: 'activity' } },
      of: { person_id: 'person', id: 'activity' },
    },
    { table: 'customers.activity_versions', topic: 'history', of: { activity_id: 'activity' } },
    { table: 'customers.tasks', topic: 'work', ...ofPerson, gives: { id: 'task' } },
    { table: 'customers.task_items', topic: 'work', of: { task_id: 'task' } },
    { table: 'customers.deal_people', topic: 'work', ...ofPerson, gives: { deal_id: 'deal' } },
    { table: 'customers.deals', topic: 'work', of: { id: 'deal' } },
    { table: 'customers.hand_over_moves', topic: 'work', of: { record_id: 'person' } },
    { table: 'customers.import_errors', topic: 'systems', of: {}, mentions: ['cells', 'details'] },
    { table: 'customers.import_results', topic: 'systems', of: {}, mentions: ['subject', 'notes'] },
    {
      ...{ table: 'customers.field_values', column: 'record_id' },
      omitted: 'An index of the fields that stand in the record itself.',
    },
    {
      ...{ table: 'mails', topic: 'mail' },
      read: (workspaceId, keys) => eachMailTo(workspaceId, [...valuesOf(keys, 'email')]),
    },
    {
      ...{ table: 'audit_entries', topic: 'record' },
      read: (workspaceId, keys) =>
        eachAuditEntryOf(workspaceId, [...valuesOf(keys, 'person'), ...valuesOf(keys, 'affiliate')]),
    },
  ]);
}

function valuesOf(keys: PersonKeys, kind: string): ReadonlySet<string> {
  return keys.get(kind) ?? new Set();
}
