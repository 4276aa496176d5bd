import { db } from '../../../core/db.ts';
import type { FieldValues } from '../../fields/schema.ts';
import {
  type ChangeableAccount,
  type ChangeablePerson,
  updateAccount,
  updatePerson,
} from '../../store/change-records.ts';
import type { RecordObject } from '../held-ids.ts';

const sharedColumns = [
  ...(['id', 'externalId', 'name', 'country', 'channel', 'stage', 'stageReason', 'stageChangedAt'] as const),
  ...(['ownerId', 'attributes', 'fields', 'createdAt', 'updatedAt'] as const),
] as const;

/** An account or a person; a field that only the other kind has is absent. */
export interface MergeRecord
  extends Partial<Omit<ChangeableAccount, 'name' | 'stage'>>,
    Partial<Omit<ChangeablePerson, 'stage'>> {
  id: string;
  stage: ChangeableAccount['stage'];
  stageChangedAt: Date | null;
  attributes: Record<string, unknown>;
  fields: FieldValues;
  createdAt: Date;
  updatedAt: Date;
}

export interface RecordPair {
  kept: MergeRecord;
  merged: MergeRecord;
}

/** Both records as they are, or null when one is missing. `forUpdate` locks them until the transaction ends. */
export async function findPair(
  workspaceId: string,
  { object, keptId, mergedId }: { object: RecordObject; keptId: string; mergedId: string },
  { forUpdate = false } = {},
): Promise<RecordPair | null> {
  const ids = [keptId, mergedId];
  let accounts = db()
    .selectFrom('customers.accounts')
    .select([...sharedColumns, 'domain', 'industry', 'planTier', 'seats', 'signedUpAt', 'onboardedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .orderBy('id');
  let people = db()
    .selectFrom('customers.people')
    .select([...sharedColumns, 'email', 'emailLabel', 'phone', 'phoneLabel', 'title', 'accountId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .orderBy('id');
  if (forUpdate) [accounts, people] = [accounts.forUpdate(), people.forUpdate()];
  const rows = (await (object === 'account' ? accounts.execute() : people.execute())) as MergeRecord[];
  const kept = rows.find(({ id }) => id === keptId);
  const merged = rows.find(({ id }) => id === mergedId);
  return kept && merged ? { kept, merged } : null;
}

/** @throws Problem 409 when a third record is known by what this one would be known by. */
export function updateKept(
  workspaceId: string,
  object: RecordObject,
  id: string,
  fields: Partial<MergeRecord> & { nameKey: string; updatedAt: Date },
): Promise<void> {
  return object === 'account'
    ? updateAccount(workspaceId, id, fields as Partial<ChangeableAccount> & typeof fields & { name?: string })
    : updatePerson(workspaceId, id, fields as Partial<ChangeablePerson> & typeof fields);
}

/** What a reader calls the record. */
export function shownName({ name, email, domain, externalId, id }: MergeRecord): string {
  return name ?? email ?? domain ?? externalId ?? id;
}
