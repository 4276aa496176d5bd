import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { type DealReader, isReadable as isReadableDeal } from '../../deals/store/conditions.ts';
import { searchKey } from '../../rules.ts';
import { allOf, type Condition } from '../../store/conditions.ts';
import { reachesCustomer } from '../../store/reach.ts';
import { type PageRequest, readPage, type Sort } from '../../store/read-page.ts';
import type { FileFilters, StoredFile } from '../schema.ts';

const BY_TIME: Sort = { column: sql.raw('f.created_at'), id: sql.raw('f.id'), kind: 'time' };

const columns = [
  ...(['f.id', 'f.name', 'f.mediaType', 'f.size', 'f.accountId', 'f.personId'] as const),
  ...(['f.dealId', 'f.activityId', 'f.authorName', 'f.createdAt'] as const),
] as const;

/** Whose files are read, and whether those of deals are among them. */
export interface FileReader extends DealReader {
  readsDeals: boolean;
}

/** The files (f) that there are for this reader: everything that reads files goes through here. */
function isReadable(reader: FileReader): Condition {
  const ofDeal = reader.readsDeals
    ? sql`exists (select from customers.deals d where d.id = f.deal_id and ${isReadableDeal(reader)})`
    : sql`false`;
  const ofCustomer = reachesCustomer(reader, { account: sql`f.account_id`, person: sql`f.person_id` });
  return sql`(f.workspace_id = ${reader.workspaceId} and f.deleted_at is null
    and case when f.deal_id is not null then ${ofDeal} else ${ofCustomer ?? sql`true`} end)`;
}

export async function pageOfFiles(
  reader: FileReader,
  filters: FileFilters,
  page: Omit<PageRequest, 'direction'>,
): Promise<{ data: StoredFile[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(BY_TIME, { ...page, direction: 'desc' }, (scan) =>
    db()
      .selectFrom('customers.files as f')
      .select(columns)
      .select('f.createdAt as sortValue')
      .where(fits(reader, filters))
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  return { data: rows.map(({ sortValue: _sorted, ...row }) => row), nextCursor };
}

function fits(reader: FileReader, { accountId, personId, dealId, q }: FileFilters): Condition {
  const key = searchKey(q ?? '').replace(/[\\%_]/g, '\\$&');
  return allOf([
    isReadable(reader),
    accountId === undefined ? undefined : sql`f.account_id = ${accountId}`,
    personId === undefined ? undefined : sql`f.person_id = ${personId}`,
    dealId === undefined ? undefined : sql`f.deal_id = ${dealId}`,
    key === '' ? undefined : sql`f.search_key like ${`%${key}%`}`,
  ]);
}

export async function findFile(reader: FileReader, id: string): Promise<StoredFile | null> {
  const row = await db()
    .selectFrom('customers.files as f')
    .select(columns)
    .where(isReadable(reader))
    .where('f.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function findContent(workspaceId: string, fileId: string): Promise<Buffer | null> {
  const row = await db()
    .selectFrom('customers.fileContents')
    .select('content')
    .where('workspaceId', '=', workspaceId)
    .where('fileId', '=', fileId)
    .executeTakeFirst();
  return row?.content ?? null;
}

export interface FileRow extends Omit<StoredFile, 'createdAt'> {
  authorId: string;
  deletedAt: Date | null;
  createdAt: Date;
}

/** The file, locked until the transaction ends; also a deleted one. */
export async function lockFile(workspaceId: string, id: string): Promise<FileRow | null> {
  const row = await db()
    .selectFrom('customers.files as f')
    .select([...columns, 'f.authorId', 'f.deletedAt'])
    .where('f.workspaceId', '=', workspaceId)
    .where('f.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** @returns the id of the file that stands under its key, and whether it was there before. */
export async function insertFile(
  workspaceId: string,
  file: Omit<FileRow, 'deletedAt'> & { uploadKey: string },
  content: Buffer,
): Promise<{ id: string; isKnown: boolean }> {
  const made = await db()
    .insertInto('customers.files')
    .values({ workspaceId, ...file, searchKey: searchKey(file.name) })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'uploadKey']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) {
    await db()
      .insertInto('customers.fileContents')
      .values({ workspaceId, fileId: made.id, content })
      .execute();
    return { id: made.id, isKnown: false };
  }
  const { id } = await db()
    .selectFrom('customers.files')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('uploadKey', '=', file.uploadKey)
    .executeTakeFirstOrThrow();
  return { id, isKnown: true };
}

export async function updateFile(
  workspaceId: string,
  id: string,
  change: { name: string } | { deletedAt: Date | null },
): Promise<void> {
  await db()
    .updateTable('customers.files')
    .set({ ...change, ...('name' in change && { searchKey: searchKey(change.name) }) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Of every workspace on purpose, for the job. @returns how many. */
export async function deleteFilesDeletedBefore(before: Date): Promise<number> {
  const { numDeletedRows } = await db()
    .deleteFrom('customers.files')
    .where('deletedAt', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
