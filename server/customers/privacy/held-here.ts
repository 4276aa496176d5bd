import { deleteMailsTo, eachMailTo } from '../../core/mail-outbox.ts';
import { blankAuditEntriesOf, eachAuditEntryOf } from '../../workspace/index.ts';
import { holdPersonData, type PersonKeys } from './held-data.ts';

const REMOVED = { removes: true } as const;
const ofPerson = { of: { person_id: 'person' } } as const;

/** What the record and the rooms below it know about people. */
export function holdOwnData(): void {
  holdPersonData([
    { table: 'customers.people', topic: 'profile', of: { id: 'person' }, erasure: REMOVED },
    { table: 'customers.stakeholders', topic: 'profile', ...ofPerson, erasure: REMOVED },
    { table: 'customers.person_tags', topic: 'profile', ...ofPerson, erasure: REMOVED },
    { table: 'customers.contact_points', topic: 'profile', ...ofPerson, erasure: REMOVED },
    {
      table: 'customers.former_keys',
      topic: 'profile',
      of: { record_id: 'person', origin_id: 'person' },
      erasure: REMOVED,
    },
    {
      table: 'customers.duplicates',
      topic: 'profile',
      of: { first_id: 'person', second_id: 'person' },
      erasure: REMOVED,
    },
    {
      ...{ table: 'customers.merges', topic: 'profile', gives: { id: 'merge' } },
      of: { kept_id: 'person', merged_id: 'person' },
      erasure: REMOVED,
    },
    { table: 'customers.merge_moves', topic: 'profile', of: { merge_id: 'merge' }, erasure: REMOVED },
    { table: 'customers.consents', topic: 'profile', ...ofPerson, erasure: REMOVED },
  ]);
  holdHistory();
  holdTraces();
}

/** Buyer and texts too: a person who buys for themselves stands in them. */
const QUOTE_BLANKS = {
  ...{ person_id: 'null', recipient_name: "''", recipient_email: 'null', buyer: "''", intro: "''" },
  ...{
    ended_by_name: "case when ended_at is not null then '' end",
    ended_by_email: 'null',
    end_note: 'null',
  },
};

function holdHistory(): void {
  holdPersonData([
    { table: 'customers.timeline_entries', topic: 'history', ...ofPerson, erasure: REMOVED },
    { table: 'customers.hand_offs', topic: 'work', ...ofPerson, erasure: REMOVED },
    {
      table: 'customers.activity_people',
      topic: 'history',
      ...ofPerson,
      gives: { activity_id: 'activity' },
      erasure: REMOVED,
    },
    {
      ...{ table: 'customers.activities', topic: 'history', gives: { id: 'activity' } },
      of: { person_id: 'person', id: 'activity' },
      // What is about the person alone; in what is about others, they only are no longer named.
      erasure: { removes: { column: 'person_id' }, keeps: 'others' },
    },
    {
      ...{ table: 'customers.files', topic: 'history', gives: { id: 'file' } },
      of: { person_id: 'person', activity_id: 'activity', id: 'file' },
      erasure: {
        ...{ removes: { where: 't.account_id is null and t.deal_id is null' }, keeps: 'others' },
        blanks: { person_id: 'null' },
      },
    },
    {
      ...{ table: 'customers.file_contents', column: 'file_id' },
      omitted: 'The files themselves are downloaded one by one; they go with their entries.',
    },
    {
      table: 'customers.activity_versions',
      topic: 'history',
      of: { activity_id: 'activity' },
      erasure: { keeps: 'others' },
    },
    {
      ...{ table: 'customers.tasks', topic: 'work', ...ofPerson, gives: { id: 'task' } },
      erasure: {
        ...{ removes: { where: 't.account_id is null and t.deal_id is null' }, keeps: 'others' },
        blanks: { person_id: 'null' },
      },
    },
    { table: 'customers.task_items', topic: 'work', of: { task_id: 'task' }, erasure: { keeps: 'others' } },
    {
      table: 'customers.deal_people',
      topic: 'work',
      ...ofPerson,
      gives: { deal_id: 'deal' },
      erasure: REMOVED,
    },
    { table: 'customers.deals', topic: 'work', of: { id: 'deal' }, erasure: { keeps: 'others' } },
    {
      ...{ table: 'customers.quotes', topic: 'work', ...ofPerson },
      mentions: ['recipient_email', 'ended_by_email'],
      // What was offered and agreed stays with the deal; the person is no longer named in it.
      erasure: { keeps: 'books', blanks: QUOTE_BLANKS },
    },
    { table: 'customers.hand_over_moves', topic: 'work', of: { record_id: 'person' }, erasure: REMOVED },
    { table: 'customers.person_holds', topic: 'record', ...ofPerson, erasure: REMOVED },
  ]);
}

function holdTraces(): void {
  holdPersonData([
    {
      ...{ table: 'customers.erasures', column: 'person_id' },
      omitted: 'It says that somebody is gone; who it was is not known any more.',
    },
    {
      table: 'customers.import_errors',
      topic: 'systems',
      of: {},
      mentions: ['cells', 'details'],
      erasure: REMOVED,
    },
    {
      table: 'customers.import_results',
      topic: 'systems',
      of: {},
      mentions: ['subject', 'notes'],
      erasure: { keeps: 'proof', blanks: { subject: 'null', notes: "'[]'" } },
    },
    {
      table: 'customers.import_changes',
      topic: 'systems',
      of: { record_id: 'person' },
      erasure: REMOVED,
    },
    { table: 'customers.import_kept', topic: 'systems', of: { record_id: 'person' }, erasure: REMOVED },
    {
      ...{ table: 'customers.field_values', column: 'record_id' },
      omitted: 'An index of the fields that stand in the record itself.',
    },
    {
      ...{ table: 'mails', topic: 'mail' },
      read: (workspaceId, keys) => eachMailTo(workspaceId, [...valuesOf(keys, 'email')]),
      erase: (workspaceId, keys) => deleteMailsTo(workspaceId, [...valuesOf(keys, 'email')]),
    },
    {
      ...{ table: 'audit_entries', topic: 'record' },
      read: (workspaceId, keys) =>
        eachAuditEntryOf(workspaceId, [...valuesOf(keys, 'person'), ...valuesOf(keys, 'affiliate')]),
      erase: (workspaceId, keys) =>
        blankAuditEntriesOf(workspaceId, {
          objectIds: [...valuesOf(keys, 'person'), ...valuesOf(keys, 'affiliate')],
          words: [...valuesOf(keys, 'person'), ...valuesOf(keys, 'email')],
        }),
      keeps: 'proof',
    },
  ]);
}

function valuesOf(keys: PersonKeys, kind: string): ReadonlySet<string> {
  return keys.get(kind) ?? new Set();
}
