import { type Expression, type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId, newIdAt } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { NO_GROUP } from '../groups/no-group.ts';
import type {
  Affiliate,
  AffiliateChange,
  AffiliateInput,
  AffiliateQuery,
  AffiliateStatus,
} from '../schema/affiliate.ts';

const columns = [
  'id',
  'externalId',
  'name',
  'email',
  'personId',
  'accountId',
  'userId',
  'groupId',
  'status',
  'statusReason',
  'statusChangedAt',
  'source',
  'website',
  'promotion',
  'country',
  'payoutEmail',
  'recruiterId',
  'recruitedAt',
  'createdAt',
] as const;

function selectAffiliates(workspaceId: string) {
  return db().selectFrom('affiliates.affiliates').select(columns).where('workspaceId', '=', workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAffiliates>['executeTakeFirstOrThrow']>>;

function toAffiliate(row: Row): Affiliate {
  return { ...row, status: row.status as AffiliateStatus, source: row.source as Affiliate['source'] };
}

export async function findAffiliate(workspaceId: string, id: string): Promise<Affiliate | null> {
  const row = await selectAffiliates(workspaceId).where('id', '=', id).executeTakeFirst();
  return row ? toAffiliate(row) : null;
}

export async function findAffiliateForUpdate(workspaceId: string, id: string): Promise<Affiliate | null> {
  const row = await selectAffiliates(workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toAffiliate(row) : null;
}

export async function findAffiliateByEmail(workspaceId: string, email: string): Promise<Affiliate | null> {
  const row = await selectAffiliates(workspaceId).where('email', '=', email.toLowerCase()).executeTakeFirst();
  return row ? toAffiliate(row) : null;
}

/** By the company's own id for them. */
export async function findAffiliateByExternalId(
  workspaceId: string,
  externalId: string,
): Promise<Affiliate | null> {
  const row = await selectAffiliates(workspaceId).where('externalId', '=', externalId).executeTakeFirst();
  return row ? toAffiliate(row) : null;
}

/** The affiliate who signs in as this user. */
export async function findAffiliateByUser(workspaceId: string, userId: string): Promise<Affiliate | null> {
  const row = await selectAffiliates(workspaceId).where('userId', '=', userId).executeTakeFirst();
  return row ? toAffiliate(row) : null;
}

/** By name. Null ids mean all; unknown ids are left out. */
export async function listAffiliates(workspaceId: string, ids: string[] | null): Promise<Affiliate[]> {
  let select = selectAffiliates(workspaceId).orderBy('name').orderBy('id');
  if (ids) select = select.where('id', 'in', ids.length > 0 ? ids : ['']);
  return (await select.execute()).map(toAffiliate);
}

const SORTS = {
  created: sql<string>`affiliates.created_at`,
  name: sql<string>`lower(affiliates.name)`,
  // Who is in no group stands before all groups.
  group: sql<string>`coalesce((select lower(own.name) from affiliates.groups own
    where own.workspace_id = affiliates.workspace_id and own.id = affiliates.group_id), '')`,
} as const;

/** The newest first unless another order is wished for. */
export async function pageOfAffiliates(workspaceId: string, query: AffiliateQuery) {
  const after = decodeCursor(query.cursor);
  const column = SORTS[query.sort];
  let select = selectAffiliates(workspaceId)
    .select(sql<string>`${column}::text`.as('sortValue'))
    .orderBy(column, query.direction)
    .orderBy('id', query.direction)
    .limit(query.limit + 1);
  if (query.status) select = select.where('status', '=', query.status);
  if (query.groupId === NO_GROUP) select = select.where('groupId', 'is', null);
  else if (query.groupId) select = select.where('groupId', '=', query.groupId);
  if (query.q) select = select.where(nameOrEmailHolds(query.q));
  if (after) {
    const isPast = sql.raw(query.direction === 'asc' ? '>' : '<');
    const value = query.sort === 'created' ? sql`${after.value}::timestamptz` : sql`${after.value}`;
    select = select.where(sql<SqlBool>`(${column}, id) ${isPast} (${value}, ${after.id})`);
  }
  const page = toPage(await select.execute(), query.limit, ({ sortValue, id }) => ({ value: sortValue, id }));
  return { ...page, data: page.data.map(({ sortValue: _sortValue, ...row }) => toAffiliate(row)) };
}

function nameOrEmailHolds(text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`(name ilike ${pattern} or email ilike ${pattern})`;
}

/**
 * Makes an affiliate, or completes the one with this e-mail. Undefined fields never erase.
 * A new one is pending unless the input says otherwise.
 */
export async function upsertAffiliate(workspaceId: string, input: AffiliateInput): Promise<Affiliate> {
  const { email, name, status, source = 'import', createdAt, ...details } = input;
  const id = createdAt ? newIdAt('aff', createdAt) : newId('aff');
  const row = await db()
    .insertInto('affiliates.affiliates')
    .values({
      workspaceId,
      id,
      name,
      email: email.toLowerCase(),
      status: status ?? 'pending',
      source,
      ...details,
      ...(createdAt ? { createdAt, statusChangedAt: createdAt } : {}),
    })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'email']).doUpdateSet({
        name,
        updatedAt: sql<Date>`now()`,
        ...details,
        ...(status ? { status } : {}),
      }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toAffiliate(row);
}

export async function updateAffiliate(
  workspaceId: string,
  id: string,
  change: AffiliateChange & { userId?: string; recruitedAt?: Date | null },
): Promise<void> {
  await db()
    .updateTable('affiliates.affiliates')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function updateAffiliateStatus(
  workspaceId: string,
  id: string,
  change: { status: AffiliateStatus; statusReason: string | null; statusChangedAt: Date },
): Promise<void> {
  await db()
    .updateTable('affiliates.affiliates')
    .set({ ...change, updatedAt: change.statusChangedAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The oldest active affiliate of an account: shown on its page. */
export async function findActiveAffiliateOfAccount(
  workspaceId: string,
  accountId: string,
): Promise<string | null> {
  const row = await db()
    .selectFrom('affiliates.affiliates')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .where('status', '=', 'active')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Those of the persons or e-mails who are affiliates already, whatever their status but rejected. */
export async function findAffiliatesAmong(
  workspaceId: string,
  among: { personIds: string[]; emails: string[] },
): Promise<Affiliate[]> {
  const rows = await selectAffiliates(workspaceId)
    .where('status', '<>', 'rejected')
    .where(({ or, eb }) =>
      or([eb('personId', 'in', ['', ...among.personIds]), eb('email', 'in', ['', ...among.emails])]),
    )
    .execute();
  return rows.map(toAffiliate);
}

export async function countAffiliatesByStatus(workspaceId: string): Promise<Record<AffiliateStatus, number>> {
  const rows = await db()
    .selectFrom('affiliates.affiliates')
    .select(['status', sql<number>`count(*)`.as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('status')
    .execute();
  const counts = { pending: 0, active: 0, suspended: 0, rejected: 0 };
  for (const row of rows) counts[row.status as AffiliateStatus] = row.count;
  return counts;
}
