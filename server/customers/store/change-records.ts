import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import type { FieldValues } from '../fields/schema.ts';
import { type Stage, toStorableJson } from '../rules.ts';

const UNIQUE_VIOLATION = '23505';

const sharedColumns = [
  'externalId',
  'name',
  'country',
  'channel',
  'stage',
  'stageReason',
  'ownerId',
  'attributes',
  'fields',
  'updatedAt',
] as const;

/** The fields of an account that a change may touch, as they are. */
export interface ChangeableAccount {
  externalId: string | null;
  name: string;
  domain: string | null;
  industry: string | null;
  country: string | null;
  planTier: string | null;
  seats: number | null;
  channel: string | null;
  stage: Stage;
  stageReason: string | null;
  ownerId: string | null;
  signedUpAt: Date | null;
  onboardedAt: Date | null;
  attributes: Record<string, unknown>;
  fields: FieldValues;
}

export interface ChangeablePerson {
  externalId: string | null;
  email: string | null;
  emailLabel: string | null;
  name: string | null;
  phone: string | null;
  phoneLabel: string | null;
  title: string | null;
  country: string | null;
  accountId: string | null;
  channel: string | null;
  stage: Stage;
  stageReason: string | null;
  ownerId: string | null;
  attributes: Record<string, unknown>;
  fields: FieldValues;
}

/** Beside the changed fields: what follows from them. */
interface Derived {
  nameKey?: string;
  stageChangedAt?: Date | null;
  updatedAt: Date;
}

/** The account as it is, locked until the transaction ends, or null. */
export async function lockAccount(workspaceId: string, id: string) {
  const row = await db()
    .selectFrom('customers.accounts')
    .select([...sharedColumns, 'domain', 'industry', 'planTier', 'seats', 'signedUpAt', 'onboardedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as (ChangeableAccount & { updatedAt: Date }) | undefined) ?? null;
}

/** The person as they are, locked until the transaction ends, or null. */
export async function lockPerson(workspaceId: string, id: string) {
  const row = await db()
    .selectFrom('customers.people')
    .select([...sharedColumns, 'email', 'emailLabel', 'phone', 'phoneLabel', 'title', 'accountId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as (ChangeablePerson & { updatedAt: Date }) | undefined) ?? null;
}

/** @throws Problem 409 when another account has the external id, the domain or the name already. */
export async function updateAccount(
  workspaceId: string,
  id: string,
  { attributes, fields, ...columns }: Partial<ChangeableAccount> & Derived,
): Promise<void> {
  await db()
    .updateTable('customers.accounts')
    .set({ ...columns, ...asJson({ attributes, fields }) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
    .catch(refuseDouble('account_exists', 'Another account is known by this external id, domain or name.'));
}

/** @throws Problem 409 when another person has the external id or the e-mail address already. */
export async function updatePerson(
  workspaceId: string,
  id: string,
  { attributes, fields, ...columns }: Partial<ChangeablePerson> & Derived,
): Promise<void> {
  await db()
    .updateTable('customers.people')
    .set({ ...columns, ...asJson({ attributes, fields }) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
    .catch(refuseDouble('person_exists', 'Another person is known by this external id, address or name.'));
}

function asJson(given: { attributes?: object; fields?: object }) {
  const { attributes, fields } = given;
  return {
    ...(attributes ? { attributes: toStorableJson(attributes) } : {}),
    ...(fields ? { fields: toStorableJson(fields) } : {}),
  };
}

function refuseDouble(code: string, detail: string): (error: unknown) => never {
  return (error) => {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw conflict(code, detail);
    throw error;
  };
}

const BULK_COLUMNS = { ownerId: 'owner_id', channel: 'channel', stage: 'stage' } as const;
export type BulkField = keyof typeof BULK_COLUMNS;

export interface FieldValue {
  id: string;
  value: string | null;
}

/** The field of each of these accounts, locked in the order of ids; unknown accounts are missing. */
export async function lockAccountField(
  workspaceId: string,
  field: BulkField,
  ids: string[],
): Promise<FieldValue[]> {
  const { rows } = await sql<FieldValue>`
    select id, ${sql.raw(BULK_COLUMNS[field])} as value from customers.accounts
    where workspace_id = ${workspaceId} and id = any(${ids}::text[])
    order by id for update`.execute(db());
  return rows;
}

/** Sets one field of many accounts; a change of stage takes its time and reason with it. */
export async function updateAccountField(
  workspaceId: string,
  field: BulkField,
  changes: FieldValue[],
  { at, reason }: { at: Date; reason: string | null },
): Promise<void> {
  const stageColumns = field === 'stage' ? sql`, stage_changed_at = ${at}, stage_reason = ${reason}` : sql``;
  await sql`
    update customers.accounts a
    set ${sql.raw(BULK_COLUMNS[field])} = i.value, updated_at = ${at}${stageColumns}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as i(id text, value text)
    where a.workspace_id = ${workspaceId} and a.id = i.id`.execute(db());
}
