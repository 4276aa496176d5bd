import type { FieldValues } from '../fields/schema.ts';
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

/** The key of a field of the workspace's own, or null for what is built in. */
export function keyOf(field: string): string | null {
  return field.startsWith('fields.') ? field.slice('fields.'.length) : null;
}

type WithFields = { updatedAt: Date; fields: FieldValues };

/** The side of every field of the workspace's own that one of the two has: as chosen, else as suggested. */
export function customSides(
  { kept, merged }: { kept: WithFields; merged: WithFields },
  choices: Choices,
): Map<string, Side> {
  const keys = new Set([...Object.keys(kept.fields), ...Object.keys(merged.fields)]);
  const suggest = (key: string): Side => {
    if (merged.fields[key] === undefined) return 'kept';
    if (kept.fields[key] === undefined) return 'merged';
    return merged.updatedAt > kept.updatedAt ? 'merged' : 'kept';
  };
  return new Map([...keys].map((key) => [key, choices[`fields.${key}`] ?? suggest(key)] as const));
}
