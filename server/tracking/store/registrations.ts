import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { searchKey } from '../../customers/index.ts';
import type { Registration, RegistrationExportQuery, RegistrationQuery } from '../schema/registration.ts';

const UNIQUE_VIOLATION = '23505';

const columns = [
  ...(['id', 'affiliateId', 'offerId', 'company', 'companyKey', 'personName', 'email', 'phone'] as const),
  ...([
    'domain',
    'note',
    'consentedAt',
    'status',
    'reason',
    'message',
    'decidedByName',
    'decidedAt',
  ] as const),
  ...(['acceptedAt', 'isFirst', 'expiresAt', 'releasedAt', 'wonAt', 'wonSaleId', 'accountId'] as const),
  ...(['accountExternalId', 'personId', 'createdAt', 'lostWithDeal', 'endedBeforeWin'] as const),
] as const;

/** A row of `registrations`. */
export interface RegistrationRow extends Registration {
  companyKey: string;
  accountExternalId: string | null;
  lostWithDeal: boolean;
  endedBeforeWin: Date | null;
}

export type RegistrationColumns = Pick<
  RegistrationRow,
  | 'affiliateId'
  | 'offerId'
  | 'company'
  | 'personName'
  | 'email'
  | 'phone'
  | 'domain'
  | 'note'
  | 'expiresAt'
  | 'createdAt'
>;

function selectRegistrations(workspaceId: string) {
  return db().selectFrom('tracking.dealRegistrations').select(columns).where('workspaceId', '=', workspaceId);
}

/** @returns null when the affiliate has registered this person already, and it is not over. */
export async function insertRegistration(
  workspaceId: string,
  registration: RegistrationColumns,
): Promise<RegistrationRow | null> {
  const row = await db()
    .insertInto('tracking.dealRegistrations')
    .values({
      ...{
        workspaceId,
        id: newId('reg'),
        ...registration,
        status: 'submitted',
        consentedAt: registration.createdAt,
      },
      companyKey: searchKey(registration.company),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
  return (row as RegistrationRow | undefined) ?? null;
}

/** The registration of this person by the affiliate that is not over. @throws Problem 404 */
export async function getStandingRegistration(
  workspaceId: string,
  affiliateId: string,
  email: string,
): Promise<RegistrationRow> {
  const row = await selectRegistrations(workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('email', '=', email)
    .where('status', 'in', ['submitted', 'accepted'])
    .executeTakeFirst();
  if (!row) throw notFound('deal registration');
  return row as RegistrationRow;
}

export async function countRegistrationsSince(
  workspaceId: string,
  affiliateId: string,
  since: Date,
): Promise<number> {
  const { count } = await db()
    .selectFrom('tracking.dealRegistrations')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('createdAt', '>=', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** @throws Problem 404 */
export async function getRegistration(
  workspaceId: string,
  id: string,
  lock: 'locked' | 'read' = 'read',
): Promise<RegistrationRow> {
  const select = selectRegistrations(workspaceId).where('id', '=', id);
  const row = await (lock === 'locked' ? select.forUpdate() : select).executeTakeFirst();
  if (!row) throw notFound('deal registration');
  return row as RegistrationRow;
}

/** Another registration of the person or company was accepted since. */
export async function isTakenMeanwhile(
  workspaceId: string,
  { id, email, domain }: Pick<RegistrationRow, 'id' | 'email' | 'domain'>,
): Promise<boolean> {
  const row = await selectRegistrations(workspaceId)
    .where('id', '<>', id)
    .where('status', 'in', ['accepted', 'won'])
    .where(sql<SqlBool>`(email = ${email} or domain = ${domain})`)
    .executeTakeFirst();
  return row !== undefined;
}

/** @throws Problem 409 when the person or company was accepted for somebody else first. */
export async function updateRegistration(
  workspaceId: string,
  id: string,
  change: Partial<Omit<RegistrationRow, 'id' | 'createdAt'>>,
): Promise<void> {
  await db()
    .updateTable('tracking.dealRegistrations')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
    .catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw conflict('customer_already_registered', 'This person or company is registered already.');
    });
}

const SORTS = { created: sql`id`, company: sql`company_key`, expires: sql`expires_at` } as const;

export async function pageOfRegistrations(workspaceId: string, query: RegistrationQuery) {
  const after = decodeCursor(query.cursor);
  const column = SORTS[query.sort];
  let select = matching(workspaceId, query)
    .orderBy(column, query.direction)
    .orderBy('id', query.direction)
    .limit(query.limit + 1);
  if (after) {
    const isPast = sql.raw(query.direction === 'asc' ? '>' : '<');
    const value = query.sort === 'expires' ? sql`${after.value}::timestamptz` : sql`${after.value}`;
    select = select.where(sql<SqlBool>`(${column}, id) ${isPast} (${value}, ${after.id})`);
  }
  const rows = (await select.execute()) as RegistrationRow[];
  return toPage(rows, query.limit, (row) => ({ value: sortValue(row, query.sort), id: row.id }));
}

function sortValue(row: RegistrationRow, sort: RegistrationQuery['sort']): string {
  if (sort === 'created') return row.id;
  return sort === 'company' ? row.companyKey : row.expiresAt.toISOString();
}

function matching(workspaceId: string, { q, status, affiliateId, offerId }: RegistrationExportQuery) {
  let select = selectRegistrations(workspaceId);
  if (status) select = select.where('status', '=', status);
  if (affiliateId) select = select.where('affiliateId', '=', affiliateId);
  if (offerId) select = select.where('offerId', '=', offerId);
  const words = q?.trim().toLowerCase();
  if (!words) return select;
  return select.where(
    sql<SqlBool>`position(${words} in lower(concat_ws(' ', company, person_name, email, domain))) > 0`,
  );
}

/** Of every workspace: what ended by itself. */
export async function listEndedRegistrations(
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; id: string }[]> {
  return db()
    .selectFrom('tracking.dealRegistrations')
    .select(['workspaceId', 'id'])
    .where('status', 'in', ['submitted', 'accepted'])
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .execute();
}
