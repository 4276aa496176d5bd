import type { RecordObject } from './held-ids.ts';
import { ACCOUNT_FIELDS, type Choices, type MergeField, PERSON_FIELDS, type Side } from './schema.ts';

/** For how long a merge can be undone. */
export const UNDO_DAYS = 30;

/** What a record is known by stays with the record that stays, unless it has none. */
const KEYS: readonly MergeField[] = ['externalId', 'domain', 'email', 'accountId'];

export const FIELDS: Record<RecordObject, readonly MergeField[]> = {
  account: ACCOUNT_FIELDS,
  person: PERSON_FIELDS,
};

export interface Mergeable extends Partial<Record<MergeField, unknown>> {
  updatedAt: Date;
}

/** The fuller value; of two the one of the record that was changed last. */
export function suggestSide(field: MergeField, kept: Mergeable, merged: Mergeable): Side {
  const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
  if (isEmpty(merged[field])) return 'kept';
  if (isEmpty(kept[field])) return 'merged';
  if (KEYS.includes(field)) return 'kept';
  return merged.updatedAt > kept.updatedAt ? 'merged' : 'kept';
}

/** The side of every field: as chosen, else as suggested. */
export function sidesOf(
  object: RecordObject,
  { kept, merged }: { kept: Mergeable; merged: Mergeable },
  choices: Choices,
): Map<MergeField, Side> {
  return new Map(
    FIELDS[object].map((field) => [field, choices[field] ?? suggestSide(field, kept, merged)] as const),
  );
}
