import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { type Reader, reachesPerson } from '../../customers/index.ts';
import { invitationState } from '../rules.ts';
import type { Invitation, InvitationQuery } from '../schema/invitation.ts';

const columns = [
  'id',
  'personId',
  'accountId',
  'offerId',
  'groupId',
  'name',
  'email',
  'subject',
  'createdAt',
  'expiresAt',
  'acceptedAt',
  'affiliateId',
  'mailId',
] as const;

export interface InvitationRow {
  id: string;
  personId: string;
  accountId: string | null;
  offerId: string;
  groupId: string | null;
  name: string;
  email: string;
  subject: string;
  tokenHash: string;
  mailId: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertInvitation(workspaceId: string, row: InvitationRow): Promise<Invitation> {
  const inserted = await db()
    .insertInto('affiliates.invitations')
    .values({ workspaceId, ...row })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return { ...inserted, state: invitationState(inserted, row.createdAt) };
}

/** Newest first. */
export async function pageOfInvitations(reader: Reader, query: InvitationQuery, now: Date) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('affiliates.invitations')
    .select(columns)
    .where('workspaceId', '=', reader.workspaceId)
    .where(reachesPerson(reader, sql.ref('person_id')) ?? sql<boolean>`true`)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.personId) select = select.where('personId', '=', query.personId);
  if (query.offerId) select = select.where('offerId', '=', query.offerId);
  if (query.state === 'accepted') select = select.where('acceptedAt', 'is not', null);
  if (query.state === 'open') select = select.where('acceptedAt', 'is', null).where('expiresAt', '>', now);
  if (query.state === 'expired')
    select = select.where('acceptedAt', 'is', null).where('expiresAt', '<=', now);
  if (after)
    select = select.where(sql<SqlBool>`(created_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = (await select.execute()).map((row) => ({ ...row, state: invitationState(row, now) }));
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}

/** Whose token this is; the token alone says which workspace. */
export async function findInvitationByToken(tokenHash: string) {
  return db()
    .selectFrom('affiliates.invitations')
    .select(['workspaceId', ...columns])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitationByToken>>>;

/** Holds the invitation until the transaction ends: two acceptances cannot both find it open. */
export async function lockInvitationByToken(tokenHash: string) {
  return db()
    .selectFrom('affiliates.invitations')
    .select(['workspaceId', ...columns])
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
}

export async function markInvitationAccepted(
  workspaceId: string,
  id: string,
  acceptance: { acceptedAt: Date; affiliateId: string },
): Promise<void> {
  await db()
    .updateTable('affiliates.invitations')
    .set(acceptance)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
