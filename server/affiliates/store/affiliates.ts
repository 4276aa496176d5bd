import { type Expression, type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId, newIdAt } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
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
  'status',
  'statusReason',
  'statusChangedAt',
  'source',
  'website',
  'promotion',
  'country',
  'payoutEmail',
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

/** Newest first. */
export async function pageOfAffiliates(workspaceId: string, query: AffiliateQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectAffiliates(workspaceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.status) select = select.where('status', '=', query.status);
  if (query.q) select = select.where(nameOrEmailHolds(query.q));
  if (after)
    select = select.where(sql<SqlBool>`(created_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = (await select.execute()).map(toAffiliate);
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
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
  change: AffiliateChange & { userId?: string },
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
